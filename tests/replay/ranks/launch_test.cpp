#include "replay/ranks/launch.hpp"

#include <gtest/gtest.h>

#include <map>

#include "parser/source.hpp"

namespace ireplay {
namespace {

using Variables = std::map<std::string, std::string>;

std::optional<RankLaunch> launch_of(const Variables& variables) {
  return read_launch([&](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

std::string fault_of(const Variables& variables) {
  try {
    launch_of(variables);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Error::Kind::usage);
    return error.what();
  }
  return "";
}

TEST(Launch, AProcessAloneIsNoLaunch) {
  EXPECT_FALSE(launch_of({}));
  EXPECT_FALSE(launch_of({{"RANK", "0"}}));
  EXPECT_FALSE(launch_of({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "1"}}));
  EXPECT_FALSE(launch_of({{"RANK", "0"}, {"WORLD_SIZE", "1"}, {"SLURM_PROCID", "1"}, {"SLURM_NTASKS", "2"}}));
}

TEST(Launch, TorchrunMeetsBehindItsOwnPort) {
  const auto launch = launch_of({{"RANK", "3"},
                                 {"WORLD_SIZE", "4"},
                                 {"LOCAL_RANK", "1"},
                                 {"MASTER_ADDR", "node7"},
                                 {"MASTER_PORT", "29400"}});
  ASSERT_TRUE(launch);
  EXPECT_EQ(launch->launcher, "torchrun");
  EXPECT_EQ(launch->rank, 3);
  EXPECT_EQ(launch->world, 4);
  EXPECT_EQ(launch->local_rank, 1);
  EXPECT_EQ(launch->address, "node7");
  EXPECT_EQ(launch->port, 29401);
  EXPECT_EQ(launch->timeout_seconds, 60);
}

TEST(Launch, OtherLaunchersNameThingsTheirWay) {
  const auto mpi = launch_of({{"OMPI_COMM_WORLD_RANK", "1"},
                              {"OMPI_COMM_WORLD_SIZE", "2"},
                              {"OMPI_COMM_WORLD_LOCAL_RANK", "0"},
                              {"IREPLAY_PORT", "4000"},
                              {"IREPLAY_TIMEOUT", "5"}});
  ASSERT_TRUE(mpi);
  EXPECT_EQ(mpi->launcher, "mpirun");
  EXPECT_EQ(mpi->local_rank, 0);
  EXPECT_EQ(mpi->address, "127.0.0.1");
  EXPECT_EQ(mpi->port, 4000);
  EXPECT_EQ(mpi->timeout_seconds, 5);
  EXPECT_EQ(launch_of({{"PMI_RANK", "1"}, {"PMI_SIZE", "2"}})->local_rank, 1);
  for (const auto& [list, first] : Variables{{"node[03-07,9],other", "node03"},
                                             {"node[1,3]", "node1"},
                                             {"a,b[1-2]", "a"},
                                             {"single", "single"}}) {
    const auto slurm = launch_of(
        {{"SLURM_PROCID", "5"}, {"SLURM_NTASKS", "8"}, {"SLURM_LOCALID", "1"}, {"SLURM_NODELIST", list}});
    ASSERT_TRUE(slurm);
    EXPECT_EQ(slurm->launcher, "srun");
    EXPECT_EQ(slurm->address, first);
    EXPECT_EQ(slurm->port, 29501);
  }
}

TEST(Launch, WhatCannotBeIsRefused) {
  EXPECT_EQ(fault_of({{"RANK", "2"}, {"WORLD_SIZE", "2"}}), "RANK is 2, but WORLD_SIZE is 2");
  EXPECT_EQ(fault_of({{"RANK", "one"}, {"WORLD_SIZE", "2"}}),
            "RANK is 'one': expected a number from 0 to 1048576");
  EXPECT_EQ(fault_of({{"RANK", "1"}, {"WORLD_SIZE", "2"}, {"IREPLAY_PORT", "70000"}}),
            "IREPLAY_PORT is '70000': expected a number from 1 to 65535");
}

}  // namespace
}  // namespace ireplay
