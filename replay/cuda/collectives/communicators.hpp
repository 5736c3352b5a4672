#pragma once

#include <map>
#include <vector>

#include "kernels/libraries/nccl.hpp"
#include "replay/ranks/together.hpp"

/// The communicators of a process, kept from graph to graph.
namespace ireplay {

class Communicators {
 public:
  /// Makes those of `together.agreed` that are not there yet, on the current device, which `device` tells
  /// from all others; all ranks do so at once. Throws CudaError where a rank cannot load NCCL, where two have
  /// one device, and what NCCL says.
  void make(const Together& together, const std::string& device);
  /// Of a group that was agreed on and that has this rank.
  const NcclCommunicator& of(const std::vector<int>& members) const { return made_.at(members); }
  /// Throws where one of them has met a fault while nobody waited for it.
  void check() const;
  /// Ends what is queued, for a member is gone; the next `make` makes them anew.
  void abort();

 private:
  std::map<std::vector<int>, NcclCommunicator> made_;
};

}  // namespace ireplay
