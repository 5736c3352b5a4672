#include "tests/support/teeth.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernels/scalar/scalar.hpp"
#include "replay/externs/program.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/verdict/noise.hpp"

namespace ireplay {
namespace {

double factor_of(DType dtype) { return dtype == DType::f64 ? 1.0001 : blunt_factor(dtype); }

HostTensor scaled(HostTensor tensor) {
  const DType part = part_of(tensor.dtype);
  const double factor = factor_of(part);
  for (std::size_t at = 0; at < tensor.data.size(); at += bytes_of(part)) {
    const double x = load_element(&tensor.data[at], part).f;
    store_element(&tensor.data[at], part, Scalar{.f = x * factor}, DType::f64);
  }
  return tensor;
}

HostTensor row_of_zeros(HostTensor tensor) {
  const std::int64_t length = tensor.size.empty() ? 1 : tensor.size.back();
  const std::int64_t rows = length == 0 ? 0 : numel(tensor.size) / length;
  const auto bytes = static_cast<std::size_t>(length) * bytes_of(tensor.dtype);
  std::memset(tensor.data.data() + static_cast<std::size_t>(rows / 2) * bytes, 0, rows == 0 ? 0 : bytes);
  return tensor;
}

HostTensor shifted(HostTensor tensor) {
  const auto step = static_cast<std::ptrdiff_t>(bytes_of(tensor.dtype));
  if (!tensor.data.empty()) std::rotate(tensor.data.begin(), tensor.data.begin() + step, tensor.data.end());
  return tensor;
}

bool multiplies(const Step& step) {
  const std::string& name = step.call.function;
  return step.kind == Step::Kind::extern_call &&
         (name.ends_with(".mm") || name.ends_with(".addmm") || name.ends_with(".bmm") ||
          name.ends_with(".mm.default") || name.ends_with(".addmm.default") ||
          name.ends_with(".bmm.default"));
}

/// The plan with the last 1/128 of the terms of its products left out; none where it has no product.
std::optional<Plan> without_last_terms(Plan plan) {
  bool any = false;
  for (Step& step : plan.steps) {
    if (!multiplies(step)) continue;
    std::vector<TensorView*> tensors;
    for (ExternArgument& argument : step.call.arguments)
      if (auto* view = std::get_if<TensorView>(&argument.value.value)) tensors.push_back(view);
    if (tensors.size() < 2) continue;
    TensorView &a = *tensors[tensors.size() - 2], &b = *tensors.back();
    const std::int64_t terms = a.size.back(), dropped = (terms + 127) / 128;
    if (a.size.size() < 2 || b.size.size() < 2 || terms < 2 || b.size[b.size.size() - 2] != terms) continue;
    a.size.back() -= dropped;
    b.size[b.size.size() - 2] -= dropped;
    step.parts = nullptr;
    any = true;
  }
  if (any) write_parts(plan);
  return any ? std::optional(std::move(plan)) : std::nullopt;
}

bool is_same(const HostTensor& a, const HostTensor& b) { return a.data == b.data; }

class Trial {
 public:
  Trial(const CapturedCase& graph, const std::string& name) : graph_(graph), name_(name) {}

  TeethOfCase run() {
    RunOptions options;
    options.measure = false;
    outputs_ = make_cpu_engine()->run(graph_.plan(), graph_.inputs(), options).outputs;
    const auto runs = measure_noise(graph_.plan(), graph_.inputs(), graph_.rounding(), 0);
    if (!runs) return teeth_;
    if (auto plan = without_last_terms(graph_.plan()))
      without_terms_ = make_cpu_engine()->run(*plan, graph_.inputs(), options).outputs;
    for (const OutputPair& pair : graph_.pytorch().pairs) try_output(pair, *runs);
    return std::move(teeth_);
  }

 private:
  void try_output(const OutputPair& pair, const MeasuredRuns& runs) {
    const std::string& key = graph_.plan().outputs[pair.output].key;
    const HostTensor& right = outputs_.at(key);
    if (!is_floating(part_of(right.dtype)) || right.dtype != pair.want->dtype) return;
    const Limits limits = limits_of(runs, key);
    const Excused excused = broken_by_rounding(runs, key);
    const Comparison c = compare(pair.name, right, *pair.want, limits, excused);
    if (!c.passes() || c.reference_rms == 0) return;
    teeth_.right.push_back(c);
    const auto change = [&](const char* what, const HostTensor& wrong) {
      if (is_same(wrong, right)) return;  // nothing was changed
      teeth_.tried += 1;
      if (compare(pair.name, wrong, *pair.want, limits, excused).passes())
        teeth_.passed.push_back(
            {name_, pair.name, what, right.dtype, c.elements, limits.rms / c.reference_rms});
    };
    change("factor", scaled(right));
    change("row of zeros", row_of_zeros(right));
    change("shift by one", shifted(right));
    if (without_terms_.contains(key)) change("last terms of products", without_terms_.at(key));
    for (const auto& [other, tensor] : outputs_)
      if (other != key && tensor.dtype == right.dtype && tensor.size == right.size) {
        change("another output", tensor);
        break;
      }
  }

  const CapturedCase& graph_;
  std::string name_;
  TensorMap outputs_, without_terms_;
  TeethOfCase teeth_;
};

}  // namespace

TeethOfCase try_teeth(const CapturedCase& graph, const std::string& name) { return Trial(graph, name).run(); }

}  // namespace ireplay
