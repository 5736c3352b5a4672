#include "replay/triton/builtins.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "kernels/scalar/scalar_ops.hpp"
#include "parser/words.hpp"

namespace ireplay::triton {
namespace {

constexpr std::string_view kOperands = "a, b?, c?";

struct MathName {
  std::string_view name;
  ScalarOp op;
};
constexpr auto kMath = std::to_array<MathName>({
#define BUILTIN(name, signature, function)
#define HINT(name)
#define MATH(name, op) {name, ScalarOp::op},
#include "replay/triton/builtins.def"
#undef BUILTIN
#undef HINT
#undef MATH
});

constexpr auto kBuiltins = std::to_array<Builtin>({
#define BUILTIN(name, signature, function) {name, signature, builtins::function},
#define HINT(name) {name, "*anything", builtins::hint},
#define MATH(name, op) {name, kOperands, builtins::math},
#include "replay/triton/builtins.def"
#undef BUILTIN
#undef HINT
#undef MATH
});

/// `exp` of `tl.math.exp`, `libdevice.exp`, `tl.extra.cuda.libdevice.exp`.
bool is_of_triton(std::string_view path) {
  for (const std::string_view module : {"tl.", "triton.", "language.", "libdevice.", "tl_math.", "math.",
                                        "core.", "standard.", "triton_helpers.", "random."})
    if (path.starts_with(module)) return true;
  return path.find('.') == std::string_view::npos;
}

}  // namespace

const Builtin* find_builtin(std::string_view path) {
  static const auto* const index = [] {
    auto* map = new std::unordered_map<std::string_view, const Builtin*>;
    for (const Builtin& row : kBuiltins) map->emplace(row.name, &row);
    return map;
  }();
  if (const auto found = index->find(path); found != index->end()) return found->second;
  if (!is_of_triton(path)) return nullptr;
  const std::string_view name = split_last(path).last;
  if (const auto found = index->find(name); found != index->end()) return found->second;
  static constexpr Builtin kMathRow{"", kOperands, builtins::math};
  const bool is_own = path.find('.') == std::string_view::npos;  // abs, min and max are Python's too
  if (is_own && name != "abs") return nullptr;
  return find_scalar_op(name) ? &kMathRow : nullptr;
}

std::size_t Arguments::dimension(std::size_t k, std::size_t rank) const {
  const auto at = integer_of(values[k]);
  const auto count = static_cast<std::int64_t>(rank);
  if (!at || *at < -count || *at >= count)
    throw Refusal("expected a dimension of " + std::to_string(rank) + ", not " + describe(values[k]));
  return static_cast<std::size_t>(*at < 0 ? *at + count : *at);
}

std::string Arguments::text(std::size_t k) const {
  const auto* text = given[k] ? values[k].as<std::string>() : nullptr;
  return text == nullptr ? "" : *text;
}

namespace builtins {

Value hint(Machine& /*machine*/, const Arguments& given) {
  const Values* all = given[0].members();
  return all->empty() ? Value{} : (*all)[0];
}

Value math(Machine& machine, const Arguments& given) {
  const std::string_view name = split_last(given.name).last;
  const auto row = std::ranges::find(kMath, name, &MathName::name);
  const auto op = row != kMath.end() ? std::optional(row->op) : find_scalar_op(name);
  const auto arity = static_cast<std::size_t>(info(*op).arity);
  std::vector<Tensor> operands;
  for (std::size_t k = 0; k < arity; ++k) {
    if (!given.given[k]) throw Refusal("expected " + std::to_string(arity) + " operands");
    operands.push_back(to_tensor(machine.computing, given[k]));
  }
  DType type = operands[0].type.scalar;
  for (std::size_t k = 1; k < arity; ++k)
    type =
        bring_together(machine.computing, {make_number(type, {.i = 0})}, given[k], false).first.type.scalar;
  for (Tensor& operand : operands) operand = convert(machine.computing, operand, type);
  return {apply(machine.computing, *op, operands)};
}

}  // namespace builtins

}  // namespace ireplay::triton
