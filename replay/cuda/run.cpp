#include "replay/cuda/run.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

#include "kernels/device/clocks.hpp"
#include "kernels/device/delay.hpp"
#include "parser/source.hpp"
#include "replay/cuda/collectives/communicators.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/triton/launch.hpp"

namespace ireplay {
namespace {

constexpr double kMostDelayUs = 5000;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The loop programs that run a step: parts where they are wanted or where nothing was joined.
const std::vector<LoopProgram>& programs_of(const Step& step, const RunOptions& options) {
  const bool parts = options.unfused || options.keep_intermediates || step.joined.empty();
  return parts ? step.programs : step.joined;
}

ClockReading clocks() {
  static const ClockMonitor monitor;
  return monitor.read();
}

/// The index as the program's input has it: negative ones have had the bound added, and those of 64 bits stop
/// at the ends of 32 where the machine's words have that many.
std::string index_text(const DeviceFault& fault, const Instruction* instruction) {
  const bool wraps = instruction != nullptr && instruction->opcode == Opcode::indirect && instruction->flag;
  const std::int64_t index = wraps && fault.index < 0 ? fault.index - fault.bound : fault.index;
  std::string text = std::to_string(index);
  if (index == std::numeric_limits<std::int32_t>::max()) text += " or more";
  if (index == std::numeric_limits<std::int32_t>::min()) text += " or less";
  return text;
}

}  // namespace

CudaReplay::CudaReplay(const Plan& plan, const TensorMap& inputs, const RunOptions& options,
                       const DeviceFacts& facts, const CudaLibraries& libraries, KernelCompiler* compiler,
                       cudaStream_t stream)
    : plan_(plan),
      inputs_(inputs),
      options_(options),
      facts_(facts),
      stream_(stream),
      memory_(plan),
      fault_(sizeof(DeviceFault)),
      tuner_(options.measure ? tuning_of(options.tune) : Tuning::off, options.cache_dir, facts),
      context_{libraries,
               plan,
               memory_,
               options,
               {facts.multiprocessors, facts.shared_bytes_per_block},
               reinterpret_cast<DeviceFault*>(fault_.data()),
               stream,
               compiler,
               &tuner_,
               facts.sm >= 90},
      launcher_(module_driver()) {
  if (options.originals == nullptr) return;
  places_ = place_originals(plan, *options.originals);
  const std::vector<PlacedGroup> placed = places_.groups;
  for (const PlacedGroup& group : placed) {
    if (const auto fault = why_not(group)) leave_out(places_, group.together, *fault);
  }
  memory_.keep_apart(storages_apart(plan, places_));
  memory_.share(shared_storages(plan, places_));
}

/// Empty: ours is wanted. Code for another device leaves its ops to ours.
std::optional<std::string> CudaReplay::why_not(const PlacedGroup& group) {
  if (!wants_original(group)) return "";
  try {
    for (const Launch* launch : group.launches) launcher_.prepare(*launch);
    return std::nullopt;
  } catch (const Error& error) {
    return error.what();
  }
}

/// Kernels that users wrote are nobody else's to replace: ours would run on the CPU.
bool CudaReplay::wants_original(const PlacedGroup& group) const {
  return options_.kernels == "original" || std::ranges::all_of(group.steps, [this](std::size_t step) {
           return is_triton(plan_.steps[step].call);
         });
}

RunResult CudaReplay::run() {
  memory_.fill(inputs_, options_.beside, stream_);
  make_steps();
  memory_.restore(stream_);  // choosing algorithms may have written over what the graph writes to
  checked_run();
  result_.outputs = outputs();
  if (options_.measure) digests_ = digests();
  for (const TensorMap& variant : options_.variants) result_.variants.push_back(run_again(variant));
  if (options_.measure && !all(steps_.empty())) measure();
  all(true);  // nobody waits for this rank any more
  result_.peak_memory_bytes = memory_.bytes();
  result_.warnings.insert(result_.warnings.begin(), context_.warnings.begin(), context_.warnings.end());
  return std::move(result_);
}

void CudaReplay::make_steps() {
  result_.steps.resize(plan_.steps.size());
  steps_.resize(plan_.steps.size());
  std::vector<bool> computed(plan_.steps.size());
  make_original_steps(computed);
  for (std::size_t k = 0; k < plan_.steps.size(); ++k) {
    if (computed[k]) continue;
    const Step& step = plan_.steps[k];
    std::unique_ptr<CudaStep>& made = steps_[k];
    if (step.kind == Step::Kind::loops) made = make_loop_step(programs_of(step, options_), context_);
    if (step.kind == Step::Kind::extern_call) made = make_extern_step(step, context_);
  }
  note_originals();
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    if (!steps_[k]) continue;
    steps_[k]->prepare();
    StepResult& result = result_.steps[k];
    result.kernel = steps_[k]->kernel;
    result.algorithm = steps_[k]->algorithm;
    result.schedule = steps_[k]->schedule;
  }
  const std::chrono::duration<double, std::milli> waited = std::chrono::steady_clock::now() - start;
  if (context_.compiler != nullptr) result_.compile_ms = waited.count();
}

void CudaReplay::make_original_steps(std::vector<bool>& computed) {
  NamedScratch scratch;
  for (const PlacedGroup& group : places_.groups) {
    std::unique_ptr<CudaStep> made = make_original_step(group, places_, launcher_, scratch, context_);
    for (const std::size_t step : group.steps) {
      computed[step] = true;
      result_.steps[step].kernel = made->kernel;
      result_.steps[step].original = static_cast<std::int32_t>(group.steps.front());
    }
    steps_[group.steps.front()] = std::move(made);
  }
  for (const std::string& warning : launcher_.warnings()) context_.warnings.push_back(warning);
}

/// How many kernels are the graph's own, and why the others are not.
void CudaReplay::note_originals() {
  if (options_.originals == nullptr || options_.kernels != "original") return;
  for (std::size_t k = 0; k < plan_.steps.size(); ++k) result_.steps[k].not_original = places_.faults[k];
  if (const std::string note = fallbacks(plan_, places_); !note.empty()) context_.warnings.push_back(note);
}

void CudaReplay::checked_run() {
  memory_.poison(stream_);
  IREPLAY_CUDA_CALL(cudaMemsetAsync(fault_.data(), 0, fault_.bytes(), stream_));
  const auto total = static_cast<std::int64_t>(steps_.size());
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    if (options_.progress) options_.progress(static_cast<std::int64_t>(k), total, plan_.steps[k].name);
    if (steps_[k]) steps_[k]->launch(stream_);
    const bool is_collective = plan_.steps[k].op_kind == "collective";
    if (is_collective && options_.together->keeps_collected) keep_collected(k);
    if (options_.keep_intermediates) keep_intermediates(k);
  }
  wait();
  if (options_.progress) options_.progress(total, total, "");
  check_fault();
}

TensorMap CudaReplay::run_again(const TensorMap& variant) {
  memory_.restore(stream_);
  memory_.put(variant, stream_);
  memory_.poison(stream_);
  launch_all();
  wait();
  check_fault();
  return outputs();
}

void CudaReplay::wait() const {
  if (options_.together == nullptr) return IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream_));
  constexpr auto kBetweenLooks = std::chrono::milliseconds(20);
  Clock::time_point next = Clock::now() + kBetweenLooks;
  while (true) {
    const cudaError_t status = cudaStreamQuery(stream_);
    if (status != cudaErrorNotReady) return IREPLAY_CUDA_CALL(status);
    if (Clock::now() < next) continue;
    next = Clock::now() + kBetweenLooks;
    options_.together->meeting.look();
    context_.communicators->check();
  }
}

bool CudaReplay::all(bool own) const {
  return options_.together == nullptr ? own : options_.together->meeting.all(own);
}

void CudaReplay::keep_collected(std::size_t step) {
  wait();
  const std::vector<std::int32_t>& results = plan_.steps[step].call.results;
  for (std::size_t i = 0; i < results.size(); ++i)
    if (results[i] != kNone)
      result_.collected[collected_name(plan_.steps[step], i)] = memory_.gather(results[i], stream_);
}

void CudaReplay::check_fault() const {
  DeviceFault fault;
  IREPLAY_CUDA_CALL(cudaMemcpyAsync(&fault, fault_.data(), sizeof fault, cudaMemcpyDeviceToHost, stream_));
  IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream_));
  if (fault.set == 0) return;
  const LoopProgram& program = *context_.programs[static_cast<std::size_t>(fault.program)];
  const auto at = static_cast<std::size_t>(fault.instruction);
  std::string sentence = program.node + ": ";
  if (at < program.labels.size() && !program.labels[at].empty())
    sentence += std::string(program.labels[at]) + ": ";
  const bool known = at < program.instructions.size();
  if (known && program.instructions[at].opcode == Opcode::device_assert) {
    sentence += "the assertion does not hold: " +
                program.messages[static_cast<std::size_t>(program.instructions[at].extra)];
  } else {
    sentence += "index " + index_text(fault, known ? &program.instructions[at] : nullptr) +
                " is out of range 0 <= i < " + std::to_string(fault.bound);
    if (known && program.instructions[at].buffer != kNone) {
      const BufferUse& use = program.buffers[static_cast<std::size_t>(program.instructions[at].buffer)];
      if (use.buffer != kNone)
        sentence += " of buffer '" + plan_.buffers[static_cast<std::size_t>(use.buffer)].name + "'";
    }
  }
  throw Error(Error::Kind::device, sentence);
}

void CudaReplay::keep_intermediates(std::size_t step) {
  for (std::int32_t buffer : written_buffers(plan_.steps[step]))
    result_.intermediates[plan_.buffers[static_cast<std::size_t>(buffer)].name] =
        memory_.gather(buffer, stream_);
}

TensorMap CudaReplay::outputs() const {
  TensorMap tensors;
  for (const PlanOutput& output : plan_.outputs)
    if (output.view.buffer != kNone) tensors[output.key] = memory_.gather(output.view, stream_);
  return tensors;
}

// ---- timing

void CudaReplay::launch_all() {
  for (const auto& step : steps_)
    if (step) step->launch(stream_);
}

bool CudaReplay::capturable() const {
  return std::ranges::all_of(steps_, [](const auto& step) { return !step || step->capturable(); });
}

/// Writing more than the cache holds leaves nothing of the graph's data in it.
void CudaReplay::flush_l2() {
  if (flush_.bytes() == 0) flush_ = DeviceBuffer(std::max<std::size_t>(2 * facts_.l2_bytes, 1));
  IREPLAY_CUDA_CALL(cudaMemsetAsync(flush_.data(), 0, flush_.bytes(), stream_));
}

/// Steps are queued behind a delay as long as the host took for them the time before.
double CudaReplay::timed_launches(std::vector<std::vector<double>>& samples) {
  memory_.restore(stream_);
  if (options_.cold_l2) flush_l2();
  if (capturable()) launch_delay(std::min(1.5 * host_us_, kMostDelayUs), stream_);
  const auto begin = Clock::now();
  IREPLAY_CUDA_CALL(cudaEventRecord(events_[0].get(), stream_));
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    if (steps_[k]) steps_[k]->launch(stream_);
    IREPLAY_CUDA_CALL(cudaEventRecord(events_[k + 1].get(), stream_));
  }
  host_us_ = 1e6 * seconds_since(begin);
  wait();
  for (std::size_t k = 0; k < steps_.size(); ++k)
    if (steps_[k]) samples[k].push_back(std::max(elapsed_us(events_[k], events_[k + 1]) - event_us_, 0.0));
  return elapsed_us(events_.front(), events_.back());
}

double CudaReplay::timed_graph(const GraphExec& graph, bool cold) {
  memory_.restore(stream_);
  if (cold) flush_l2();
  IREPLAY_CUDA_CALL(cudaEventRecord(events_.front().get(), stream_));
  if (graph)
    IREPLAY_CUDA_CALL(cudaGraphLaunch(graph.get(), stream_));
  else
    launch_all();
  IREPLAY_CUDA_CALL(cudaEventRecord(events_.back().get(), stream_));
  if (options_.together != nullptr) wait();
  return elapsed_us(events_.front(), events_.back());
}

Timing CudaReplay::graph_timing(Sampler& sampler, const GraphExec& graph, bool cold) {
  const auto sample = [&] { return timed_graph(graph, cold); };
  sampler.warm_up(sample);
  return to_timing(sampler.repeat(options_.min_seconds / 3, sample));
}

void CudaReplay::measure() {
  for (std::size_t k = 0; k <= steps_.size(); ++k) events_.push_back(make_event());
  event_us_ = event_overhead_us(stream_);
  std::vector<std::vector<double>> ignored(steps_.size()), samples(steps_.size());
  Sampler sampler(
      options_, [this](bool own) { return all(own); }, clocks);
  sampler.warm_up([&] { return timed_launches(ignored); });
  sampler.repeat(
      options_.min_seconds / 3, [&] { return timed_launches(samples); },
      [&] {
        for (std::vector<double>& of_step : samples) of_step.clear();
      });
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    result_.steps[k].us = to_timing(samples[k]);
    result_.kernel_sum_us += result_.steps[k].us.median;
  }
  result_.launch_us = graph_timing(sampler, {}, false);
  if (all(capturable())) {
    const GraphExec graph = capture(stream_, [&] { launch_all(); });
    result_.graph_us = graph_timing(sampler, graph, false);
    if (options_.cold_l2) result_.cold_us = graph_timing(sampler, graph, true);
  } else {
    result_.warnings.push_back("steps on the CPU: the replay was not timed as a CUDA graph");
  }
  note_clocks(sampler);
  compare_again();
}

/// Read while the device is busy: idle clocks say nothing.
void CudaReplay::note_clocks(const Sampler& sampler) {
  memory_.restore(stream_);
  launch_all();
  const ClockReading reading = clocks();
  wait();
  result_.sm_clock_mhz = reading.sm_mhz;
  result_.throttled = reading.slowdown;
  if (!reading.slowdown.empty())
    result_.warnings.push_back("the device's clocks were held down while it was timed: " + reading.slowdown);
  else if (sampler.rests() && reading.sm_mhz == reading.max_mhz)
    result_.warnings.push_back(
        "the device slows down when this graph runs without rests, as at its power limit: timed in bursts");
}

/// The timed runs worked on the same memory: what they leave there has to be what the checked run left.
void CudaReplay::compare_again() {
  check_fault();
  if (digests() == digests_) return;
  TensorMap again = outputs();
  for (const auto& [key, tensor] : again)
    if (tensor.data != result_.outputs.at(key).data) {
      result_.warnings.push_back(key + ": the timed runs gave other bits than the first one");
    }
  result_.outputs = std::move(again);
}

std::vector<unsigned long long> CudaReplay::digests() const {
  std::vector<unsigned long long> found(plan_.outputs.size());
  if (found.empty()) return found;
  const DeviceBuffer sums(found.size() * sizeof found[0]);
  IREPLAY_CUDA_CALL(cudaMemsetAsync(sums.data(), 0, sums.bytes(), stream_));
  for (std::size_t k = 0; k < plan_.outputs.size(); ++k)
    if (plan_.outputs[k].view.buffer != kNone)
      memory_.add_digest(plan_.outputs[k].view, reinterpret_cast<unsigned long long*>(sums.data()) + k,
                         stream_);
  IREPLAY_CUDA_CALL(
      cudaMemcpyAsync(found.data(), sums.data(), sums.bytes(), cudaMemcpyDeviceToHost, stream_));
  IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream_));
  return found;
}

}  // namespace ireplay
