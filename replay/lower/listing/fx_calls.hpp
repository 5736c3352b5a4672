#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parser/fx/fx.hpp"
#include "replay/lower/body/lower_body.hpp"

/// The calls of fx_graph_readable.py with the types and sizes of their results: releases up to 2.4 print them
/// nowhere else.
namespace ireplay {

struct FxLayout {
  DType dtype = DType::f32;
  Dims size, stride;  // stride empty: not printed
};

class FxCalls {
 public:
  /// Extents are numbers as far as `symbols` has values.
  explicit FxCalls(std::string_view text, SymbolValues symbols = {});

  struct Call {
    std::string_view name;  // of its value: sort
    std::string op;         // without namespace and overload: sort
    std::vector<Dims>
        operands;  // sizes of the tensors among its arguments, in order; -1: a symbol without a value
    std::vector<std::int64_t> integers;                      // written among its arguments, in order
    std::vector<std::pair<std::int64_t, FxLayout>> results;  // by position; 0 of a lone one
    bool taken = false;
  };

  /// The call of the wrapper in the graph: the first of this op that nothing has taken, whose operands have
  /// these sizes and whose integers are the wrapper's first ones; where none has them, the first with these
  /// sizes. Null where there is none.
  const Call* take(const ExternCall& call);

  /// Ops that scan tensors of so many elements: cumsum, cummax. None where the graph scans with functions of
  /// its own too.
  std::vector<std::string_view> scans(std::int64_t elements) const;

 private:
  void read(const FxValue& value);
  void read_call(const FxValue& value, std::optional<FxLayout> layout);
  void read_selection(const FxValue& value, const FxLayout& layout);
  /// Extents without a value are -1; none where the type is not one of ours.
  std::optional<FxLayout> layout_of(const FxType& type) const;
  Dims extents(Range list) const;
  /// Sizes of the values that are named in an expression, and its integers, in the order of the text.
  void add_operands(ExprId id, Call& call) const;

  std::unique_ptr<Source> source_;
  FxGraph graph_;
  SymbolValues symbols_;
  std::vector<Call> calls_;
  std::unordered_map<std::string_view, std::size_t> by_name_;
  std::unordered_map<std::string_view, FxLayout> layouts_;  // of every annotated value
};

}  // namespace ireplay
