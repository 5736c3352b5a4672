#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "parser/source.hpp"
#include "replay/ranks/meeting.hpp"
#include "tests/support/free_port.hpp"

/// The ranks of a launch as threads of a test.
namespace ireplay {

inline RankLaunch launch_at(int port, int rank, int world) {
  RankLaunch launch;
  launch.rank = launch.local_rank = rank;
  launch.world = world;
  launch.address = "127.0.0.1";
  launch.port = port;
  launch.timeout_seconds = 20;
  return launch;
}

/// Runs `work` on each rank at once; what it threw, by rank, `ok` where it did not.
inline std::vector<std::string> run_ranks(int world, const std::function<void(Meeting&)>& work) {
  const int port = free_port();
  std::vector<std::string> ends(static_cast<std::size_t>(world), "ok");
  std::vector<std::thread> threads;
  for (int rank = 0; rank < world; ++rank)
    threads.emplace_back([&, rank] {
      try {
        Meeting meeting(launch_at(port, rank, world), [] {});
        meeting.next_graph();
        work(meeting);
      } catch (const std::exception& error) {
        ends[static_cast<std::size_t>(rank)] = error.what();
      }
    });
  for (std::thread& thread : threads) thread.join();
  return ends;
}

}  // namespace ireplay
