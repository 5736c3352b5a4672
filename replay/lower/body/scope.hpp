#pragma once

#include <array>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "parser/model.hpp"
#include "replay/plan/index_algebra.hpp"

namespace ireplay {

/// What a name of a block stands for: an index line, one value, or the results of a multi-value op.
struct Named {
  std::string_view name;
  std::int32_t index_line = kNone;
  std::int32_t results = 0;  // 0 for a statement without a value
  std::array<ValueId, 4> values{kNone, kNone, kNone, kNone};
  const Statement* statement = nullptr;  // that made it
  DType narrow = DType::f32;             // bf16, f16 or float8: the type that the ATen graph gives the value

  static Named of(ValueId value) {
    Named named;
    named.results = 1;
    named.values[0] = value;
    return named;
  }
  static Named of_line(std::int32_t line) {
    Named named;
    named.index_line = line;
    return named;
  }
};

/// A floating type of less than 32 bits as it is, f32 for every other.
inline DType narrow_or_wide(DType dtype) {
  return is_floating(dtype) && bytes_of(dtype) < 4 ? dtype : DType::f32;
}

/// Names of one block.
class NameTable {
 public:
  explicit NameTable(std::pmr::memory_resource* memory) : table_(memory), entries_(memory) {}

  void reserve(std::size_t names);
  const Named* find(std::string_view name) const;
  void set(Named named);  // replaces an older one of the same name

 private:
  EntryTable table_;
  std::pmr::vector<Named> entries_;
};

/// One block while its statements are lowered: that of the body, or one that runs under a mask inside
/// another.
struct Scope {
  explicit Scope(std::pmr::memory_resource* memory) : names(memory) {}

  const Block* block = nullptr;
  const Scope* outer = nullptr;
  ValueId mask = kNone;    // of this block and those around it
  ExprId guard = kNoExpr;  // what `outer` gave as this block's own mask
  NameTable names;
};

}  // namespace ireplay
