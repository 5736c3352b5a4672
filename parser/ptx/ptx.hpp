#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model.hpp"

/// Inline assembly: the PTX text of one `inline_asm_elementwise`, as it stands in a kernel's listing.
namespace ireplay {

enum class PtxOperandKind : std::uint8_t {
  name,         // a register; `_` is one that takes what nobody wants
  placeholder,  // $2, bits = 2
  integer,      // bits = its value, two's complement
  single,       // 0f3F800000, bits = the float32's
  real,         // 0d3FF0000000000000 or 1.5, bits = the float64's
  vector,       // {a, b}
};

struct PtxOperand {
  std::string_view text;
  PtxOperandKind kind = PtxOperandKind::name;
  bool negated = false;  // !p
  bool paired = false;   // the second of `p|q`
  std::uint64_t bits = 0;
  Range members;  // of a vector, into PtxCode::members
};

enum class PtxStatementKind : std::uint8_t {
  instruction,  // @!p add.f32 a, b, c;
  registers,    // .reg .b32 a, t<4>;  opcode: `.b32`; the operands are names, bits = how many (0: no `<4>`)
  open,         // {
  close,        // }
  other,        // a label or another directive; opcode: its first word
};

struct PtxStatement {
  PtxStatementKind kind = PtxStatementKind::instruction;
  std::string_view opcode;  // add.rn.f32
  Range parts;              // of an instruction's opcode, into PtxCode::parts: add, rn, f32
  std::string_view guard;   // the predicate, or empty
  bool guard_negated = false;
  Range operands;  // into PtxCode::operands
};

struct PtxCode {
  std::vector<PtxStatement> statements;
  std::vector<PtxOperand> operands, members;
  std::vector<std::string_view> parts;
};

/// `text` lies in `source`'s. Escapes of the Python text around it (`\n`, `\\n`, `\t`) are blanks. What is
/// not of the form above throws Error{dump} at its place; no opcode is unknown here.
PtxCode parse_ptx(const Source& source, std::string_view text);

/// One statement a line; the form of the golden files.
std::string to_text(const PtxCode& code);

/// Whether the assembly begins like `printed`, blanks and escapes apart.
bool begins_like(std::string_view assembly, std::string_view printed);

/// What a register of the assembly must be: `=f`, `=&r`, `h`.
struct PtxConstraint {
  std::string_view text;     // the whole
  std::string_view letters;  // f
  bool is_output = false;
};

/// `=f,=&r,h,~{memory}`, in order, without what the assembly destroys. Any text is one or more of these: what
/// the letters mean is decided later.
std::vector<PtxConstraint> parse_ptx_constraints(std::string_view text);

}  // namespace ireplay
