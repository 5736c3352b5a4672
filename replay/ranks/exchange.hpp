#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "replay/ranks/collective.hpp"

/// What a rank gets from a collective: planned from what the members call and from the types and sizes of
/// what they give, so that whatever does not fit is known before anything runs; then carried out on the host.
namespace ireplay {

/// A rank's part in a collective: its call, and the type and size of the tensor that it gives.
struct Member {
  const Collective* call = nullptr;
  DType dtype = DType::f32;
  Dims size;
};

/// Pieces of the members' tensors, joined. A tensor without dimensions is cut and joined as one of one row.
struct Exchange {
  struct Piece {
    std::size_t member = 0;             // by position in the group
    std::int64_t first = 0, count = 0;  // along `cut_dim`
  };
  std::string reduction;  // not empty: the only piece is one of this reduction over all members' tensors
  std::size_t cut_dim = 0, join_dim = 0;
  std::vector<Piece> pieces;  // one behind the other along `join_dim`
  DType dtype = DType::f32;   // of the result
  Dims size;
};

/// What the member number `own` gets; of a transfer the only member is the one that sends. Throws Error{dump}
/// where types, sizes, splits, the reduction or the root do not fit.
Exchange plan_exchange(const std::vector<Member>& members, std::size_t own);

/// The result from the members' tensors, which are as they were planned. A reduction is rounded to the
/// tensors' type after each member; integers wrap as their type does; of complex numbers it is one of the
/// parts. With `noise` (RunOptions::noise) the members come in another order and roundings on the way may be
/// left out.
HostTensor exchange(const Exchange& planned, std::vector<HostTensor> tensors, std::uint64_t noise = 0);

}  // namespace ireplay
