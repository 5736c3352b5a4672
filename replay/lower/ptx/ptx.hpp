#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/source.hpp"
#include "replay/plan/loop_program.hpp"

/// Inline assembly as instructions of a loop program: straight-line PTX on registers.
namespace ireplay {

/// Where the instructions go that PTX becomes.
class ValueWriter {
 public:
  virtual ~ValueWriter() = default;
  /// A compute type or bool.
  virtual DType type_of(ValueId value) const = 0;
  virtual std::optional<Scalar> constant_of(ValueId value) const = 0;
  virtual ValueId constant(Scalar value, DType dtype) = 0;
  virtual ValueId convert(ValueId value, DType to) = 0;
  /// Rounded to a storage type, and kept in its compute type.
  virtual ValueId rounded(ValueId value, DType storage) = 0;
  virtual ValueId bitcast(ValueId value, DType from, DType to) = 0;
  /// `rough`: the hardware gives it to 2**-11 of its value and no better.
  virtual ValueId scalar(ScalarOp op, DType result, std::array<ValueId, 3> operands, bool rough = false) = 0;
};

/// The unsigned integer of that many bits (8 to 64), bool for 1: what a register holds.
DType register_type(int bits);

/// What `$0`, `$1` ... stand for: outputs first. `value` of an input is of the register's type.
struct AsmRegister {
  int bits = 32;
  ValueId value = kNone;
};

/// The values of the `outputs` first of `registers`. Throws Error{dump} at what is not PTX and
/// Error{unsupported}, with the opcode, at what is no instruction on registers or not known; sentences begin
/// with `node`.
std::vector<ValueId> lower_ptx(const Source& source, std::string_view text, const std::string& node,
                               std::span<const AsmRegister> registers, std::size_t outputs,
                               ValueWriter& writer);

}  // namespace ireplay
