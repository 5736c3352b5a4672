#include "replay/cuda/collectives/launch_collective.hpp"

#include <numeric>

namespace ireplay {
namespace {

std::size_t bytes_in(const TensorView& view) {
  return static_cast<std::size_t>(numel(view.size)) * bytes_of(view.dtype);
}

std::int64_t rows_in(const Dims& size) { return size.empty() ? 0 : size[0]; }

/// Pieces of `from` go to the members in order, pieces of `to` come from them: what all_to_all is to NCCL.
void send_and_receive(const CollectiveMemory& memory, const std::vector<std::size_t>& sent,
                      const std::vector<std::size_t>& received, const NcclCommunicator& group,
                      NcclStream stream) {
  const std::byte* from = memory.from;
  std::byte* to = memory.to;
  for (int member = 0; member < group.size(); ++member) {
    const std::size_t out = sent[static_cast<std::size_t>(member)];
    const std::size_t in = received[static_cast<std::size_t>(member)];
    if (out > 0) group.send(from, out, member, stream);
    if (in > 0) group.receive(to, in, member, stream);
    from += out, to += in;
  }
}

/// Bytes of the pieces that a tensor is cut into along its first dimension.
std::vector<std::size_t> pieces(const TensorView& operand, const Dims& splits, std::size_t members) {
  const std::int64_t rows = rows_in(operand.size);
  const std::size_t row = rows == 0 ? 0 : bytes_in(operand) / static_cast<std::size_t>(rows);
  std::vector<std::size_t> bytes;
  for (std::size_t k = 0; k < members; ++k)
    bytes.push_back(static_cast<std::size_t>(rows_of(splits, rows, k, members)) * row);
  return bytes;
}

void transfer(const Collective::Transfer& call, std::size_t bytes, const CollectiveMemory& memory,
              const NcclCommunicator& group, NcclStream stream) {
  const int peer = static_cast<int>(call.peer);
  if (bytes == 0) return;
  if (call.sends)
    group.send(memory.from, bytes, peer, stream);
  else
    group.receive(memory.to, bytes, peer, stream);
}

void launch_one(const Collective& call, std::size_t i, const CollectiveMemory& memory,
                const NcclCommunicator& group, NcclStream stream) {
  const TensorView& operand = call.operands[i];
  const auto members = static_cast<std::size_t>(group.size());
  const auto count = static_cast<std::size_t>(numel(operand.size));
  const std::size_t bytes = bytes_in(operand);
  switch (call.kind) {
    case Collective::Kind::all_reduce:
      return group.all_reduce(memory.from, memory.to, count, operand.dtype, call.op, stream);
    case Collective::Kind::all_gather:
      return group.all_gather(memory.from, memory.to, bytes, stream);
    case Collective::Kind::reduce_scatter:
      return group.reduce_scatter(memory.from, memory.to, count / members, operand.dtype, call.op, stream);
    case Collective::Kind::broadcast:
      return group.broadcast(memory.from, memory.to, bytes, static_cast<int>(call.root), stream);
    case Collective::Kind::all_to_all: {
      TensorView received = operand;
      received.size = collected_size(call, operand.size, members);
      return send_and_receive(memory, pieces(operand, call.input_splits, members),
                              pieces(received, call.output_splits, members), group, stream);
    }
    case Collective::Kind::shard_dims: {
      const std::vector<std::size_t> shares(members, bytes / members);
      return send_and_receive(memory, shares, shares, group, stream);
    }
    case Collective::Kind::transfers:
      return transfer(call.transfers[i], bytes, memory, group, stream);
  }
}

}  // namespace

std::string why_not_nccl(const Collective& call) {
  if (call.kind != Collective::Kind::all_reduce && call.kind != Collective::Kind::reduce_scatter) return {};
  for (const TensorView& operand : call.operands)
    if (std::string why = NcclCommunicator::why_not(call.op, operand.dtype); !why.empty()) return why;
  return {};
}

Dims collected_size(const Collective& call, Dims size, std::size_t members) {
  const auto shares = static_cast<std::int64_t>(members);
  switch (call.kind) {
    case Collective::Kind::all_reduce:
    case Collective::Kind::broadcast:
    case Collective::Kind::transfers:
      return size;
    case Collective::Kind::all_gather:
      if (size.empty()) return {shares};
      size[0] *= shares;
      return size;
    case Collective::Kind::reduce_scatter:
      if (!size.empty()) size[0] = rows_of({}, size[0], 0, members);
      return size;
    case Collective::Kind::all_to_all:
      if (!size.empty() && !call.output_splits.empty())
        size[0] = std::accumulate(call.output_splits.begin(), call.output_splits.end(), std::int64_t{0});
      return size;
    case Collective::Kind::shard_dims: {
      std::int64_t& cut = size[static_cast<std::size_t>(call.shard_dim)];
      cut = rows_of({}, cut, 0, members);
      size[static_cast<std::size_t>(call.gather_dim)] *= shares;
      return size;
    }
  }
  return size;
}

void launch_collective(const Collective& call, const std::vector<CollectiveMemory>& memory,
                       const NcclCommunicator& group, NcclStream stream) {
  const bool sends = call.kind == Collective::Kind::all_to_all || call.kind == Collective::Kind::shard_dims ||
                     call.kind == Collective::Kind::transfers;
  if (!sends && call.operands.size() == 1) return launch_one(call, 0, memory[0], group, stream);
  NcclGroup together;
  for (std::size_t i = 0; i < call.operands.size(); ++i) launch_one(call, i, memory[i], group, stream);
  together.launch();
}

}  // namespace ireplay
