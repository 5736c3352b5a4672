#include <charconv>

#include "replay/plan/plan.hpp"

namespace ireplay {
namespace {

std::string joined(const Dims& dims) {
  std::string text;
  for (std::size_t d = 0; d < dims.size(); ++d) text += (d == 0 ? "" : ",") + std::to_string(dims[d]);
  return text;
}

/// `bf16[2048,256]:256,1+4`: type, size, strides and, where it is not 0, the offset.
std::string shape(DType dtype, const Dims& size, const Dims& stride, std::int64_t offset) {
  const std::string start = offset == 0 ? "" : "+" + std::to_string(offset);
  return to_text(dtype, size) + (size.empty() ? "" : ":" + joined(stride)) + start;
}

std::string to_text(const Storage& storage) {
  std::string text = storage.name + " " + std::to_string(storage.bytes) + " bytes, ";
  if (storage.kind == Storage::Kind::input) text += "input, ";
  if (storage.kind == Storage::Kind::constant) text += "constant, ";
  if (storage.kind == Storage::Kind::arena) text += "arena at " + std::to_string(storage.arena_offset) + ", ";
  text += "steps " + std::to_string(storage.first_step) + " to " + std::to_string(storage.last_step);
  return text + (storage.mutated ? ", mutated" : "");
}

struct ValueText {
  const Plan& plan;

  std::string operator()(std::monostate) const { return "None"; }
  std::string operator()(const TensorView& view) const {
    return plan.buffers[view.buffer].name + " " + shape(view.dtype, view.size, view.stride, view.offset);
  }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const {
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
  }
  std::string operator()(bool value) const { return value ? "True" : "False"; }
  std::string operator()(const std::string& value) const { return "'" + value + "'"; }
  std::string operator()(std::complex<double> value) const {
    return '(' + (*this)(value.real()) + '+' + (*this)(value.imag()) + "j)";
  }
  std::string operator()(DType value) const { return std::string(info(value).torch_name); }
  std::string operator()(const ExternList& list) const {
    std::string text = "[";
    for (const ExternValue& member : list)
      text += (text.size() == 1 ? "" : ", ") + std::visit(*this, member.value);
    return text + "]";
  }
};

std::string to_text(const ExternCall& call, const Plan& plan) {
  std::string text = call.function + "(";
  for (std::size_t k = 0; k < call.arguments.size(); ++k) {
    const ExternArgument& argument = call.arguments[k];
    if (argument.keyword == "text") continue;  // a kernel's own
    if (k > 0) text += ", ";
    if (!argument.keyword.empty()) text += argument.keyword + "=";
    text += std::visit(ValueText{plan}, argument.value.value);
  }
  text += ")";
  for (std::size_t k = 0; k < call.results.size(); ++k) {
    text += k == 0 ? " -> " : ", ";
    text += call.results[k] == kNone ? "_" : plan.buffers[call.results[k]].name;
  }
  return text;
}

std::string indented(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    result += "  " + text.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return result;
}

std::string to_text(const LoopProgram& program, const Plan& plan) {
  std::vector<std::string> names;
  for (const BufferUse& use : program.buffers) names.push_back(plan.buffers[use.buffer].name);
  return indented(to_text(program, names));
}

}  // namespace

std::string to_text(const Step& step, const Plan& plan) {
  std::string text = step.name + " " + step.op_kind;
  if (step.bytes > 0) text += ", " + std::to_string(step.bytes) + " bytes";
  if (step.flops > 0) text += ", " + std::to_string(step.flops) + " flops";
  if (step.programs.size() > 1 && are_independent(step.programs, plan)) text += ", independent";
  text += '\n';
  if (step.kind == Step::Kind::extern_call) text += "  " + to_text(step.call, plan) + "\n";
  for (const LoopProgram& program : step.programs) text += to_text(program, plan);
  return text;
}

namespace {

std::string to_text(const PlanInput& input, const Plan& plan) {
  const PlanBuffer& buffer = plan.buffers[input.buffer];
  std::string text = input.name + " " + to_text(buffer.dtype, buffer.size);
  if (input.index_bound > 0) text += ", indices below " + std::to_string(input.index_bound);
  return text + (input.pinned ? ", pinned" : "");
}

std::string to_text(const PlanOutput& output, const Plan& plan) {
  std::string text = output.key + " = ";
  text += output.view.buffer == kNone ? "no tensor" : ValueText{plan}(output.view);
  return text + ", depth " + std::to_string(output.op_depth) + ", reducing " +
         std::to_string(output.reduction_depth);
}

}  // namespace

std::string to_text(const Plan& plan) {
  std::string text = "arena of " + std::to_string(plan.arena_bytes) + " bytes\nstorages:\n";
  for (const Storage& storage : plan.storages) text += "  " + to_text(storage) + "\n";
  text += "buffers:\n";
  for (const PlanBuffer& buffer : plan.buffers) {
    const std::string storage = buffer.storage == kNone ? "nothing" : plan.storages[buffer.storage].name;
    text += "  " + buffer.name + " " + shape(buffer.dtype, buffer.size, buffer.stride, buffer.offset) +
            " in " + storage + "\n";
  }
  text += "inputs:\n";
  for (const PlanInput& input : plan.inputs) text += "  " + to_text(input, plan) + "\n";
  text += "steps:\n";
  for (const Step& step : plan.steps) text += indented(to_text(step, plan));
  text += "outputs:\n";
  for (const PlanOutput& output : plan.outputs) text += "  " + to_text(output, plan) + "\n";
  for (const std::string& warning : plan.warnings) text += "warning: " + warning + "\n";
  return text;
}

}  // namespace ireplay
