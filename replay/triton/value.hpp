#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kernels/scalar/scalar.hpp"
#include "parser/listing/listing.hpp"
#include "replay/plan/loop_program.hpp"
#include "replay/plan/tensor.hpp"

/// What the variables of a program instance hold: tensors (blocks of numbers or of pointers), and the values
/// of Python that are there when a kernel is compiled.
namespace ireplay::triton {

/// What the interpreter can't do or what a program does wrong; the machine adds the place.
struct Refusal : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Of an element: a number, or a pointer to numbers in the memory of one argument.
struct Type {
  DType scalar = DType::i32;
  std::int32_t memory = kNone;  // kNone: a number
  bool is_pointer() const { return memory != kNone; }
};

/// Row-major elements of a block; no dimensions: one number. Floats are doubles that the type can represent
/// (in an oracle run any), pointers count elements from where their argument points to. Without data: of a
/// dry run, which knows sizes and types alone.
struct Tensor {
  Type type;
  Dims size;
  std::shared_ptr<const std::vector<Scalar>> data;
  std::optional<std::int64_t> most = {};  // of a number that a dry run does not know: a bound that is

  bool known() const { return data != nullptr; }
  const Scalar& operator[](std::int64_t at) const { return (*data)[static_cast<std::size_t>(at)]; }
};

/// `tl.float32`, `tl.pointer_type(tl.float32)`.
struct TypeName {
  DType scalar = DType::f32;
  bool is_pointer = false;
};

/// A function: of the listing, or one of Triton's by its path.
struct Callee {
  std::string_view path;
  const ListingFunction* function = nullptr;
};

/// A block of a tensor in memory: `tl.make_block_ptr`, or a descriptor, whose accesses check all bounds and
/// name their offsets themselves.
struct BlockPointer {
  Tensor base;
  std::vector<Tensor> size, stride, offset;
  Dims block;
  bool is_descriptor = false;
};

struct Value;
using Values = std::vector<Value>;

struct Value {
  std::variant<std::monostate, Tensor, std::int64_t, double, bool, std::string, TypeName, Callee,
               std::shared_ptr<const Values>, std::shared_ptr<const BlockPointer>>
      value;

  bool is_none() const { return std::holds_alternative<std::monostate>(value); }
  template <class T>
  const T* as() const {
    return std::get_if<T>(&value);
  }
  /// The members of a tuple or a list.
  const Values* members() const;
};

Value make_tuple(Values members);
/// `a tensor f32[64,32]`, `None`, `a string`: for messages.
std::string describe(const Value& value);

Tensor make_tensor(Type type, Dims size, std::vector<Scalar> data);
Tensor make_unknown(Type type, Dims size);
Tensor make_number(DType type, Scalar value);
Tensor make_index(std::int64_t value, DType type = DType::i32);

/// Throws Refusal for a block that is too large.
void check_elements(const Dims& size);

/// The value of a number that is known: a constant's, or that of a tensor without dimensions.
std::optional<std::int64_t> integer_of(const Value& value);
/// Whether a condition holds; none where a dry run does not know.
std::optional<bool> truth_of(const Value& value);
/// Sizes of a block: a tuple of integers, or one integer. Throws Refusal.
Dims dims_of(const Value& value);

/// The sizes that two blocks have together. Throws Refusal where they do not go together.
Dims broadcast_size(const Dims& a, const Dims& b);
Tensor broadcast(const Tensor& from, const Dims& size);
/// The same elements in the same order.
Tensor reshape(const Tensor& from, Dims size);
/// Result dimension d is dimension order[d].
Tensor permute(const Tensor& from, const std::vector<std::size_t>& order);

}  // namespace ireplay::triton
