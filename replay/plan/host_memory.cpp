#include "replay/plan/host_memory.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>

#include "parser/source.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

/// The number on the line of /proc/self/status or /proc/meminfo that begins with `key`, in bytes.
std::optional<std::int64_t> kilobytes_at(const char* file, std::string_view key) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(key)) continue;
    std::istringstream rest(line.substr(key.size()));
    if (std::int64_t value = 0; rest >> value) return value * 1024;
  }
  return std::nullopt;
}

/// `max` and what is not there are no limit.
std::optional<std::int64_t> number_in(const std::string& file) {
  std::ifstream in(file);
  if (std::int64_t value = 0; in >> value) return value;
  return std::nullopt;
}

std::int64_t left_of(std::optional<std::int64_t> limit, std::optional<std::int64_t> used) {
  return limit && used ? std::max<std::int64_t>(0, *limit - *used) : kUnlimited;
}

std::int64_t left_by_limit(int resource, std::string_view used) {
  rlimit limit{};
  if (getrlimit(static_cast<__rlimit_resource>(resource), &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
    return kUnlimited;
  return left_of(static_cast<std::int64_t>(std::min<rlim_t>(limit.rlim_cur, kUnlimited)),
                 kilobytes_at("/proc/self/status", used));
}

/// What is cached of files in a group is given up before a limit is met.
std::int64_t cached_in(const std::string& statistics) {
  std::ifstream in(statistics);
  std::string key;
  for (std::int64_t value = 0; in >> key >> value;)
    if (key == "inactive_file" || key == "total_inactive_file") return value;
  return 0;
}

std::int64_t left_in_group(const std::string& folder, const char* limit, const char* used) {
  const std::int64_t left = left_of(number_in(folder + limit), number_in(folder + used));
  return left == kUnlimited ? left : left + cached_in(folder + "/memory.stat");
}

/// Each group limits those within it: all up to the root count.
std::int64_t left_by_groups() {
  std::int64_t left = kUnlimited;
  std::ifstream in("/proc/self/cgroup");
  for (std::string line; std::getline(in, line);) {  // 0::/user.slice or 5:memory:/docker/1234
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const bool is_v2 = controllers.empty();
    if (!is_v2 && controllers.find("memory") == std::string::npos) continue;
    const std::string root = is_v2 ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory";
    std::string group = line.substr(second + 1);
    while (true) {
      left = std::min(
          left, is_v2 ? left_in_group(root + group, "/memory.max", "/memory.current")
                      : left_in_group(root + group, "/memory.limit_in_bytes", "/memory.usage_in_bytes"));
      if (group.empty() || group == "/") break;
      group.resize(group.rfind('/'));
    }
  }
  return left;
}

std::string in_units(double bytes) {
  constexpr std::array kUnits{"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
  std::size_t unit = 0;
  for (; bytes >= 1000 && unit + 1 < kUnits.size(); ++unit) bytes /= 1000;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.3g %s", bytes, kUnits[unit]);
  return text.data();
}

}  // namespace

std::int64_t free_host_memory() {
  return std::min({kilobytes_at("/proc/meminfo", "MemAvailable:").value_or(kUnlimited), left_by_groups(),
                   left_by_limit(RLIMIT_AS, "VmSize:"), left_by_limit(RLIMIT_DATA, "VmData:")});
}

void require_memory(std::uint64_t bytes, const std::string& what) {
  constexpr std::uint64_t kSmall = std::uint64_t{16} << 20;  // not worth the question
  if (bytes < kSmall) return;
  const std::int64_t free = free_host_memory();
  if (bytes <= static_cast<std::uint64_t>(free)) return;
  throw Error(Error::Kind::device, what + " needs " + in_units(static_cast<double>(bytes)) +
                                       " of memory, and " + in_units(static_cast<double>(free)) +
                                       " are free");
}

}  // namespace ireplay
