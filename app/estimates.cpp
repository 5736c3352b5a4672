#include "app/estimates.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <thread>

#include "app/logging.hpp"
#include "app/options.hpp"
#include "parser/source.hpp"
#include "replay/plan/checked.hpp"
#include "replay/plan/host_memory.hpp"
#include "replay/verdict/work.hpp"

namespace ireplay {
namespace {

/// On the CPU the graph's memory, and for each engine the tensors that go in and come out.
std::uint64_t host_bytes(const Plan& plan, bool on_cpu) {
  Checked bytes = 0;
  for (const Storage& storage : plan.storages) {
    const bool is_input = storage.kind != Storage::Kind::arena;
    if (on_cpu) bytes = checked_add(bytes, storage.bytes);
    if (is_input) bytes = checked_add(bytes, storage.bytes);
  }
  for (const PlanOutput& output : plan.outputs)
    if (output.view.buffer != kNone)
      bytes = checked_add(bytes, checked_multiply(numel(output.view.size),
                                                  static_cast<std::int64_t>(bytes_of(output.view.dtype))));
  return static_cast<std::uint64_t>(bytes.value_or(std::numeric_limits<std::int64_t>::max()));
}

std::string to_duration(double seconds) {
  constexpr double kMinute = 60, kHour = 3600, kDay = 86400;
  const auto [unit, name] = seconds < 2 * kHour  ? std::pair(kMinute, "minutes")
                            : seconds < 2 * kDay ? std::pair(kHour, "hours")
                                                 : std::pair(kDay, "days");
  char text[48];
  std::snprintf(text, sizeof text, "%.0f %s", std::ceil(seconds / unit), name);
  return text;
}

}  // namespace

void require_resources(const Plan& plan, bool on_cpu, const Options& options) {
  require_memory(host_bytes(plan, on_cpu), "this graph");
  if (!on_cpu) return;
  constexpr double kLong = 60, kTooLong = 3600;
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  const double threads = options.threads > 0 ? options.threads : cores;
  constexpr double kOfEvaluation =
      4e-9;  // seconds for one instruction at one point, as the interpreter runs it
  const double seconds = std::max(static_cast<double>(work_of(plan)) * 1e-9,
                                  static_cast<double>(evaluations_of(plan)) * kOfEvaluation) /
                         threads;
  if (seconds <= kLong) return;
  const std::string estimate =
      "one run of this graph on the CPU is estimated to take " + to_duration(seconds);
  if (seconds > kTooLong && !options.force)
    throw Error(Error::Kind::device, estimate + "; --force runs it all the same");
  log_note(estimate);
}

}  // namespace ireplay
