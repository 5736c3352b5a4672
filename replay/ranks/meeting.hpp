#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "replay/ranks/launch.hpp"

/// Where the processes of a launch meet, over TCP.
///
/// A star: rank 0 listens, the others connect to it. What they exchange is small: what a graph calls, ids of
/// NCCL's communicators, when timing ends. Tensors go through NCCL. Words and replies are in the order of the
/// graphs, so that a rank that fails tells the others, which fail too and meet again at the next graph.
namespace ireplay {

class Meeting {
 public:
  /// Meets the other processes of the launch. `waiting` is called a few times a second; what it throws ends
  /// the wait. Throws Error{device} where the port is taken, where a rank does not come in time, and where
  /// two processes are the same rank.
  Meeting(RankLaunch launch, std::function<void()> waiting);
  ~Meeting();
  Meeting(const Meeting&) = delete;
  Meeting& operator=(const Meeting&) = delete;

  const RankLaunch& launch() const { return launch_; }

  /// From here on words are of the next graph. All ranks have to come to the same graphs in the same order.
  void next_graph() { ++graph_; }
  /// What all ranks said at this point, by rank. All ranks have to come to the same points. `point` is for
  /// messages: "the unique ids".
  std::vector<std::string> exchange(std::string_view point, const std::string& own);
  /// Whether all ranks say so; all wait for the last of them.
  bool all(bool own);
  /// Tells the others that this rank has given the graph up.
  void fail(const std::string& sentence);
  /// Throws Error{device} where another rank has failed in this graph or is gone; for waits on the device.
  void look();

 private:
  struct Word {
    std::uint64_t graph = 0;
    std::string point, text;
  };
  class Peer;

  void listen();
  void join();
  void accept_all(int listening);
  /// The next word of a peer that is of this graph.
  Word hear(Peer& peer, std::string_view point);
  void note_failure(const Peer* from, const Word& word);
  [[noreturn]] void lost(const Peer& peer);

  RankLaunch launch_;
  std::function<void()> waiting_;
  std::uint64_t graph_ = 0;
  std::vector<std::unique_ptr<Peer>> peers_;  // of rank 0: all others by rank - 1; of the others: rank 0
};

}  // namespace ireplay
