#include "replay/engine.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <ctime>
#include <fstream>
#include <limits>
#include <numeric>
#include <thread>

#include "parser/source.hpp"
#include "replay/cpu/loops.hpp"
#include "replay/cpu/memory.hpp"
#include "replay/cpu/noisy_call.hpp"
#include "replay/cpu/run_call.hpp"
#include "replay/externs/extern_table.hpp"
#include "replay/passes/call_noise.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/plan/parallel.hpp"
#include "replay/triton/run.hpp"

namespace ireplay {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kCacheBytes = 64U
                                    << 20U;  // more than a core's caches and its share of the last one hold
constexpr std::uint64_t kNextProgram = 0xD1B54A32D192ED03U;  // from one program's noise to the next one's

double microseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

/// Microseconds on the clock that the options ask for, from any point on.
double microseconds(const RunOptions& options) {
  if (!options.processor_time) return microseconds_since({});
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return 1e6 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_nsec);
}

/// A fixed piece of work of about a millisecond of the kind that the interpreter does: arithmetic in double,
/// loads from a table that the first cache holds, branches that depend on what was loaded.
double do_fixed_work() {
  static const std::vector<double> table = [] {
    std::vector<double> values(2048);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = 1 + 1e-3 * static_cast<double>(i * 37 % 64);
    return values;
  }();
  double sum = 0;
  std::uint32_t at = 1;
  for (int i = 0; i < 200'000; ++i) {
    at = at * 1664525U + 1013904223U;
    const double value = table[(at >> 16U) % table.size()];
    sum = value > 1.03 ? sum * 0.999 + value : sum + value * value;
  }
  return sum;
}

/// One run of a plan with its memory.
class Replay {
 public:
  Replay(const Plan& plan, const TensorMap& inputs, const RunOptions& options)
      : plan_(plan), inputs_(inputs), options_(options), memory_(plan, options.oracle) {
    const auto cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    loop_options_ = {options.oracle, options.value_rounding, options.noise, options.late_ties,
                     options.threads > 0 ? options.threads : cores};
    result_.steps.assign(plan.steps.size(), StepResult{{}, "cpu", ""});
    result_.peak_memory_bytes = memory_.bytes();
  }

  RunResult run() {
    memory_.fill(inputs_, options_.beside);
    for (std::size_t k = 0; k < plan_.steps.size(); ++k) {
      if (options_.progress) options_.progress(static_cast<std::int64_t>(k), total(), plan_.steps[k].name);
      run_step(plan_.steps[k]);
      if (options_.keep_intermediates) keep_intermediates(plan_.steps[k]);
    }
    if (options_.progress) options_.progress(total(), total(), "");
    result_.outputs = outputs();
    for (const TensorMap& variant : options_.variants) result_.variants.push_back(run_again(variant));
    if (options_.measure) measure();
    return std::move(result_);
  }

 private:
  std::int64_t total() const { return static_cast<std::int64_t>(plan_.steps.size()); }

  TensorMap run_again(const TensorMap& variant) {
    memory_.restore(inputs_);
    memory_.put(variant);
    for (const Step& step : plan_.steps) run_step(step);
    return outputs();
  }

  void run_step(const Step& step) {
    for (const LoopProgram& program : step.programs) {
      std::vector<HostBuffer> buffers;
      for (const BufferUse& use : program.buffers) buffers.push_back(memory_.buffer(use));
      if (options_.noise != 0) loop_options_.noise += kNextProgram;
      run_loops(program, buffers, loop_options_);
    }
    if (step.kind == Step::Kind::extern_call) run_extern(step);
  }

  void run_extern(const Step& step) try {
    LoopOptions options{.value_rounding = options_.value_rounding,
                        .late_ties = options_.late_ties,
                        .threads = loop_options_.threads};
    const ViewOf view = [this](const TensorView& tensor) { return memory_.view(tensor); };
    if (is_triton(step.call)) {
      run_triton(step.call, plan_, view,
                 {.oracle = options_.oracle,
                  .op_by_op = options_.value_rounding == ValueRounding::per_op,
                  .noise = options_.noise == 0 ? 0 : loop_options_.noise += kNextProgram});
    } else if (options_.noise != 0 && is_arithmetic(step)) {
      options.noise = loop_options_.noise += kNextProgram;
      NoisyCall noisy(step, plan_, view, options.noise);
      run_call_cpu(
          step, plan_, [&](const TensorView& tensor) { return noisy.view(tensor); }, options);
      noisy.finish();
    } else {
      run_call_cpu(step, plan_, view, options);
    }
  } catch (const Error& error) {
    if (error.has_place()) throw;
    throw Error(error.kind(), step.name + ": " + error.what());
  }

  void keep_intermediates(const Step& step) {
    for (std::int32_t buffer : written_buffers(step))
      result_.intermediates[plan_.buffers[buffer].name] = memory_.gather(buffer);
  }

  TensorMap outputs() const {
    TensorMap tensors;
    for (const PlanOutput& output : plan_.outputs)
      if (output.view.buffer != kNone) tensors[output.key] = memory_.gather(output.view);
    return tensors;
  }

  /// What earlier steps left in the caches goes.
  static void flush_caches() {
    static std::vector<char> bytes(kCacheBytes);
    for (std::size_t at = 0; at < bytes.size(); at += 64) bytes[at] = static_cast<char>(bytes[at] + 1);
  }

  /// Microseconds of each step of one more run, the whole run's behind them; the time of flushing caches is
  /// no step's, and the run's is then the sum of its steps.
  std::vector<double> timed_run() {
    memory_.restore(inputs_);
    std::vector<double> us;
    const double start = microseconds(options_);
    for (const Step& step : plan_.steps) {
      if (options_.cold_l2) flush_caches();
      const double step_start = microseconds(options_);
      run_step(step);
      us.push_back(microseconds(options_) - step_start);
    }
    us.push_back(options_.cold_l2 ? std::accumulate(us.begin(), us.end(), 0.0)
                                  : microseconds(options_) - start);
    return us;
  }

  void use_yardstick(std::vector<double>& samples) {
    constexpr double kEveryUs = 5000;
    if (!options_.processor_time || microseconds_since(last_yardstick_) < kEveryUs) return;
    const double start = microseconds(options_);
    fixed_work_ = do_fixed_work();
    samples.push_back(microseconds(options_) - start);
    last_yardstick_ = Clock::now();
  }

  void measure() {
    const double enough = 1e6 * options_.min_seconds;
    const bool until_enough = options_.repeat <= 0;
    Clock::time_point start = Clock::now();
    for (int k = 0; k < options_.warmup && !(until_enough && microseconds_since(start) > enough); ++k)
      timed_run();
    std::vector<std::vector<double>> samples(plan_.steps.size() + 1);
    std::vector<double> yardstick;
    start = Clock::now();
    do {
      use_yardstick(yardstick);
      const std::vector<double> us = timed_run();
      for (std::size_t k = 0; k < us.size(); ++k) samples[k].push_back(us[k]);
    } while (until_enough ? microseconds_since(start) < enough
                          : samples.back().size() < static_cast<std::size_t>(options_.repeat));
    for (std::size_t k = 0; k < plan_.steps.size(); ++k) {
      result_.steps[k].us = to_timing(samples[k]);
      result_.kernel_sum_us += result_.steps[k].us.median;
    }
    (options_.cold_l2 ? result_.cold_us : result_.launch_us) = to_timing(samples.back());
    result_.yardstick_us = to_timing(yardstick);
    check_again();
  }

  void check_again() {
    for (const auto& [key, tensor] : outputs())
      if (tensor.data != result_.outputs.at(key).data)
        result_.warnings.push_back(key + ": the timed runs gave other values than the first one");
  }

  const Plan& plan_;
  const TensorMap& inputs_;
  const RunOptions& options_;
  HostMemory memory_;
  LoopOptions loop_options_;
  volatile double fixed_work_ = 0;  // its result, so that the work is done
  Clock::time_point last_yardstick_;
  RunResult result_;
};

std::string cpu_name() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name") && line.find(": ") != line.npos)
      return line.substr(line.find(": ") + 2);
  return "CPU";
}

/// Bytes read and written a nanosecond by plain copies on all cores, the best of a few.
double measure_copy_gbps() {
  constexpr int kTries = 4;
  constexpr auto kCount = static_cast<std::int64_t>(kCacheBytes);
  const std::int64_t cores = parts_of(kCount, 1);
  const std::vector<char> from(kCacheBytes, 1);
  std::vector<char> to(kCacheBytes);
  double best_us = std::numeric_limits<double>::max();
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const Clock::time_point start = Clock::now();
    in_parts(kCount, cores, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
      const auto at = static_cast<std::size_t>(begin);
      std::memcpy(&to[at], &from[at], static_cast<std::size_t>(end) - at);
    });
    best_us = std::min(best_us, microseconds_since(start));
  }
  return 2 * static_cast<double>(kCacheBytes) / best_us * 1e-3;
}

class CpuEngine : public Engine {
 public:
  DeviceInfo device() override {
    DeviceInfo info;
    info.name = cpu_name();
    info.copy_gbps = copy_gbps_;
    const std::int64_t page = sysconf(_SC_PAGESIZE);
    info.memory_bytes = sysconf(_SC_PHYS_PAGES) * page;
    info.free_bytes = sysconf(_SC_AVPHYS_PAGES) * page;
    return info;
  }

  std::vector<std::string> unsupported(const Plan& plan) override {
    std::vector<std::string> sentences;
    const auto add = [&](const std::string& sentence) {
      if (!sentence.empty()) sentences.push_back(sentence);
    };
    for (const Step& step : plan.steps) {
      for (const LoopProgram& program : step.programs) add(why_unsupported(program));
      if (step.kind != Step::Kind::extern_call) continue;
      const std::string why = why_unsupported(step.call);
      add(why.empty() ? why : step.name + ": " + why);
    }
    return sentences;
  }

  RunResult run(const Plan& plan, const TensorMap& inputs, const RunOptions& options) override {
    if (options.measure && copy_gbps_ == 0) copy_gbps_ = measure_copy_gbps();
    return Replay(plan, inputs, options).run();
  }

 private:
  double copy_gbps_ = 0;  // once something was timed
};

}  // namespace

std::unique_ptr<Engine> make_cpu_engine() { return std::make_unique<CpuEngine>(); }

}  // namespace ireplay
