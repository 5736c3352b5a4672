#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "replay/lower/listing/triton_types.hpp"
#include "replay/plan/loop_program.hpp"

namespace ireplay {

/// Reads the body of a Triton helper function, `(arg0_0, arg1_0):` to `return tmp0`, into a CombineProgram:
/// straight-line assignments of operators, `tl.where`, `libdevice.exp` and the like.
class CombineReader {
 public:
  /// `types` of the carried tuple: two of them come in, one goes out.
  explicit CombineReader(std::span<const DType> types) : CombineReader(twice(types), types) {}
  /// Any straight-line function.
  CombineReader(std::span<const DType> parameters, std::span<const DType> results)
      : parameters_(parameters.begin(), parameters.end()), results_(results.begin(), results.end()) {}

  /// What was not understood; empty if all was.
  std::string read(std::string_view text);
  const CombineProgram& program() const { return program_; }
  /// The compute type of a parameter or of an instruction's value, numbered from 0 on in this order.
  DType type_of(ValueId value) const;
  /// Arguments to results; false where an op has no value for its type.
  bool evaluate(const Scalar* arguments, Scalar* results) const;

 private:
  struct Name {
    std::string_view text;
    ValueId value = kNone;
  };
  struct Fault {
    std::string sentence;
  };

  void read_parameters();
  void read_assignment(std::string_view name);
  void read_results();
  ValueId expression(int level);
  ValueId prefixed();
  ValueId postfixed();
  ValueId atom();
  ValueId call(std::string_view function);
  ValueId converted_by_call(ValueId operand);
  ValueId full();
  ValueId broadcast();

  void skip_blanks(bool lines);
  bool accept(std::string_view token);
  void expect(std::string_view token);
  std::string_view word();
  DType type_word();

  static std::vector<DType> twice(std::span<const DType> types);
  ValueId constant(double number, DType dtype);
  ValueId convert_to(ValueId value, DType dtype);
  ValueId apply(std::string_view op, std::vector<ValueId> operands);
  ValueId append(Instruction instruction);

  std::vector<DType> parameters_, results_;
  CombineProgram program_;
  std::vector<DType> value_types_;  // arguments, then instructions
  std::vector<Name> names_;
  std::string_view rest_;
  int depth_ = 0;
};

}  // namespace ireplay
