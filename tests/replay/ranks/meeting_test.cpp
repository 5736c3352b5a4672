#include "replay/ranks/meeting.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/support/rank_threads.hpp"

namespace ireplay {
namespace {

using Texts = std::vector<std::string>;

const Texts kAllGood(3, "ok");

TEST(Meeting, EveryRankHearsWhatAllSay) {
  std::vector<Texts> heard(3), binary(3);
  const std::string bytes("\0 1 \n\xff", 6);
  EXPECT_EQ(run_ranks(3,
                      [&](Meeting& meeting) {
                        const auto rank = static_cast<std::size_t>(meeting.launch().rank);
                        heard[rank] = meeting.exchange("numbers", std::to_string(rank * 10));
                        binary[rank] = meeting.exchange("bytes", rank == 1 ? bytes : "");
                      }),
            kAllGood);
  for (const Texts& texts : heard) EXPECT_EQ(texts, (Texts{"0", "10", "20"}));
  for (const Texts& texts : binary) EXPECT_EQ(texts, (Texts{"", bytes, ""}));
}

TEST(Meeting, AllIsWhetherAllSaySo) {
  std::vector<int> answers(3);
  EXPECT_EQ(run_ranks(3,
                      [&](Meeting& meeting) {
                        int& own = answers[static_cast<std::size_t>(meeting.launch().rank)];
                        own = (meeting.all(true) ? 1 : 0) + (meeting.all(meeting.launch().rank != 1) ? 2 : 0);
                      }),
            kAllGood);
  EXPECT_EQ(answers, (std::vector<int>{1, 1, 1}));
}

/// Rank `failing` gives the first graph up; the others hear of it, wherever they wait, and all meet again.
void expect_all_fail_and_meet_again(int failing, bool looking) {
  Texts first(3);
  EXPECT_EQ(run_ranks(3,
                      [&](Meeting& meeting) {
                        const int rank = meeting.launch().rank;
                        try {
                          if (rank == failing) {
                            meeting.fail("there is not enough memory");
                          } else if (looking) {
                            const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
                            while (std::chrono::steady_clock::now() < until) meeting.look();
                          } else {
                            meeting.all(true);
                          }
                        } catch (const Error& error) {
                          first[static_cast<std::size_t>(rank)] = error.what();
                          meeting.fail(error.what());
                        }
                        meeting.next_graph();
                        EXPECT_TRUE(meeting.all(true));
                      }),
            kAllGood);
  for (int rank = 0; rank < 3; ++rank)
    EXPECT_EQ(first[static_cast<std::size_t>(rank)],
              rank == failing
                  ? ""
                  : "rank " + std::to_string(failing) + " has given up: there is not enough memory");
}

TEST(Meeting, AFailureOfOneIsAFailureOfAllUntilTheNextGraph) {
  for (const int failing : {0, 2})
    for (const bool looking : {false, true}) expect_all_fail_and_meet_again(failing, looking);
}

TEST(Meeting, ARankThatHasEndedIsNotWaitedFor) {
  const Texts ends = run_ranks(2, [](Meeting& meeting) {
    if (meeting.launch().rank == 0) meeting.all(true);
  });
  EXPECT_EQ(ends[0], "rank 1 has ended before this graph was done; its own messages say why");
}

TEST(Meeting, RanksAtDifferentPointsAreTold) {
  const Texts ends = run_ranks(2, [](Meeting& meeting) {
    meeting.exchange(meeting.launch().rank == 0 ? "the ids" : "the collectives", "");
  });
  EXPECT_EQ(ends[0], "rank 1 is at 'the collectives', this rank at 'the ids'");
}

std::string fault_of(RankLaunch launch) {
  launch.timeout_seconds = 0.3;
  try {
    const Meeting meeting(launch, [] {});
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Error::Kind::device);
    return error.what();
  }
  return "";
}

TEST(Meeting, WhoDoesNotComeIsNamed) {
  const int port = free_port();
  const std::string number = std::to_string(port);
  EXPECT_EQ(
      fault_of(launch_at(port, 0, 3)),
      "ranks 1, 2 of 3 did not come to port " + number +
          " within 0 s; all ranks need the same MASTER_ADDR and IREPLAY_PORT, and IREPLAY_TIMEOUT is in "
          "seconds");
  EXPECT_EQ(
      fault_of(launch_at(port, 1, 2)),
      "rank 0 was not reached at 127.0.0.1:" + number +
          " within 0 s; MASTER_ADDR names its machine, IREPLAY_PORT the port, and IREPLAY_TIMEOUT is in "
          "seconds");
}

TEST(Meeting, APortThatIsTakenIsNamed) {
  const int port = free_port();
  const int taken = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  at.sin_port = htons(static_cast<std::uint16_t>(port));
  ASSERT_EQ(bind(taken, reinterpret_cast<const sockaddr*>(&at), sizeof at), 0);
  ASSERT_EQ(listen(taken, 1), 0);
  EXPECT_EQ(fault_of(launch_at(port, 0, 2)), "rank 0 cannot listen at port " + std::to_string(port) +
                                                 " of this machine (Address already in use); IREPLAY_PORT "
                                                 "names another one, the same for all ranks");
  close(taken);
}

TEST(Meeting, AnotherLaunchIsTurnedAway) {
  const int port = free_port();
  std::string second, other;
  std::thread zero([&] { const Meeting meeting(launch_at(port, 0, 2), [] {}); });
  std::thread stranger([&] {
    try {
      const Meeting meeting(launch_at(port, 1, 5), [] {});
    } catch (const Error& error) {
      other = error.what();
    }
    const Meeting meeting(launch_at(port, 1, 2), [] {});  // whom rank 0 waits for
  });
  stranger.join();
  zero.join();
  EXPECT_EQ(other, "rank 0 has been launched with 2 processes, this one with another number");
}

}  // namespace
}  // namespace ireplay
