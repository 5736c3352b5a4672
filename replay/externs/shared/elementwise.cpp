#include "replay/externs/shared/elementwise.hpp"

#include "replay/externs/op_names.hpp"

namespace ireplay {
namespace {

std::string_view scalar_name(std::string_view function) {
  function = without_overload(function);
  constexpr std::string_view kSpecial = "special_";
  if (function.substr(0, kSpecial.size()) == kSpecial) function.remove_prefix(kSpecial.size());
  if (function == "psi") return "digamma";
  if (function == "modified_bessel_i0") return "i0";
  if (function == "modified_bessel_i1") return "i1";
  return function;
}

}  // namespace

std::optional<ScalarOp> scalar_op_of(std::string_view function) {
  return find_scalar_op(scalar_name(function));
}

}  // namespace ireplay
