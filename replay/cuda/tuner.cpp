#include "replay/cuda/tuner.hpp"

#include <array>
#include <cstdio>
#include <cstring>

#include "parser/source.hpp"

namespace ireplay {

Tuning tuning_of(const std::string& word) {
  if (word == "off") return Tuning::off;
  if (word == "quick") return Tuning::quick;
  if (word == "full") return Tuning::full;
  throw Error(Error::Kind::usage, "no tuning '" + word + "': expected off, quick or full");
}

std::string microseconds(double us) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f us", us);
  return text;
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

void KernelTuner::keep(const std::vector<std::string>& texts, std::size_t choice) {
  const auto number = static_cast<std::uint32_t>(choice);
  std::array<std::byte, sizeof number> bytes{};
  std::memcpy(bytes.data(), &number, sizeof number);
  cache_.save(key(texts), bytes);
}

}  // namespace ireplay
