#include "replay/verdict/noisy_chains.hpp"

#include <cmath>

#include "replay/verdict/elements.hpp"

namespace ireplay {
namespace {

constexpr std::uint64_t kNextUnit = 0x9E3779B97F4A7C15U;  // from one unit's noise to the next one's

}  // namespace

NoisyChains::NoisyChains(const Plan& plan, const TensorMap& inputs, ReferenceRounding rounding, int runs,
                         int threads) {
  RunOptions options;
  options.measure = false;
  options.threads = threads;
  if (rounding == ReferenceRounding::per_op) {
    options.value_rounding = ValueRounding::per_op;
    chains_.push_back({Chain(plan, inputs), options});
  }
  for (int run = 0; run < runs; ++run) {
    options.noise = static_cast<std::uint64_t>(run) + 1;
    chains_.push_back({Chain(plan, inputs), options});
  }
  options.noise = 0;
  options.value_rounding = ValueRounding::planned;
  options.late_ties = true;
  late_ = chains_.size();
  chains_.push_back({Chain(plan, inputs), options});
}

void NoisyChains::run(const Excerpt& excerpt, std::uint64_t place) {
  measured_.noisy.clear();
  for (std::size_t k = 0; k < chains_.size(); ++k) {
    RunOptions options = chains_[k].options;
    if (options.noise != 0) options.noise += place * kNextUnit;
    TensorMap outputs =
        make_cpu_engine()->run(excerpt.plan, chains_[k].chain.inputs_of(excerpt), options).outputs;
    chains_[k].chain.take(excerpt, outputs);
    (k == late_ ? late_outputs_ : measured_.noisy.emplace_back()) = std::move(outputs);
  }
}

void NoisyChains::put(const TensorView& view, const HostTensor& tensor) {
  for (NoisyChain& one : chains_) one.chain.put(view, tensor);
}

const MeasuredRuns& NoisyChains::measured(const TensorMap& plain) {
  measured_.plain = borrowed(plain);
  return measured_;
}

Excused NoisyChains::tied(const std::string& key, const TensorMap& plain) const {
  const std::vector<double> early = to_doubles(plain.at(key)), late = to_doubles(late_outputs_.at(key));
  Excused found(early.size());
  for (std::size_t k = 0; k < early.size(); ++k)
    found[k] = early[k] != late[k] && !(std::isnan(early[k]) && std::isnan(late[k]));
  return found;
}

}  // namespace ireplay
