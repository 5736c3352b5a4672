#include "replay/ranks/lockstep.hpp"

#include <algorithm>

#include "kernels/scalar/scalar.hpp"
#include "parser/source.hpp"
#include "replay/case/random_inputs.hpp"
#include "replay/passes/lifetimes.hpp"
#include "replay/passes/needed_steps.hpp"
#include "replay/plan/checked.hpp"

namespace ireplay {
namespace {

using Tensors = std::vector<HostTensor>;

[[noreturn]] void fail(const std::string& sentence) { throw Error(Error::Kind::dump, sentence); }
[[noreturn]] void fail(const Step& step, const std::string& sentence) { fail(step.name + ": " + sentence); }

const std::string& name_of(const Plan& plan, std::int32_t buffer) {
  return plan.buffers[static_cast<std::size_t>(buffer)].name;
}

double read(const HostTensor& tensor, std::size_t i, double) {
  return load_element(tensor.data.data() + i * bytes_of(tensor.dtype), tensor.dtype).f;
}
std::int64_t read(const HostTensor& tensor, std::size_t i, std::int64_t) {
  return load_element(tensor.data.data() + i * bytes_of(tensor.dtype), tensor.dtype).i;
}

void write(HostTensor& tensor, std::size_t i, double value) {
  store_element(tensor.data.data() + i * bytes_of(tensor.dtype), tensor.dtype, Scalar{.f = value},
                DType::f64);
}
void write(HostTensor& tensor, std::size_t i, std::int64_t value) {
  store_element(tensor.data.data() + i * bytes_of(tensor.dtype), tensor.dtype, Scalar{.i = value},
                DType::i64);
}

double combined(const std::string& op, double a, double b) {
  if (op == "sum" || op == "avg") return a + b;
  if (op == "product") return a * b;
  if (op == "min") return std::min(a, b);
  if (op == "max") return std::max(a, b);
  fail("the reduction " + in_quotes(op) + " of a collective is not known for floats");
}

/// Wraps as the tensors' type does.
std::int64_t combined(const std::string& op, std::int64_t a, std::int64_t b) {
  const auto x = static_cast<std::uint64_t>(a), y = static_cast<std::uint64_t>(b);
  if (op == "sum" || op == "avg") return static_cast<std::int64_t>(x + y);
  if (op == "product") return static_cast<std::int64_t>(x * y);
  if (op == "min") return std::min(a, b);
  if (op == "max") return std::max(a, b);
  if (op == "band") return a & b;
  if (op == "bor") return a | b;
  if (op == "bxor") return a ^ b;
  fail("the reduction " + in_quotes(op) + " of a collective is not known");
}

template <class Number>
HostTensor reduced_as(const Tensors& parts, const std::string& op) {
  HostTensor total = parts[0];
  const std::size_t count = total.data.size() / bytes_of(total.dtype);
  for (std::size_t r = 1; r < parts.size(); ++r)
    for (std::size_t i = 0; i < count; ++i)
      write(total, i, combined(op, read(total, i, Number()), read(parts[r], i, Number())));
  if (op == "avg")
    for (std::size_t i = 0; i < count; ++i)
      write(total, i, read(total, i, Number()) / static_cast<Number>(parts.size()));
  return total;
}

/// The op over the ranks, rounded to the tensors' type after each of them; of complex numbers over the parts.
HostTensor reduced(Tensors parts, const std::string& op) {
  const DType dtype = parts[0].dtype;
  if (is_complex(dtype))
    for (HostTensor& part : parts) part.dtype = dtype == DType::c64 ? DType::f32 : DType::f64;
  HostTensor total =
      is_floating(parts[0].dtype) ? reduced_as<double>(parts, op) : reduced_as<std::int64_t>(parts, op);
  total.dtype = dtype;
  return total;
}

/// One behind the other along the first dimension.
HostTensor concatenated(const Tensors& parts) {
  HostTensor whole{parts[0].dtype, parts[0].size, {}};
  if (whole.size.empty()) whole.size = {1};
  whole.size[0] = 0;
  for (const HostTensor& part : parts) {
    whole.size[0] += part.size.empty() ? 1 : part.size[0];
    whole.data.insert(whole.data.end(), part.data.begin(), part.data.end());
  }
  return whole;
}

HostTensor rows(const HostTensor& tensor, std::int64_t first, std::int64_t count) {
  const std::int64_t all = tensor.size.empty() ? 0 : tensor.size[0];
  if (tensor.size.empty() || first < 0 || count < 0 || first > all || count > all - first)
    fail("a collective takes rows that its operand does not have");
  HostTensor part{tensor.dtype, tensor.size, {}};
  part.size[0] = count;
  const std::size_t row = all == 0 ? 0 : tensor.data.size() / static_cast<std::size_t>(all);
  const auto begin = tensor.data.begin() + static_cast<std::ptrdiff_t>(row * static_cast<std::size_t>(first));
  part.data.assign(begin, begin + static_cast<std::ptrdiff_t>(row * static_cast<std::size_t>(count)));
  return part;
}

/// The piece of a tensor from `first` on along a dimension.
HostTensor piece(const HostTensor& tensor, std::int64_t dim, std::int64_t first, std::int64_t count) {
  Dims size = tensor.size;
  const Dims stride = dense_strides(size);
  if (dim >= static_cast<std::int64_t>(size.size())) fail("a collective cuts a dimension that is not there");
  const auto at = static_cast<std::size_t>(dim);
  size[at] = count;
  return gather_from_strided(tensor.data.data(), tensor.dtype, size, stride, first * stride[at]);
}

/// One behind the other along a dimension.
HostTensor joined(const Tensors& parts, std::int64_t dim) {
  HostTensor whole{parts[0].dtype, parts[0].size, {}};
  const auto at = static_cast<std::size_t>(dim);
  whole.size[at] = 0;
  for (const HostTensor& part : parts) whole.size[at] += part.size[at];
  whole.data.resize(static_cast<std::size_t>(numel(whole.size)) * bytes_of(whole.dtype));
  const Dims stride = dense_strides(whole.size);
  std::int64_t first = 0;
  for (const HostTensor& part : parts) {
    scatter_to_strided(part, whole.data.data(), stride, first * stride[at]);
    first += part.size[at];
  }
  return whole;
}

std::int64_t rows_in(const HostTensor& tensor) { return tensor.size.empty() ? 0 : tensor.size[0]; }

/// What each rank sends has one type and one size; where rows are cut, one size of rows.
void refuse_different(const Tensors& parts, bool by_rows) {
  const auto shape = [&](const HostTensor& tensor) {
    const bool cut = by_rows && !tensor.size.empty();
    return Dims(tensor.size.begin() + (cut ? 1 : 0), tensor.size.end());
  };
  for (const HostTensor& part : parts)
    if (part.dtype != parts[0].dtype || part.size.size() != parts[0].size.size() ||
        shape(part) != shape(parts[0]))
      fail("one rank gives " + to_text(parts[0].dtype, parts[0].size) + ", another one " +
           to_text(part.dtype, part.size));
}

/// What the member number `own` of a group gets; `parts` and `calls` are those of the members, in order.
HostTensor exchange(const Tensors& parts, const std::vector<const Collective*>& calls, std::size_t own) {
  const Collective& call = *calls[own];
  const std::size_t members = parts.size();
  refuse_different(parts, call.kind == Collective::Kind::all_to_all);
  switch (call.kind) {
    case Collective::Kind::all_reduce:
      return reduced(parts, call.op);
    case Collective::Kind::all_gather:
      return concatenated(parts);
    case Collective::Kind::reduce_scatter: {
      const HostTensor total = reduced(parts, call.op);
      const std::int64_t share = rows_of({}, rows_in(total), own, members);
      return rows(total, share * static_cast<std::int64_t>(own), share);
    }
    case Collective::Kind::broadcast:
      if (call.root < 0 || call.root >= static_cast<std::int64_t>(members))
        fail("a broadcast comes from a rank that its group does not have");
      return parts[static_cast<std::size_t>(call.root)];
    case Collective::Kind::all_to_all: {
      Tensors received;
      for (std::size_t r = 0; r < members; ++r) {
        Checked first = 0;
        for (std::size_t k = 0; k < own; ++k)
          first = checked_add(first, rows_of(calls[r]->input_splits, rows_in(parts[r]), k, members));
        received.push_back(rows(parts[r], first.value_or(-1),
                                rows_of(calls[r]->input_splits, rows_in(parts[r]), own, members)));
      }
      return concatenated(received);
    }
    case Collective::Kind::shard_dims: {
      Tensors received;
      for (const HostTensor& part : parts) {
        if (part.size.empty()) fail("a collective cuts a dimension that is not there");
        const std::int64_t share =
            rows_of({}, part.size[static_cast<std::size_t>(call.shard_dim)], own, members);
        received.push_back(piece(part, call.shard_dim, share * static_cast<std::int64_t>(own), share));
      }
      return joined(received, call.gather_dim);
    }
  }
  return parts[own];
}

/// The same; a fault is the step's.
HostTensor exchanged(const Step& step, const Tensors& parts, const std::vector<const Collective*>& calls,
                     std::size_t own) {
  try {
    return exchange(parts, calls, own);
  } catch (const Error& error) {
    throw Error(error.kind(), step.name + ": " + error.what());
  }
}

class Lockstep {
 public:
  Lockstep(const std::vector<Rank>& ranks, const InputSource& inputs, Engine& engine, RunOptions options)
      : ranks_(ranks), inputs_(inputs), engine_(engine), options_(std::move(options)) {
    for (const Rank& rank : ranks) {
      std::vector<Collective> calls;
      steps_.push_back(find_collectives(rank.plan));
      for (const std::size_t s : steps_.back()) calls.push_back(read_collective(rank.plan.steps[s]));
      calls_.push_back(std::move(calls));
      known_.push_back(rank.given);
      if (steps_.back().size() != steps_[0].size())
        fail("rank " + std::to_string(ranks[0].number) + " calls " + std::to_string(steps_[0].size()) +
             " collectives, rank " + std::to_string(rank.number) + " calls " +
             std::to_string(steps_.back().size()));
    }
  }

  const std::vector<TensorMap>& run() {
    for (std::size_t k = 0; k < steps_[0].size(); ++k) run(k);
    return known_;
  }

 private:
  const Step& step(std::size_t rank, std::size_t k) const { return ranks_[rank].plan.steps[steps_[rank][k]]; }

  /// The members of the group of a rank's collective, as positions among the ranks.
  std::vector<std::size_t> members(std::size_t rank, std::size_t k) const {
    const Collective& call = calls_[rank][k];
    std::vector<std::size_t> found;
    if (!ranks_[rank].groups.contains(call.group)) {  // not told: everybody
      for (std::size_t r = 0; r < ranks_.size(); ++r) found.push_back(r);
      return found;
    }
    for (const int number : members_of(call, ranks_[rank].groups, static_cast<int>(ranks_.size()))) {
      const auto at = std::ranges::find(ranks_, number, &Rank::number);
      if (at == ranks_.end())
        fail(step(rank, k), "the group " + in_quotes(call.group) + " has rank " + std::to_string(number) +
                                ", whose folder is not there");
      found.push_back(static_cast<std::size_t>(at - ranks_.begin()));
    }
    return found;
  }

  void run(std::size_t k) {
    std::vector<Tensors> operands(ranks_.size());
    for (std::size_t r = 0; r < ranks_.size(); ++r) {
      if (calls_[r][k].name != calls_[0][k].name)
        fail(step(r, k), "rank " + std::to_string(ranks_[0].number) + " calls " + step(0, k).call.function +
                             " where rank " + std::to_string(ranks_[r].number) + " calls " +
                             step(r, k).call.function);
      for (const TensorView& view : calls_[r][k].operands)
        operands[r].push_back(value(r, steps_[r][k], view));
    }
    for (std::size_t r = 0; r < ranks_.size(); ++r) {
      const std::vector<std::size_t> group = members(r, k);
      const auto own = std::ranges::find(group, r);
      if (own == group.end()) continue;
      const std::vector<std::int32_t>& results = step(r, k).call.results;
      for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i] == kNone) continue;
        Tensors parts;
        std::vector<const Collective*> calls;
        for (const std::size_t member : group) {
          parts.push_back(operands[member][std::min(i, operands[member].size() - 1)]);
          calls.push_back(&calls_[member][k]);
        }
        HostTensor result =
            exchanged(step(r, k), parts, calls, static_cast<std::size_t>(own - group.begin()));
        const PlanBuffer& buffer = buffer_of(ranks_[r].plan, results[i]);
        if (result.dtype != buffer.dtype || numel(result.size) != numel(buffer.size))
          fail(step(r, k), "the ranks' tensors come to " + to_text(result.dtype, result.size) + ", but " +
                               in_quotes(buffer.name) + " is " + to_text(buffer.dtype, buffer.size));
        result.size = buffer.size;
        known_[r].emplace(buffer.name, std::move(result));
      }
    }
  }

  /// A tensor of a rank before its step `end`.
  HostTensor value(std::size_t rank, std::size_t end, const TensorView& view) const {
    Plan before = ranks_[rank].plan;
    before.steps.resize(end);
    Plan part = cut_to(before, view);
    find_lifetimes(part);
    place_storages(part);
    inputs_.before_run(part);
    std::vector<std::string> random;
    const TensorMap tensors = make_inputs(part, known_[rank], inputs_.fills, inputs_.seed, random);
    RunOptions options = options_;
    if (options.noise != 0) options.noise += 1000 * rank;  // each rank rounds on its own
    return engine_.run(part, tensors, options).outputs.at("value");
  }

  const std::vector<Rank>& ranks_;
  const InputSource& inputs_;
  Engine& engine_;
  RunOptions options_;
  std::vector<std::vector<std::size_t>> steps_;  // by rank: its collectives
  std::vector<std::vector<Collective>> calls_;   // by rank: what they ask for
  std::vector<TensorMap> known_;                 // by rank: what it was given, and results so far
};

}  // namespace

bool lacks_collectives(const Plan& plan, const TensorMap& given) {
  for (const std::size_t s : find_collectives(plan))
    for (const std::int32_t result : plan.steps[s].call.results)
      if (result != kNone && !given.contains(name_of(plan, result))) return true;
  return false;
}

TensorMap run_in_lockstep(const std::vector<Rank>& ranks, int own, const InputSource& inputs, Engine& engine,
                          RunOptions options) {
  options.measure = false;
  options.keep_intermediates = false;
  Lockstep lockstep(ranks, inputs, engine, std::move(options));
  const std::vector<TensorMap>& known = lockstep.run();
  const auto rank = std::ranges::find(ranks, own, &Rank::number);
  if (rank == ranks.end()) fail("rank " + std::to_string(own) + " is not among the ranks");
  const TensorMap& all = known[static_cast<std::size_t>(rank - ranks.begin())];
  TensorMap results;
  for (const std::size_t s : find_collectives(rank->plan))
    for (const std::int32_t result : rank->plan.steps[s].call.results) {
      if (result == kNone) continue;
      if (const auto found = all.find(name_of(rank->plan, result)); found != all.end())
        results.insert(*found);
    }
  return results;
}

}  // namespace ireplay
