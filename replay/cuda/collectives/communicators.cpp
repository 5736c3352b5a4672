#include "replay/cuda/collectives/communicators.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace ireplay {
namespace {

/// Whether a member of the group lacks its communicator: one `0` in what the members say of it.
bool is_lacking(const std::vector<std::string>& held, const std::vector<int>& members, std::size_t group) {
  return std::ranges::any_of(
      members, [&](int member) { return held[static_cast<std::size_t>(member)][group] == '0'; });
}

/// `110 host/0000:3b:00.0`, or `!` and why this rank cannot take part.
std::string introduction(const std::string& held, const std::string& device) {
  try {
    nccl_version();
    return held + " " + device;
  } catch (const CudaError& error) {
    return std::string("!") + error.what();
  }
}

/// From 2.30 on NCCL takes several ranks of one GPU, where this says so.
bool may_share_gpu() {
  const char* value = std::getenv("NCCL_MULTI_RANK_GPU_ENABLE");
  return value != nullptr && std::string_view(value) == "1";
}

void refuse_absent(const std::vector<std::string>& all) {
  std::map<std::string, std::size_t> owners;
  for (std::size_t rank = 0; rank < all.size(); ++rank) {
    if (all[rank].starts_with('!'))
      throw CudaError("rank " + std::to_string(rank) + ": " + all[rank].substr(1));
    const std::string device = all[rank].substr(all[rank].find(' ') + 1);
    const auto [owner, is_first] = owners.emplace(device, rank);
    if (!is_first && !may_share_gpu())
      throw CudaError(
          "ranks " + std::to_string(owner->second) + " and " + std::to_string(rank) + " are both on " +
          device + ", and NCCL wants a GPU for each; without a launcher one GPU replays all ranks in turn");
  }
}

}  // namespace

/// Who has what is told first, so that a group is made by all of its members or by none. Then the first
/// member of each group that is made makes its id, and all members meet in the order of the groups.
void Communicators::make(const Together& together, const std::string& device) {
  if (together.agreed.empty()) return;
  const std::vector<std::vector<int>>& groups = together.agreed;
  std::string held;
  for (const std::vector<int>& members : groups) held += made_.contains(members) ? '1' : '0';
  const std::vector<std::string> all_held =
      together.meeting.exchange("who has which communicator", introduction(held, device));
  refuse_absent(all_held);
  std::string ids;
  const auto is_made = [&](std::size_t group) { return is_lacking(all_held, groups[group], group); };
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (!is_made(g) || groups[g][0] != together.rank()) continue;
    const NcclUniqueId id = NcclCommunicator::make_id();
    ids.append(id.bytes, sizeof id.bytes);
  }
  const std::vector<std::string> all_ids = together.meeting.exchange("the ids of communicators", ids);
  std::vector<std::size_t> next(all_ids.size(), 0);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (!is_made(g)) continue;
    const auto first = static_cast<std::size_t>(groups[g][0]);
    NcclUniqueId id{};
    std::memcpy(id.bytes, all_ids[first].data() + next[first], sizeof id.bytes);
    next[first] += sizeof id.bytes;
    const auto own = std::ranges::find(groups[g], together.rank());
    if (own == groups[g].end()) continue;
    made_.erase(groups[g]);
    made_.emplace(groups[g], NcclCommunicator(id, static_cast<int>(groups[g].size()),
                                              static_cast<int>(own - groups[g].begin())));
  }
}

void Communicators::check() const {
  for (const auto& [members, group] : made_) group.check();
}

void Communicators::abort() {
  for (auto& [members, group] : made_) group.abort();
  made_.clear();
}

}  // namespace ireplay
