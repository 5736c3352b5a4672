#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kernels/libraries/nccl.hpp"
#include "replay/ranks/collective.hpp"

/// A collective as calls of NCCL, on memory that is dense and row-major.
namespace ireplay {

struct CollectiveMemory {
  const std::byte* from = nullptr;  // the operand; of shard_dims its pieces, one behind the other
  std::byte* to = nullptr;          // the result; of shard_dims the pieces that come; of what is sent nothing
};

/// Why NCCL cannot run it; empty where it can.
std::string why_not_nccl(const Collective& call);

/// The size of the result for an operand of `size`; `members` are those of the group.
Dims collected_size(const Collective& call, Dims size, std::size_t members);

/// Queues the calls; `memory` is by Collective::operands. What has several operands, sends or receives is
/// queued as one. Throws CudaError.
void launch_collective(const Collective& call, const std::vector<CollectiveMemory>& memory,
                       const NcclCommunicator& group, NcclStream stream);

}  // namespace ireplay
