#pragma once

#include <functional>
#include <optional>
#include <string>

/// How a launcher of several processes (torchrun, mpirun, srun) tells each which of them it is.
namespace ireplay {

struct RankLaunch {
  std::string launcher;  // for messages: torchrun, mpirun, srun; "the environment" for RANK and WORLD_SIZE
  int rank = 0, world = 1;
  int local_rank = 0;           // among those of this machine
  std::string address;          // of rank 0's machine: a name or an address
  int port = 0;                 // that rank 0 listens at
  double timeout_seconds = 60;  // until all have come
};

/// The value of an environment variable; null where it is not set.
using Environment = std::function<const char*(const char* name)>;

/// None for a process that was launched alone. RANK and WORLD_SIZE come first, then what Open MPI, MPICH and
/// Slurm set. The port is IREPLAY_PORT, else the one after MASTER_PORT (at which torchrun's own store
/// listens), else 29501; the address MASTER_ADDR, else the first host of Slurm's list, else this machine.
/// IREPLAY_TIMEOUT is in seconds. Throws Error{usage} for values that are no numbers or contradict each
/// other.
std::optional<RankLaunch> read_launch(const Environment& environment);

}  // namespace ireplay
