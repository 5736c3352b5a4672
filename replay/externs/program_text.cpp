#include "replay/externs/program_text.hpp"

#include <algorithm>

#include "replay/externs/extern_table.hpp"
#include "replay/plan/extern_program.hpp"
#include "replay/triton/launch.hpp"

namespace ireplay {
namespace {

constexpr std::size_t kMostParts = 20;

std::string name_of(const TensorView& tensor, const Plan& plan) {
  return is_temporary(tensor) ? "t" + std::to_string(temporary_of(tensor))
                              : buffer_of(plan, tensor.buffer).name;
}

std::string shown(const TensorView& tensor, const Plan& plan) {
  return name_of(tensor, plan) + " " + to_text(tensor.dtype, tensor.size);
}

std::string_view words_for(SolverCall call) {
  switch (call) {
    case SolverCall::cholesky:
      return "Cholesky factors";
    case SolverCall::lu:
      return "LU factors";
    case SolverCall::lu_solve:
      return "solution by LU factors";
    case SolverCall::triangle_solve:
      return "solution by a triangle";
    case SolverCall::qr:
      return "QR factors";
    case SolverCall::reflections:
      return "product of reflections";
    case SolverCall::reflect:
      return "product with reflections";
    case SolverCall::eigen:
      return "eigenvalues of a Hermitian matrix";
    case SolverCall::singular:
      return "singular values";
    case SolverCall::ldl:
      return "LDL factors";
    case SolverCall::ldl_solve:
      return "solution by LDL factors";
    case SolverCall::general_eigen:
      return "eigenvalues of a general matrix";
  }
  return "";
}

std::string words_for(const SortPart& part) {
  using Pick = SortPart::Pick;
  const std::string order = part.descending ? ", falling" : ", rising";
  switch (part.pick) {
    case Pick::ranks:
      return "sort, elements " + std::to_string(part.first) + " to " +
             std::to_string(part.first + part.count) + order + ",";
    case Pick::median:
      return part.skips_nan ? "median of all numbers" : "median";
    case Pick::mode:
      return "most frequent value";
    case Pick::groups:
      return part.consecutive ? "runs of equal elements" : "distinct elements";
  }
  return "";
}

struct PartText {
  const Plan& plan;

  std::string operator()(const LoopPart& part) const {
    std::vector<std::string> names;
    names.reserve(part.tensors.size());
    for (const TensorView& tensor : part.tensors) names.push_back(name_of(tensor, plan));
    return to_text(part.program, names);
  }
  std::string operator()(const ProductPart& part) const {
    std::string text = "product: " + shown(part.d, plan) + " = ";
    if (part.alpha != 1) text += std::to_string(part.alpha) + " * ";
    text += shown(part.a, plan) + " * " + shown(part.b, plan);
    if (part.addend && part.beta != 0)
      text += " + " + std::to_string(part.beta) + " * " + shown(*part.addend, plan);
    return text + "\n";
  }
  std::string operator()(const ConvolutionPart& part) const {
    using Wanted = ConvolutionPart::Wanted;
    const char* wanted = part.wanted == Wanted::y ? "output" : part.wanted == Wanted::x ? "input" : "weight";
    return std::string("convolution, its ") + wanted + ": input " + shown(part.x, plan) + ", weight " +
           shown(part.w, plan) + ", output " + shown(part.y, plan) + "\n";
  }
  std::string operator()(const SortPart& part) const {
    std::string text = std::string(words_for(part)) + " of ";
    if (part.dimension) text += "each row along dimension " + std::to_string(*part.dimension) + " of ";
    text += shown(part.self, plan);
    for (const std::optional<TensorView>* result :
         {&part.values, &part.positions, &part.inverse, &part.counts})
      if (*result) text += (result == &part.values ? ": " : ", ") + shown(**result, plan);
    return text + "\n";
  }
  std::string operator()(const SolverPart& part) const {
    std::string text = std::string(words_for(part.mode.call)) + ": " + shown(part.a, plan);
    for (const std::optional<TensorView>* other : {&part.x, &part.y, &part.values, &part.info})
      if (*other) text += ", " + shown(**other, plan);
    return text + "\n";
  }
};

std::string to_text(const ExternProgram& program, const Plan& plan) {
  std::string text;
  for (std::size_t k = 0; k < std::min(program.parts.size(), kMostParts); ++k)
    text += std::visit(PartText{plan}, program.parts[k]);
  if (program.parts.size() > kMostParts)
    text += "and " + std::to_string(program.parts.size() - kMostParts) + " more parts\n";
  return text;
}

}  // namespace

std::string describe_parts(const Step& step, const Plan& plan) {
  if (step.parts != nullptr) return to_text(*step.parts, plan);
  const ExternRow* row =
      step.kind != Step::Kind::extern_call || is_triton(step.call) ? nullptr : find_extern(step.call);
  if (row == nullptr) return {};
  return row->compute != nullptr ? "numbers that are made ahead\n" : "";
}

}  // namespace ireplay
