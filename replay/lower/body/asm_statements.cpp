#include <algorithm>
#include <charconv>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/lower/body/statements.hpp"
#include "replay/lower/listing/inline_asm.hpp"
#include "replay/lower/ptx/ptx.hpp"

/// `ops.inline_asm_elementwise(x, ..., asm = '...`: the text is cut at the first ';' of the assembly, and the
/// kernel's listing has the whole of it.
namespace ireplay {

namespace {

/// Puts what PTX becomes among the body's instructions.
class AsmWriter final : public ValueWriter {
 public:
  explicit AsmWriter(InstructionWriter& out) : out_(out) {}

  DType type_of(ValueId value) const override { return out_.type_of(value); }
  std::optional<Scalar> constant_of(ValueId value) const override {
    const Instruction& at = made(value);
    return at.opcode == Opcode::constant ? std::optional(at.immediate) : std::nullopt;
  }
  ValueId constant(Scalar value, DType dtype) override { return out_.constant(value, dtype); }
  ValueId convert(ValueId value, DType to) override { return out_.convert_to(value, to); }
  ValueId rounded(ValueId value, DType storage) override {
    const Instruction& at = made(value);
    if (at.dtype == storage && (at.opcode == Opcode::bitcast || (at.opcode == Opcode::convert && at.flag)))
      return value;
    Instruction result = make_instruction(Opcode::convert, storage, value);
    result.source = type_of(value);
    result.flag = true;
    return out_.emit_pure(result);
  }
  ValueId bitcast(ValueId value, DType from, DType to) override {
    const Instruction& at = made(value);
    if (at.opcode == Opcode::bitcast && at.dtype == from && at.source == to) return at.operands[0];
    if (at.opcode == Opcode::constant)
      return constant(ireplay::bitcast(at.immediate, from, to), compute_type(to));
    Instruction result = make_instruction(Opcode::bitcast, to, value);
    result.source = from;
    return out_.emit_pure(result);
  }
  ValueId scalar(ScalarOp op, DType result, std::array<ValueId, 3> operands, bool rough) override {
    if (const std::optional<Scalar> known = folded(op, operands)) return constant(*known, result);
    Instruction instruction = make_instruction(Opcode::scalar, result);
    instruction.op = op;
    std::ranges::copy(operands, instruction.operands.begin());
    instruction.flag = rough;
    return out_.emit_pure(instruction);
  }

 private:
  const Instruction& made(ValueId value) const { return out_.at(value); }
  std::optional<Scalar> folded(ScalarOp op, std::array<ValueId, 3> operands) const {
    std::array<Scalar, 4> values{};
    for (std::size_t k = 0; k < operands.size(); ++k) {
      if (operands[k] == kNone) continue;
      const std::optional<Scalar> known = constant_of(operands[k]);
      if (!known) return std::nullopt;
      values[k] = *known;
    }
    const std::size_t typed = info(op).rule == TypeRule::select ? 1 : 0;
    const ScalarFunction function = scalar_function(op, type_of(operands[typed]));
    return function ? std::optional(function(values.data())) : std::nullopt;
  }

  InstructionWriter& out_;
};

struct Constraint {
  bool is_output = false;
  int bits = 32;
};

/// Width of a register by its letter; 0 for one that is no register.
int constraint_bits(std::string_view letters) {
  if (letters == "r" || letters == "f") return 32;
  if (letters == "h" || letters == "c") return 16;
  if (letters == "l" || letters == "d") return 64;
  return letters == "b" ? 1 : 0;
}

/// `=f,=&r,h`; the place of one that is not understood, or none.
std::string_view read_constraints(std::string_view text, std::vector<Constraint>& constraints) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::string_view item = text.substr(0, end);
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    const std::string_view whole = item;
    text.remove_prefix(std::min(end + 1, text.size()));
    if (item.starts_with("~{")) continue;  // what it destroys
    Constraint constraint;
    constraint.is_output = item.starts_with('=');
    if (constraint.is_output) item.remove_prefix(item.starts_with("=&") ? 2 : 1);
    constraint.bits = constraint_bits(item);
    if (constraint.bits == 0) return whole.empty() ? "," : whole;
    constraints.push_back(constraint);
  }
  return {};
}

/// Whether a value of `bits` bits can be held in a register of `width`: only short ones are extended.
bool fits_register(int bits, int width) {
  return bits == width || (bits < 32 && bits < width && width <= 32);
}

/// Elements of a narrow type share a register.
int elements_in_register(DType type, int pack) {
  return std::min(pack, std::max(1, 4 / static_cast<int>(bytes_of(type))));
}

/// As `place_among_scans`: the number of this statement among those of its kernel that are printed alike, and
/// how many there are.
std::pair<std::size_t, std::size_t> place_among_asm(const BodyLowering& body, const Statement& wanted) {
  std::pair<std::size_t, std::size_t> place{0, 0};
  const auto printed = [](const Dump& dump, const Statement& statement) {
    for (ExprId id : slice(dump.expr_lists, statement.arguments))
      if (dump.exprs[id].kind == ExprKind::keyword && dump.exprs[id].text == "asm")
        return dump.exprs[dump.exprs.children_of(id)[0]].text;
    return std::string_view();
  };
  const std::string_view own = printed(body.text.dump, wanted);
  for_each_statement_of_kernel(body, [&](const KernelStatement& at) {
    if (!at.statement.calls_ops(wanted.name) || printed(at.dump, at.statement) != own) return;
    if (&at.statement == &wanted) place.first = place.second;
    ++place.second;
  });
  return place;
}

InlineAsm find_asm(BodyLowering& body, const Call& call) {
  const ExprId text = body.text.argument(call, call.positional.size(), "asm");
  const std::string_view printed = body.text.string_argument(text);
  const ExprId constraints = body.text.find_argument(call, call.positional.size(), "constraints"),
               dtype = body.text.find_argument(call, call.positional.size(), "dtype"),
               pack = body.text.find_argument(call, call.positional.size(), "pack");
  if (constraints != kNoExpr && dtype != kNoExpr) {
    InlineAsm code{.text = printed, .constraints = body.text.string_argument(constraints)};
    code.inputs.assign(call.positional.size(), std::nullopt);
    code.outputs = {body.text.dtype_argument(dtype)};
    if (pack != kNoExpr)
      code.pack = static_cast<int>(std::clamp<std::int64_t>(integer_argument(body, pack), 0, 64));
    return code;
  }
  if (!body.listed_asm) body.listed_asm = find_inline_asm(body.text.context.listing);
  std::vector<InlineAsm> fitting;
  for (const InlineAsm& code : *body.listed_asm)
    if (code.inputs.size() == call.positional.size() && begins_like(code.text, printed))
      fitting.push_back(code);
  if (fitting.empty())
    body.text.fail_unsupported(
        call.statement.name,
        "the text cuts inline assembly at its first ';', and the kernel's listing with the whole of "
        "it is not there (give output_code.py too)");
  const bool alike = std::ranges::all_of(fitting, [&](const InlineAsm& code) { return code == fitting[0]; });
  if (alike) return fitting[0];
  const auto [number, count] = place_among_asm(body, call.statement);
  if (count != fitting.size())
    body.text.fail_unsupported(call.statement.name, "several texts of inline assembly begin like this one");
  return fitting[number];
}

/// Which output a node of several takes is cut off: nodes that repeat the statement take one after the other.
std::size_t asm_output(const BodyLowering& body, const Call& call, const InlineAsm& code) {
  if (code.outputs.size() == 1) return 0;
  const std::vector<std::size_t> used = used_outputs(code);
  const auto [number, count] = place_among_asm(body, call.statement);
  if (number >= used.size())
    body.text.fail_unsupported(call.statement.name,
                               "the listing does not show which output of the assembly this one is");
  return used[number];
}

[[noreturn]] void fail_asm_types(const BodyLowering& body, const Call& call, const InlineAsm& code) {
  body.text.fail_unsupported(call.statement.name,
                             "the constraints " + in_quotes(code.constraints) +
                                 " do not fit the types of the inline assembly's operands");
}

/// The bits of one register of an operand. Each part of it is given the same element: those of element-wise
/// assembly do not see each other.
ValueId asm_input(BodyLowering& body, AsmWriter& writer, ExprId id, std::optional<DType> converted, int pack,
                  int& bits) {
  ValueId element = value(body, id, DType::f32);
  const DType type = converted.value_or(body.out.type_of(element));
  element = body.out.convert_to(element, compute_type(type));
  const int each = static_cast<int>(bytes_of(type)) * 8;
  const DType unsigned_type = register_type(each);
  if (type == DType::boolean)
    element = body.out.convert_to(element, unsigned_type);
  else if (type != unsigned_type)
    element = writer.bitcast(element, type, unsigned_type);
  bits = each * elements_in_register(type, pack);
  const DType wide = register_type(bits);
  const ValueId lowest = body.out.convert_to(element, wide);
  ValueId whole = lowest;
  for (int shift = each; shift < bits; shift += each) {
    const ValueId count = body.out.constant({.i = shift}, wide);
    const ValueId moved = body.out.scalar(ScalarOp::bitwise_left_shift, wide, {lowest, count, kNone, kNone});
    whole = body.out.scalar(ScalarOp::bitwise_or, wide, {whole, moved, kNone, kNone});
  }
  return whole;
}

/// Faults are shown where the assembly stands.
std::vector<ValueId> lower_listed_ptx(const BodyLowering& body, std::string_view text,
                                      std::span<const AsmRegister> registers, std::size_t outputs,
                                      ValueWriter& writer) {
  for (const Source* source : {body.text.dump.source, body.text.context.listing_source})
    if (source != nullptr && source->contains(text.data()))
      return lower_ptx(*source, text, body.out.program.node, registers, outputs, writer);
  const Source alone("inline assembly", std::string(text));
  return lower_ptx(alone, alone.text(), body.out.program.node, registers, outputs, writer);
}

}  // namespace

Named inline_asm(BodyLowering& body, const Call& call) {
  const InlineAsm code = find_asm(body, call);
  std::vector<Constraint> constraints;
  const std::string_view strange = read_constraints(code.constraints, constraints);
  if (!strange.empty())
    body.text.fail_unsupported(call.statement.name, "inline assembly with the constraint " +
                                                        in_quotes(strange) + " is not supported");
  constexpr int kMostPacked = 32;
  if (code.pack < 1 || code.pack > kMostPacked)
    body.text.fail_unsupported(call.statement.name, "inline assembly of " + std::to_string(code.pack) +
                                                        " elements at a time is not supported");
  AsmWriter writer(body.out);
  std::vector<AsmRegister> registers;
  std::vector<std::size_t> first_register;
  const auto add = [&](ValueId value, int bits, int together) {
    for (int first = 0; first < code.pack; first += together) registers.push_back({bits, value});
  };
  for (DType type : code.outputs) {
    first_register.push_back(registers.size());
    const int together = elements_in_register(type, code.pack);
    add(kNone, static_cast<int>(bytes_of(type)) * 8 * together, together);
  }
  const std::size_t outputs = registers.size();
  for (std::size_t k = 0; k < call.positional.size(); ++k) {
    int bits = 0;
    const ValueId input = asm_input(body, writer, call.positional[k], code.inputs[k], code.pack, bits);
    const DType type = code.inputs[k].value_or(body.out.type_of(value(body, call.positional[k], DType::f32)));
    add(input, bits, elements_in_register(type, code.pack));
  }
  if (registers.size() != constraints.size()) fail_asm_types(body, call, code);
  for (std::size_t k = 0; k < registers.size(); ++k) {
    AsmRegister& at = registers[k];
    if (constraints[k].is_output != (k < outputs) || !fits_register(at.bits, constraints[k].bits))
      fail_asm_types(body, call, code);
    at.bits = constraints[k].bits;
    if (at.value != kNone) at.value = body.out.convert_to(at.value, register_type(at.bits));
  }
  const std::vector<ValueId> results = lower_listed_ptx(body, code.text, registers, outputs, writer);
  const std::size_t output = asm_output(body, call, code);
  const DType type = code.outputs[output];
  const ValueId result = results[first_register[output]];
  const DType bits = register_type(static_cast<int>(bytes_of(type)) * 8);
  if (type == DType::boolean) return Named::of(body.out.convert_to(result, type));
  const ValueId cut = body.out.convert_to(result, bits);
  Named named = Named::of(bits == type ? cut : writer.bitcast(cut, bits, type));
  named.narrow = narrow_or_wide(type);
  return named;
}

}  // namespace ireplay
