#include "replay/data/ranks.hpp"

#include <algorithm>
#include <functional>

#include "kernels/scalar/scalar.hpp"
#include "parser/source.hpp"
#include "replay/case/random_inputs.hpp"
#include "replay/engine.hpp"
#include "replay/passes/needed_steps.hpp"
#include "replay/plan/checked.hpp"

namespace ireplay {
namespace {

using Tensors = std::vector<HostTensor>;

[[noreturn]] void fail(const std::string& sentence) { throw Error(Error::Kind::dump, sentence); }
[[noreturn]] void fail(const Step& step, const std::string& sentence) { fail(step.name + ": " + sentence); }

/// `all_reduce_` of `torch.ops._c10d_functional.all_reduce_.default`; empty for what is no collective.
std::string_view collective_of(const Step& step) {
  if (step.op_kind != "opaque" || step.kind != Step::Kind::nop) return {};
  std::string_view function = step.call.function;
  for (std::string_view space : {"_c10d_functional.", "_dtensor."}) {
    const std::size_t at = function.find(space);
    if (at == function.npos) continue;
    function.remove_prefix(at + space.size());
    return function.substr(0, function.find('.'));
  }
  return {};
}

std::vector<std::size_t> collectives_of(const Plan& plan) {
  std::vector<std::size_t> steps;
  for (std::size_t s = 0; s < plan.steps.size(); ++s)
    if (!collective_of(plan.steps[s]).empty()) steps.push_back(s);
  return steps;
}

const std::string& name_of(const Plan& plan, std::int32_t buffer) {
  return plan.buffers[static_cast<std::size_t>(buffer)].name;
}

/// The arguments behind the tensors: strings, numbers and lists of numbers.
template <class Kind>
std::vector<Kind> arguments_of(const ExternCall& call) {
  std::vector<Kind> found;
  for (const ExternArgument& argument : call.arguments)
    if (const auto* value = std::get_if<Kind>(&argument.value.value)) found.push_back(*value);
  return found;
}

std::vector<TensorView> operands_of(const ExternCall& call) {
  std::vector<TensorView> views;
  if (call.arguments.empty()) return views;
  const ExternValue& first = call.arguments[0].value;
  if (const auto* view = std::get_if<TensorView>(&first.value)) views.push_back(*view);
  if (const auto* list = std::get_if<ExternList>(&first.value))
    for (const ExternValue& member : *list)
      if (const auto* view = std::get_if<TensorView>(&member.value)) views.push_back(*view);
  return views;
}

/// The op of two elements, computed in double or modulo 2^64.
Scalar combined(const Step& step, const std::string& op, bool floating, Scalar a, Scalar b) {
  const auto left = static_cast<std::uint64_t>(a.i), right = static_cast<std::uint64_t>(b.i);
  if (op == "sum" || op == "avg")
    return floating ? Scalar{.f = a.f + b.f} : Scalar{.i = static_cast<std::int64_t>(left + right)};
  if (op == "product")
    return floating ? Scalar{.f = a.f * b.f} : Scalar{.i = static_cast<std::int64_t>(left * right)};
  if (op != "min" && op != "max")
    fail(step, "the reduction " + in_quotes(op) + " of a collective is not known");
  const bool is_less = floating ? a.f < b.f : a.i < b.i;
  return is_less == (op == "min") ? a : b;
}

/// The op over the ranks, rounded to the tensors' type after each of them.
HostTensor reduced(const Step& step, const Tensors& parts, const std::string& op) {
  HostTensor total = parts[0];
  const bool floating = is_floating(total.dtype);
  if (is_complex(total.dtype))
    throw Error(Error::Kind::unsupported, step.name + ": a reduction of complex numbers over ranks");
  const DType held = floating ? DType::f64 : DType::i64;
  const std::size_t bytes = bytes_of(total.dtype), count = total.data.size() / bytes;
  const auto element = [&](const HostTensor& tensor, std::size_t i) {
    return load_element(tensor.data.data() + i * bytes, tensor.dtype);
  };
  const auto put = [&](std::size_t i, Scalar value) {
    store_element(total.data.data() + i * bytes, total.dtype, value, held);
  };
  for (std::size_t r = 1; r < parts.size(); ++r)
    for (std::size_t i = 0; i < count; ++i)
      put(i, combined(step, op, floating, element(total, i), element(parts[r], i)));
  const auto ranks = static_cast<std::int64_t>(parts.size());
  if (op == "avg")
    for (std::size_t i = 0; i < count; ++i) {
      const Scalar sum = element(total, i);
      put(i, floating ? Scalar{.f = sum.f / static_cast<double>(ranks)} : Scalar{.i = sum.i / ranks});
    }
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

HostTensor rows(const Step& step, const HostTensor& tensor, std::int64_t first, std::int64_t count) {
  const std::int64_t all = tensor.size.empty() ? 0 : tensor.size[0];
  if (tensor.size.empty() || first < 0 || count < 0 || first > all || count > all - first)
    fail(step, "a collective takes rows that its operand does not have");
  HostTensor part{tensor.dtype, tensor.size, {}};
  part.size[0] = count;
  const std::size_t row = all == 0 ? 0 : tensor.data.size() / static_cast<std::size_t>(all);
  const auto begin = tensor.data.begin() + static_cast<std::ptrdiff_t>(row * static_cast<std::size_t>(first));
  part.data.assign(begin, begin + static_cast<std::ptrdiff_t>(row * static_cast<std::size_t>(count)));
  return part;
}

std::vector<std::int64_t> splits_of(const ExternCall& call, std::size_t which) {
  std::vector<std::vector<std::int64_t>> lists;
  for (const ExternArgument& argument : call.arguments)
    if (const auto* list = std::get_if<ExternList>(&argument.value.value)) {
      std::vector<std::int64_t> numbers;
      for (const ExternValue& member : *list)
        if (const auto* number = std::get_if<std::int64_t>(&member.value)) numbers.push_back(*number);
      lists.push_back(std::move(numbers));
    }
  return which < lists.size() ? lists[which] : std::vector<std::int64_t>{};
}

/// What each rank sends has one type and one size; where rows are cut, one size of rows.
void refuse_different(const Step& step, const Tensors& parts, bool by_rows) {
  const auto shape = [&](const HostTensor& tensor) {
    const bool cut = by_rows && !tensor.size.empty();
    return Dims(tensor.size.begin() + (cut ? 1 : 0), tensor.size.end());
  };
  for (const HostTensor& part : parts)
    if (part.dtype != parts[0].dtype || part.size.size() != parts[0].size.size() ||
        shape(part) != shape(parts[0]))
      fail(step, "one rank gives " + to_text(parts[0].dtype, parts[0].size) + ", another one " +
                     to_text(part.dtype, part.size));
}

/// What the member number `own` of a group gets; `parts` and `steps` are those of the members, in order.
HostTensor exchange(std::string_view name, const Tensors& parts, const std::vector<const Step*>& steps,
                    std::size_t own) {
  const Step& step = *steps[own];
  const auto strings = arguments_of<std::string>(step.call);
  const auto numbers = arguments_of<std::int64_t>(step.call);
  const std::string op = strings.size() > 1 ? strings[0] : "sum";
  const auto size = static_cast<std::int64_t>(parts.size());
  refuse_different(step, parts, name.starts_with("all_to_all_single"));
  if (name.starts_with("all_reduce")) return reduced(step, parts, op);
  if (name.starts_with("all_gather_into_tensor")) return concatenated(parts);
  if (name.starts_with("reduce_scatter_tensor")) {
    const HostTensor total = reduced(step, parts, op);
    const std::int64_t share = total.size.empty() ? 0 : total.size[0] / size;
    return rows(step, total, share * static_cast<std::int64_t>(own), share);
  }
  if (name.starts_with("broadcast")) {
    const std::int64_t source = numbers.empty() ? 0 : numbers[0];
    if (source < 0 || source >= size)
      fail(step, "a broadcast comes from a rank that its group does not have");
    return parts[static_cast<std::size_t>(source)];
  }
  if (name.starts_with("all_to_all_single")) {
    Tensors received;
    for (std::size_t r = 0; r < parts.size(); ++r) {
      const std::vector<std::int64_t> cuts = splits_of(steps[r]->call, 1);
      if (cuts.size() != parts.size())
        fail(step, "an all_to_all has not as many splits as its group has ranks");
      Checked first = 0;
      for (std::size_t k = 0; k < own; ++k) first = checked_add(first, cuts[k]);
      received.push_back(rows(step, parts[r], first.value_or(-1), cuts[own]));
    }
    return concatenated(received);
  }
  fail(step, "the collective " + in_quotes(name) + " is not known");
}

class Lockstep {
 public:
  Lockstep(const std::vector<Rank>& ranks, const InputSource& inputs, std::uint64_t noise)
      : ranks_(ranks), inputs_(inputs), noise_(noise) {
    for (const Rank& rank : ranks) {
      steps_.push_back(collectives_of(rank.plan));
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
    const auto strings = arguments_of<std::string>(step(rank, k).call);
    const std::string group = strings.empty() ? "0" : strings.back();
    std::vector<std::size_t> found;
    const auto known = ranks_[rank].groups.find(group);
    if (known == ranks_[rank].groups.end()) {  // not told: everybody
      for (std::size_t r = 0; r < ranks_.size(); ++r) found.push_back(r);
      return found;
    }
    for (const int number : known->second) {
      const auto at = std::ranges::find(ranks_, number, &Rank::number);
      if (at == ranks_.end())
        fail(step(rank, k), "the group " + in_quotes(group) + " has rank " + std::to_string(number) +
                                ", whose folder is not there");
      found.push_back(static_cast<std::size_t>(at - ranks_.begin()));
    }
    return found;
  }

  void run(std::size_t k) {
    std::vector<Tensors> operands(ranks_.size());
    for (std::size_t r = 0; r < ranks_.size(); ++r) {
      if (collective_of(step(r, k)) != collective_of(step(0, k)))
        fail(step(r, k), "rank " + std::to_string(ranks_[0].number) + " calls " + step(0, k).call.function +
                             " where rank " + std::to_string(ranks_[r].number) + " calls " +
                             step(r, k).call.function);
      for (const TensorView& view : operands_of(step(r, k).call))
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
        std::vector<const Step*> steps;
        for (const std::size_t member : group) {
          if (operands[member].empty()) fail(step(member, k), "a collective has no tensor");
          parts.push_back(operands[member][std::min(i, operands[member].size() - 1)]);
          steps.push_back(&step(member, k));
        }
        HostTensor result =
            exchange(collective_of(step(r, k)), parts, steps, static_cast<std::size_t>(own - group.begin()));
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
    const Plan part = cut_to(before, view);
    inputs_.before_run(part);
    std::vector<std::string> random;
    const TensorMap tensors = make_inputs(part, known_[rank], inputs_.fills, inputs_.seed, random);
    RunOptions options;
    options.measure = false;
    options.threads = inputs_.threads;
    if (noise_ != 0) options.noise = noise_ + 1000 * rank;  // each rank rounds on its own
    return make_cpu_engine()->run(part, tensors, options).outputs.at("value");
  }

  const std::vector<Rank>& ranks_;
  const InputSource& inputs_;
  std::uint64_t noise_;
  std::vector<std::vector<std::size_t>> steps_;  // by rank: its collectives
  std::vector<TensorMap> known_;                 // by rank: what it was given, and results so far
};

}  // namespace

bool lacks_collectives(const Plan& plan, const TensorMap& given) {
  for (const std::size_t s : collectives_of(plan))
    for (const std::int32_t result : plan.steps[s].call.results)
      if (result != kNone && !given.contains(name_of(plan, result))) return true;
  return false;
}

TensorMap run_in_lockstep(const std::vector<Rank>& ranks, int own, const InputSource& inputs,
                          std::uint64_t noise) {
  Lockstep lockstep(ranks, inputs, noise);
  const std::vector<TensorMap>& known = lockstep.run();
  const auto rank = std::ranges::find(ranks, own, &Rank::number);
  if (rank == ranks.end()) fail("rank " + std::to_string(own) + " is not among the ranks");
  const TensorMap& all = known[static_cast<std::size_t>(rank - ranks.begin())];
  TensorMap results;
  for (const std::size_t s : collectives_of(rank->plan))
    for (const std::int32_t result : rank->plan.steps[s].call.results) {
      if (result == kNone) continue;
      if (const auto found = all.find(name_of(rank->plan, result)); found != all.end())
        results.insert(*found);
    }
  return results;
}

}  // namespace ireplay
