#include "replay/cuda/run.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

#include "kernels/device/clocks.hpp"
#include "parser/source.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/triton/launch.hpp"

namespace ireplay {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The loop programs that run a step: parts where they are wanted or where nothing was joined.
const std::vector<LoopProgram>& programs_of(const Step& step, const RunOptions& options) {
  const bool parts = options.unfused || options.keep_intermediates || step.joined.empty();
  return parts ? step.programs : step.joined;
}

/// Repeats `sample` as often as the options ask: a number of times, or until enough time has gone by and the
/// median has settled, or four times as much has.
template <class Sample>
std::vector<double> repeat(const RunOptions& options, double seconds, Sample&& sample) {
  constexpr int kBetweenLooks = 16;
  std::vector<double> samples;
  const Clock::time_point start = Clock::now();
  if (options.repeat > 0) {
    for (int k = 0; k < options.repeat; ++k) samples.push_back(sample());
    return samples;
  }
  while (true) {
    const double gone = seconds_since(start);
    const bool enough = samples.size() >= 3 && gone >= seconds;
    if (enough && (gone >= 4 * seconds || (samples.size() % kBetweenLooks == 0 && have_settled(samples))))
      return samples;
    samples.push_back(sample());
  }
}

/// Warm-up runs are cut short where one of them takes longer than all samples may.
template <class Sample>
void warm_up(const RunOptions& options, Sample&& sample) {
  const Clock::time_point start = Clock::now();
  for (int k = 0; k < options.warmup && (options.repeat > 0 || seconds_since(start) < options.min_seconds);
       ++k)
    sample();
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
               {facts.multiprocessors, facts.shared_bytes_per_block, options.items_per_thread},
               reinterpret_cast<DeviceFault*>(fault_.data()),
               stream,
               compiler,
               &tuner_,
               facts.sm >= 90},
      launcher_(module_driver()) {
  if (options.originals == nullptr) return;
  places_ = place_originals(plan, *options.originals);
  std::erase_if(places_.groups,
                [this](const PlacedGroup& group) { return !wants_original(group) || !loads(group); });
  memory_.keep_apart(storages_apart(plan, places_));
  memory_.share(shared_storages(plan, places_));
}

/// Code for another device leaves its ops to ours.
bool CudaReplay::loads(const PlacedGroup& group) {
  try {
    for (const Launch* launch : group.launches) launcher_.prepare(*launch);
    return true;
  } catch (const Error& error) {
    for (const std::size_t step : group.steps) places_.faults[step] = error.what();
    return false;
  }
}

/// Kernels that users wrote are nobody else's to replace: ours would run on the CPU.
bool CudaReplay::wants_original(const PlacedGroup& group) const {
  return options_.kernels == "original" || std::ranges::all_of(group.steps, [this](std::size_t step) {
           return is_triton(plan_.steps[step].call);
         });
}

RunResult CudaReplay::run() {
  memory_.fill(inputs_, stream_);
  make_steps();
  memory_.fill(inputs_, stream_);  // choosing algorithms may have written over memory
  checked_run();
  result_.outputs = outputs();
  if (options_.measure && !steps_.empty()) measure();
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
  for (const PlacedGroup& group : places_.groups) {
    std::unique_ptr<CudaStep> made = make_original_step(group, places_, launcher_, context_);
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
    if (options_.keep_intermediates) keep_intermediates(k);
  }
  IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream_));
  if (options_.progress) options_.progress(total, total, "");
  check_fault();
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

double CudaReplay::timed_launches(std::vector<std::vector<double>>& samples) {
  memory_.restore(stream_);
  if (options_.cold_l2) flush_l2();
  IREPLAY_CUDA_CALL(cudaEventRecord(events_[0].get(), stream_));
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    if (steps_[k]) steps_[k]->launch(stream_);
    IREPLAY_CUDA_CALL(cudaEventRecord(events_[k + 1].get(), stream_));
  }
  IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream_));
  for (std::size_t k = 0; k < steps_.size(); ++k)
    if (steps_[k]) samples[k].push_back(elapsed_us(events_[k], events_[k + 1]));
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
  return elapsed_us(events_.front(), events_.back());
}

Timing CudaReplay::graph_timing(const GraphExec& graph, bool cold) {
  warm_up(options_, [&] { timed_graph(graph, cold); });
  return to_timing(repeat(options_, options_.min_seconds / 3, [&] { return timed_graph(graph, cold); }));
}

void CudaReplay::measure() {
  for (std::size_t k = 0; k <= steps_.size(); ++k) events_.push_back(make_event());
  std::vector<std::vector<double>> ignored(steps_.size()), samples(steps_.size());
  warm_up(options_, [&] { timed_launches(ignored); });
  repeat(options_, options_.min_seconds / 3, [&] { return timed_launches(samples); });
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    result_.steps[k].us = to_timing(samples[k]);
    result_.kernel_sum_us += result_.steps[k].us.median;
  }
  result_.launch_us = graph_timing({}, false);
  if (capturable()) {
    const GraphExec graph = capture(stream_, [&] { launch_all(); });
    result_.graph_us = graph_timing(graph, false);
    if (options_.cold_l2) result_.cold_us = graph_timing(graph, true);
  } else {
    result_.warnings.push_back("steps on the CPU: the replay was not timed as a CUDA graph");
  }
  note_clocks();
  compare_again();
}

/// Read while the device is busy: idle clocks say nothing.
void CudaReplay::note_clocks() {
  static const ClockMonitor monitor;
  memory_.restore(stream_);
  launch_all();
  const ClockReading reading = monitor.read();
  IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream_));
  result_.sm_clock_mhz = reading.sm_mhz;
  result_.throttled = reading.slowdown;
  if (!reading.slowdown.empty())
    result_.warnings.push_back("the device's clocks were held down while it was timed: " + reading.slowdown);
}

/// The timed runs worked on the same memory: what they leave there has to be what the checked run left.
void CudaReplay::compare_again() {
  check_fault();
  const TensorMap again = outputs();
  for (const auto& [key, tensor] : again)
    if (tensor.data != result_.outputs.at(key).data) {
      result_.warnings.push_back(key + ": the timed runs gave other bits than the first one");
    }
  result_.outputs = again;
}

}  // namespace ireplay
