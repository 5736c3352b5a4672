#include "replay/cuda/tuner.hpp"

#include <array>
#include <cstdio>
#include <cstring>

#include "kernels/device/timing.hpp"
#include "parser/source.hpp"

namespace ireplay {

namespace {

std::string microseconds(double us) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f us", us);
  return text;
}

}  // namespace

Tuning tuning_of(const std::string& word) {
  if (word == "off") return Tuning::off;
  if (word == "quick") return Tuning::quick;
  if (word == "full") return Tuning::full;
  throw Error(Error::Kind::usage, "no tuning '" + word + "': expected off, quick or full");
}

KernelTuner::KernelTuner(Tuning tuning, const std::string& cache_dir, const DeviceFacts& facts)
    : tuning_(tuning),
      cache_(cache_dir.empty() ? std::string() : cache_dir + "/schedules"),
      device_(facts.name + ' ' + std::to_string(facts.multiprocessors)) {}

std::string KernelTuner::key(const std::vector<std::string>& texts) const {
  std::vector<std::string_view> parts{"schedule", device_};
  parts.insert(parts.end(), texts.begin(), texts.end());
  return cache_key(parts);
}

std::optional<std::size_t> KernelTuner::known(const std::vector<std::string>& texts) const {
  if (tuning_ == Tuning::full) return std::nullopt;
  const auto saved = cache_.load(key(texts));
  std::uint32_t choice = 0;
  if (!saved || saved->size() != sizeof choice) return std::nullopt;
  std::memcpy(&choice, saved->data(), sizeof choice);
  if (choice >= texts.size()) return std::nullopt;
  return choice;
}

KernelTuner::Found KernelTuner::find(const std::vector<Candidate>& candidates, cudaStream_t stream) {
  std::vector<std::string> texts;
  std::vector<std::function<bool()>> launches;
  texts.reserve(candidates.size());
  launches.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    texts.push_back(candidate.text);
    launches.emplace_back([&candidate] {
      candidate.launch();
      return true;
    });
  }
  const std::vector<double> us = time_in_turn(launches, stream);
  const std::size_t choice = fastest_of(us);
  keep(texts, choice);
  std::string others;
  for (std::size_t k = 0; k < candidates.size(); ++k)
    if (k != choice)
      others.append(others.empty() ? "" : ", ").append(candidates[k].name + " " + microseconds(us[k]));
  return {choice, microseconds(us[choice]) + ", others took: " + others};
}

void KernelTuner::keep(const std::vector<std::string>& texts, std::size_t choice) {
  const auto number = static_cast<std::uint32_t>(choice);
  std::array<std::byte, sizeof number> bytes{};
  std::memcpy(bytes.data(), &number, sizeof number);
  cache_.save(key(texts), bytes);
}

}  // namespace ireplay
