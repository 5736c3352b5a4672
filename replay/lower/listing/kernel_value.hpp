#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "parser/model.hpp"
#include "replay/plan/index_algebra.hpp"
#include "replay/plan/loop_program.hpp"

namespace ireplay {

/// What an expression of a listing stands for at one point of the loops. A tile of a kernel is one element
/// here: shapes, broadcasts and new axes say nothing, and a mask that keeps to the range always holds.
struct KernelValue {
  enum class Kind : std::uint8_t {
    none,   // None
    truth,  // True, False, and masks that always hold
    index,  // an integer known as an expression of the point
    real,   // a number with a fraction
    value,  // what an instruction gives
    text,   // a string
    type,   // tl.float32
    block,  // a number of the launch that nobody knows, such as XBLOCK
    start,  // xoffset: where a block begins. Blocks are taken to hold their whole range: 0 where compared
    block_elements,  // tl.arange(0, XBLOCK): the numbers of a block's elements
    pointer,         // `index` elements behind that of parameter number `which`
    tuple,           // members
    carried,         // a variable that a loop hands on, at the beginning of an iteration
    compared,        // a carried variable against operands[0]
    update,          // a carried variable with one more element: `reduce` of `operands`
    unknown,         // has no value at one point; a fault where it is used
  };

  Kind kind = Kind::none;
  DType dtype = DType::i32;   // Triton's type: bf16 stays bf16, though it is computed in float32
  DType narrow = DType::f32;  // the type of 16 bits that the ATen graph gives the value, f32 for a wide one
  bool weak = false;          // a Python number, which takes the type of the other operand
  bool truth = false;
  Linear index;
  double real = 0;
  ValueId value = kNone;
  std::size_t which = 0;
  ReduceKind reduce = ReduceKind::sum;
  std::array<ValueId, 3> operands{kNone, kNone, kNone};
  DType source = DType::f32;  // update: of operands[0]
  std::int8_t selection = 0;  // update: which of several results
  std::string_view text;      // text; carried, compared, update: the variable; start: the axis
  std::vector<KernelValue> members;

  bool is(Kind other) const { return kind == other; }
  bool is_number() const { return kind == Kind::index || kind == Kind::real; }
  bool is_constant() const { return kind == Kind::real || (kind == Kind::index && index.is_constant()); }
  double constant() const { return kind == Kind::real ? real : static_cast<double>(index.offset); }

  static KernelValue of_kind(Kind kind) {
    KernelValue made;
    made.kind = kind;
    return made;
  }
  static KernelValue of_truth(bool truth) {
    KernelValue made = of_kind(Kind::truth);
    made.truth = truth;
    made.dtype = DType::boolean;
    return made;
  }
  static KernelValue of_index(Linear index, DType dtype = DType::i32, bool weak = false) {
    KernelValue made = of_kind(Kind::index);
    made.index = std::move(index);
    made.dtype = dtype;
    made.weak = weak;
    return made;
  }
  static KernelValue of_real(double real, DType dtype = DType::f32, bool weak = true) {
    KernelValue made = of_kind(Kind::real);
    made.real = real;
    made.dtype = dtype;
    made.weak = weak;
    return made;
  }
  static KernelValue of_value(ValueId value, DType dtype) {
    KernelValue made = of_kind(Kind::value);
    made.value = value;
    made.dtype = dtype;
    return made;
  }
};

}  // namespace ireplay
