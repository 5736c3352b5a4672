#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "replay/cuda/compiled/schedule.hpp"
#include "replay/cuda/compiled/walk.hpp"
#include "replay/cuda/interpreter/ranges.hpp"
#include "replay/plan/loop_program.hpp"

/// Instructions of a loop program as statements of CUDA C++ (kernels/compiled/prelude.cuh has the functions
/// that they call). What statements stand in, loops over a thread's vectors and elements, is emit.cpp's.
namespace ireplay {

/// A program as its text sees it. Values are named v0, v1 ... as in `to_text(program)`, buffers b0, b1 ...;
/// `u` numbers a thread's vectors, `e` the elements of one.
struct Body {
  const LoopProgram& program;
  const ProgramMemory& memory;
  const Schedule& schedule;
  Walk walk;
  ProgramRanges ranges;
  std::vector<bool> inner;  // by value: depends on what `u` numbers

  Body(const LoopProgram& program, const ProgramMemory& memory, const Schedule& schedule);
  bool is_inner_variable(std::int32_t variable) const;
};

inline const Instruction& at_of(const Body& body, ValueId value) {
  return body.program.instructions[static_cast<std::size_t>(value)];
}
inline std::string number(std::int64_t value) { return std::to_string(value); }
inline constexpr std::int64_t kIntEnd = (std::int64_t{1} << 31) - 1;  // the largest int

/// Text with its lines indented by the blocks they stand in.
class Lines {
 public:
  void add(const std::string& line);
  /// `head {`, and the closing brace.
  void open(const std::string& head);
  void close();
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t depth_ = 0;
};

std::string c_type(DType compute);     // float, long long
std::string stored_type(DType dtype);  // bf16, boolean, float
std::string value_type(const Instruction& at);
/// Of the variable that holds the value: narrower where that is known to hold all it can be.
std::string variable_type(const Body& body, ValueId value);

/// The variable's value at the vector's first element: i0, r1[u].
std::string variable_text(const Body& body, std::int32_t variable);
/// An index as an expression of type int, or long long where that is too narrow. `element`: of a vector, "e",
/// "0"; empty where all share the index.
std::string index_text(const Body& body, IndexId index, const std::string& element);
bool fits_int(const Body& body, IndexId index);
/// A value as an operand: v3, v3[u], v3[u][e], or a literal.
std::string value_text(const Body& body, ValueId value, const std::string& element);
std::string literal(DType dtype, Scalar value);

/// Whether all elements of a vector are read or written at once, and by how many bytes at a time; 0: not.
int vector_bytes(const Body& body, const Instruction& at);
/// What has to hold for a load to read its whole vector: its mask for every element, bounds, and where it is
/// `guarded` the row's ends. Empty: nothing; where it does not hold, elements are read one by one.
std::string vector_condition(const Body& body, ValueId load, bool guarded);

/// The instruction's value as an expression, for one element.
std::string expression(const Body& body, ValueId value, const std::string& element);
/// Statements that store one element, and a whole vector.
std::string store_statement(const Body& body, ValueId value, const std::string& element);
void add_vector_store(const Body& body, ValueId value, Lines& lines);
/// Statements that add a whole vector of float32 to memory, four elements an instruction.
void add_vector_atomic(const Body& body, ValueId store, Lines& lines);
/// Statements without a value: checks and assertions.
std::string check_statement(const Body& body, ValueId value, const std::string& element);

}  // namespace ireplay
