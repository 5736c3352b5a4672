#include "replay/ranks/collective.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "parser/source.hpp"

namespace ireplay {
namespace {

struct Row {
  std::string_view library, name;
  Collective::Kind kind;
  Collective::Results results;
  const char* parameters;
};

constexpr Row kRows[] = {
#define COLLECTIVE(library, name, kind, results, parameters) \
  {#library, #name, Collective::Kind::kind, Collective::Results::results, parameters},
#include "replay/ranks/collectives.def"
#undef COLLECTIVE
};

/// Of `torch.ops._c10d_functional.all_reduce_.default` the row of all_reduce_ of _c10d_functional.
const Row* find_row(std::string_view function) {
  for (const Row& row : kRows) {
    std::string_view rest = function;
    const std::size_t at = rest.find(std::string(row.library) + ".");
    if (at == rest.npos) continue;
    rest.remove_prefix(at + row.library.size() + 1);
    if (rest.substr(0, rest.find('.')) == row.name) return &row;
  }
  return nullptr;
}

[[noreturn]] void refuse(const Step& step, const std::string& what) {
  throw Error(Error::Kind::dump, step.name + ": " + step.call.function + " " + what);
}

void read_tensors(const ExternValue& value, std::vector<TensorView>& tensors) {
  if (const auto* view = std::get_if<TensorView>(&value.value)) tensors.push_back(*view);
  if (const auto* list = std::get_if<ExternList>(&value.value))
    for (const ExternValue& member : *list) read_tensors(member, tensors);
}

Dims read_numbers(const ExternValue& value) {
  Dims numbers;
  if (const auto* list = std::get_if<ExternList>(&value.value))
    for (const ExternValue& member : *list)
      if (const auto* number = std::get_if<std::int64_t>(&member.value)) numbers.push_back(*number);
  return numbers;
}

/// Of isend and irecv one number stands for the list.
Dims read_number_or_list(const ExternValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value.value)) return {*number};
  return read_numbers(value);
}

std::vector<std::string> read_texts(const ExternValue& value) {
  std::vector<std::string> texts;
  if (const auto* list = std::get_if<ExternList>(&value.value))
    for (const ExternValue& member : *list)
      if (const auto* text = std::get_if<std::string>(&member.value)) texts.push_back(*text);
  return texts;
}

/// The arguments of sends and receives: lists with an entry for each.
struct TransferLists {
  std::vector<std::string> ops;
  Dims peers, tags;

  void take(std::string_view parameter, const ExternValue& value) {
    if (parameter == "op_list") ops = read_texts(value);
    if (parameter == "dst") ops = {"isend"}, peers = read_number_or_list(value);
    if (parameter == "src") ops = {"irecv"}, peers = read_number_or_list(value);
    if (parameter == "peer_list") peers = read_number_or_list(value);
    if (parameter == "tag" || parameter == "tag_list") tags = read_number_or_list(value);
  }

  std::vector<Collective::Transfer> transfers(const Step& step, std::size_t count) const {
    const auto is_known = [](const std::string& op) { return op == "isend" || op == "irecv"; };
    if (ops.size() != count || peers.size() != count || tags.size() != count ||
        !std::ranges::all_of(ops, is_known))
      refuse(step, "does not say of each tensor whether it is sent or received, where and with which tag");
    std::vector<Collective::Transfer> transfers;
    for (std::size_t i = 0; i < count; ++i) transfers.push_back({ops[i] == "isend", peers[i], tags[i]});
    return transfers;
  }
};

/// One argument to its place in what is asked for; what has no place there is left out.
void take(Collective& collective, std::string_view parameter, const ExternValue& value) {
  const auto* number = std::get_if<std::int64_t>(&value.value);
  const auto* text = std::get_if<std::string>(&value.value);
  if (parameter == "tensors") read_tensors(value, collective.operands);
  if (parameter == "output_split_sizes") collective.output_splits = read_numbers(value);
  if (parameter == "input_split_sizes") collective.input_splits = read_numbers(value);
  if (text != nullptr && parameter == "reduce_op") collective.op = *text;
  if (text != nullptr && parameter == "group_name") collective.group = *text;
  if (number == nullptr) return;
  if (parameter == "group_size") collective.group_size = *number;
  if (parameter == "src") collective.root = *number;
  if (parameter == "gather_dim") collective.gather_dim = *number;
  if (parameter == "shard_dim") collective.shard_dim = *number;
}

}  // namespace

bool is_collective(const Step& step) {
  return step.op_kind == "opaque" && step.kind == Step::Kind::nop && !step.call.arguments.empty() &&
         find_row(step.call.function) != nullptr;
}

bool is_transfer(std::string_view function) {
  const Row* row = find_row(function);
  return row != nullptr && row->kind == Collective::Kind::transfers;
}

bool writes_given_memory(std::string_view function) {
  const Row* row = find_row(function);
  return row != nullptr && row->results != Collective::Results::own;
}

Collective read_collective(const Step& step) {
  const Row* row = find_row(step.call.function);
  if (row == nullptr) refuse(step, "is no collective that is known");
  Collective collective;
  collective.name = row->name;
  collective.kind = row->kind;
  collective.results = row->results;
  TransferLists lists;
  std::istringstream parameters(row->parameters);
  for (const ExternArgument& argument : step.call.arguments) {
    std::string parameter = argument.keyword;
    if (parameter.empty()) parameters >> parameter;
    take(collective, parameter, argument.value);
    lists.take(parameter, argument.value);
  }
  if (collective.operands.empty()) refuse(step, "has no tensor");
  if (row->kind == Collective::Kind::transfers)
    collective.transfers = lists.transfers(step, collective.operands.size());
  const auto dims = static_cast<std::int64_t>(collective.operands[0].size.size());
  for (std::int64_t* const dim : {&collective.gather_dim, &collective.shard_dim}) {
    if (*dim < 0) *dim += dims;
    if (*dim < 0 || *dim > std::max<std::int64_t>(dims - 1, 0)) refuse(step, "has no such dimension");
  }
  return collective;
}

std::vector<std::size_t> find_collectives(const Plan& plan) {
  std::vector<std::size_t> steps;
  for (std::size_t s = 0; s < plan.steps.size(); ++s)
    if (is_collective(plan.steps[s])) steps.push_back(s);
  return steps;
}

void drop_collective_warnings(Plan& plan, const Plan& around) {
  std::set<std::string> names;
  for (const std::size_t s : find_collectives(around)) names.insert(around.steps[s].name);
  std::erase_if(plan.warnings, [&](const std::string& text) {
    return text.starts_with("collectives were computed") || names.contains(text.substr(0, text.find(':')));
  });
}

std::vector<int> members_of(const Collective& collective, const Groups& groups, int world) {
  std::vector<int> members;
  if (const auto known = groups.find(collective.group); known != groups.end())
    members = known->second;
  else
    for (int rank = 0; rank < world; ++rank) members.push_back(rank);
  if (collective.group_size != 0 && collective.group_size != static_cast<std::int64_t>(members.size()))
    throw Error(Error::Kind::dump, std::string(collective.name) + " is of " +
                                       std::to_string(collective.group_size) + " ranks, and the group '" +
                                       collective.group + "' has " + std::to_string(members.size()));
  return members;
}

std::int64_t rows_of(const Dims& splits, std::int64_t rows, std::size_t k, std::size_t members) {
  if (!splits.empty()) {
    if (splits.size() != members)
      throw Error(Error::Kind::dump, "an all_to_all has not as many splits as its group has ranks");
    return splits[k];
  }
  const auto shares = static_cast<std::int64_t>(members);
  if (rows % shares != 0)
    throw Error(Error::Kind::dump,
                std::to_string(rows) + " rows cannot be shared by " + std::to_string(members) + " ranks");
  return rows / shares;
}

}  // namespace ireplay
