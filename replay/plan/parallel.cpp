#include "replay/plan/parallel.hpp"

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

namespace ireplay {

std::int64_t parts_of(std::int64_t count, std::int64_t least) {
  const auto cores = static_cast<std::int64_t>(std::max(1U, std::thread::hardware_concurrency()));
  return std::clamp<std::int64_t>(count / least, 1, cores);
}

void in_parts(std::int64_t count, std::int64_t parts,
              const std::function<void(std::int64_t, std::int64_t, std::int64_t)>& work) {
  if (parts <= 1) return work(0, 0, count);
  std::vector<std::exception_ptr> faults(static_cast<std::size_t>(parts));
  const auto run = [&](std::int64_t part) {
    const auto begin_of = [&](std::int64_t k) { return count / parts * k + std::min(k, count % parts); };
    try {
      work(part, begin_of(part), begin_of(part + 1));
    } catch (...) {
      faults[static_cast<std::size_t>(part)] = std::current_exception();
    }
  };
  std::vector<std::jthread> threads;
  threads.reserve(static_cast<std::size_t>(parts));
  for (std::int64_t part = 1; part < parts; ++part) {
    try {
      threads.emplace_back(run, part);
    } catch (const std::exception&) {  // no thread or no memory for one: this one does the work
      run(part);
    }
  }
  run(0);
  threads.clear();
  for (const std::exception_ptr& fault : faults)
    if (fault) std::rethrow_exception(fault);
}

}  // namespace ireplay
