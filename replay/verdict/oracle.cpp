#include "replay/verdict/oracle.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/scalar/scalar.hpp"

namespace ireplay {
namespace {

/// How far a tensor is from the exact one: root mean square over pairs of finite elements, of integers the
/// share of elements that differ, and how many elements are NaN or infinite on one side alone.
struct Distance {
  double rms = 0;
  std::int64_t broken = 0;
};

Distance distance_of(const HostTensor& tensor, const HostTensor& exact) {
  const std::vector<double> a = to_doubles(tensor), b = to_doubles(exact);
  const bool exactly = !is_floating(tensor.dtype) && !is_complex(tensor.dtype);
  Distance distance;
  long double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i]))) continue;
    if (exactly || !std::isfinite(a[i]) || !std::isfinite(b[i])) {
      distance.broken += 1;
    } else {
      sum += static_cast<long double>(a[i] - b[i]) * (a[i] - b[i]);
    }
  }
  if (!a.empty()) distance.rms = static_cast<double>(std::sqrt(sum / static_cast<long double>(a.size())));
  return distance;
}

/// One side is wrong where it is many times further from exact than the other: rounding puts both about
/// equally far.
constexpr double kFurther = 4;

std::string verdict_of(const Comparison& c, const Distance& ours, const Distance& reference) {
  if (c.passes()) return "both within rounding";
  if (ours.broken != reference.broken)
    return ours.broken > reference.broken ? "ireplay is wrong" : "the reference is wrong";
  if (ours.rms > kFurther * reference.rms) return "ireplay is wrong";
  if (reference.rms > kFurther * ours.rms) return "the reference is wrong";
  return ours.rms > reference.rms ? "ireplay is further off" : "the reference is further off";
}

HostTensor rounded(const HostTensor& tensor, DType dtype) {
  if (tensor.dtype == dtype) return tensor;
  const std::size_t count = static_cast<std::size_t>(numel(tensor.size)), from = bytes_of(tensor.dtype),
                    to = bytes_of(dtype);
  HostTensor result{dtype, tensor.size, HostBytes(count * to)};
  for (std::size_t i = 0; i < count; ++i)
    store_element(&result.data[i * to], dtype, load_element(&tensor.data[i * from], tensor.dtype),
                  compute_type(tensor.dtype));
  return result;
}

}  // namespace

TensorMap rounded_to_outputs(const Plan& plan, const TensorMap& exact) {
  TensorMap tensors;
  for (const PlanOutput& output : plan.outputs)
    if (const auto found = exact.find(output.key); found != exact.end())
      tensors[output.key] = rounded(found->second, output.view.dtype);
  return tensors;
}

void judge_by_oracle(const Plan& plan, const TensorMap& inputs, const TensorMap& outputs,
                     const ReferenceMatch& match, int threads, std::vector<Comparison>& comparisons) {
  RunOptions options;
  options.measure = false;
  options.oracle = true;
  options.threads = threads;
  const TensorMap exact = make_cpu_engine()->run(plan, inputs, options).outputs;
  for (std::size_t i = 0; i < match.pairs.size(); ++i) {
    if (!comparisons[i].has_figures()) continue;
    const std::string& key = plan.outputs[match.pairs[i].output].key;
    const Distance ours = distance_of(outputs.at(key), exact.at(key)),
                   reference = distance_of(*match.pairs[i].want, exact.at(key));
    comparisons[i].oracle = {ours.rms, reference.rms, ours.broken, reference.broken,
                             verdict_of(comparisons[i], ours, reference)};
  }
}

}  // namespace ireplay
