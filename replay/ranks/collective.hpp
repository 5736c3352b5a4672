#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "replay/plan/plan.hpp"

/// What a call of a collective asks for, whatever its name and library: the rows of collectives.def.
namespace ireplay {

struct Collective {
  /// With g ranks in the group: `all_reduce` gives all of them the op over their tensors; `all_gather` the
  /// tensors one behind the other; `reduce_scatter` each its g-th part of the op's result; `broadcast` the
  /// tensor of one rank; `all_to_all` the pieces that the others cut out for it, all along the first
  /// dimension. `shard_dims` cuts along one dimension and joins along another. `transfers` are sends and
  /// receives of one rank, each with one other, all of them at once.
  enum class Kind : std::uint8_t {
    all_reduce,
    all_gather,
    reduce_scatter,
    broadcast,
    all_to_all,
    shard_dims,
    transfers
  };
  enum class Results : std::uint8_t {
    own,       // memory of their own
    operands,  // in place
    received,  // in place, of the operands that are received; of one that is sent nothing comes
    out,       // memory that the call names as `out`
  };

  struct Transfer {
    bool sends = false;
    std::int64_t peer = 0;  // a member of the group
    std::int64_t tag = 0;
  };

  std::string_view name;  // all_reduce_coalesced_; of the table
  Kind kind = Kind::all_reduce;
  Results results = Results::own;
  std::vector<TensorView> operands;
  std::string op = "sum";       // avg, product, min, max, band, bor, bxor
  std::string group;            // by name; empty where the call does not say
  std::int64_t group_size = 0;  // 0 where the call does not say
  std::int64_t root = 0;        // of a broadcast: a member of the group
  std::int64_t gather_dim = 0, shard_dim = 0;
  /// Of all_to_all: rows that come from, and go to, each member; empty: equal shares.
  Dims output_splits, input_splits;
  std::vector<Transfer> transfers;  // by operand

  /// Whether the operand is where its result goes.
  bool is_written(std::size_t operand) const {
    return results == Results::operands || (results == Results::received && !transfers[operand].sends);
  }
};

/// Whether the step is a collective that the plan leaves open: it is replayed around, or another rank has to
/// have a part in it. A text alone does not say what one is given: then it is none.
bool is_collective(const Step& step);

/// Whether the call is one or several sends and receives: its results are by its operands.
bool is_transfer(std::string_view function);

/// Whether the call is a collective that writes into memory that it is given.
bool writes_given_memory(std::string_view function);

/// What the step, a collective, asks for. Throws Error{dump} where the call lacks what its row says.
Collective read_collective(const Step& step);

/// The steps that are collectives, in order.
std::vector<std::size_t> find_collectives(const Plan& plan);

/// Drops what the plan says of collectives that are replayed around: they are not.
void drop_collective_warnings(Plan& plan, const Plan& around);

/// World ranks by the position in the group `name`; empty for a group that nothing is known of.
using Groups = std::map<std::string, std::vector<int>>;

/// The members of a collective's group: those that `groups` names, else all `world` ranks. Throws
/// Error{usage} where the call says another size.
std::vector<int> members_of(const Collective& collective, const Groups& groups, int world);

/// Rows that member number `k` of `members` gets of `rows`: as the splits say, else an equal share.
/// Throws Error{dump} where they do not come out even.
std::int64_t rows_of(const Dims& splits, std::int64_t rows, std::size_t k, std::size_t members);

}  // namespace ireplay
