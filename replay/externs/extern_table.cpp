#include "replay/externs/extern_table.hpp"

#include <unordered_map>

#include "parser/source.hpp"
#include "replay/externs/extern_op.hpp"
#include "replay/externs/program.hpp"

namespace ireplay {
namespace {

const ExternOp kExterns[] = {
#define EXTERN(name, signature, run, limits, flops, cpu, cuda) \
  ExternOp{ExternRow{name, signature, cpu, cuda}, run, limits, flops},
#include "replay/externs/externs.def"
#undef EXTERN
};

bool drop_prefix(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::string_view without_namespace(std::string_view function) {
  drop_prefix(function, "torch.ops.");
  for (const std::string_view prefix : {"extern_kernels.", "aten.", "inductor_ops.", "inductor.", "prims."})
    if (drop_prefix(function, prefix)) break;
  return function;
}

const ExternOp* find_exactly(std::string_view name) {
  static const auto* const index = [] {
    auto* map = new std::unordered_map<std::string_view, const ExternOp*>;
    for (const ExternOp& op : kExterns) map->emplace(op.row.name, &op);
    return map;
  }();
  const auto found = index->find(name);
  return found == index->end() ? nullptr : found->second;
}

bool binds(const ExternOp& op, const ExternCall& call) {
  try {
    [[maybe_unused]] const ExternArguments bound(op.row, call);
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

std::string covers_all(const ExternFrame&) { return {}; }
std::int64_t no_flops(const ExternFrame&) { return 0; }

std::span<const ExternOp> extern_ops() { return kExterns; }

const ExternOp* find_extern_op(std::string_view function) {
  const std::string_view name = without_namespace(function);
  if (const ExternOp* op = find_exactly(name)) return op;
  const std::size_t overload = name.rfind('.');
  return overload == std::string_view::npos ? nullptr : find_exactly(name.substr(0, overload));
}

const ExternOp* find_extern_op(const ExternCall& call) {
  const ExternOp* const found = find_extern_op(call.function);
  const std::string_view name = without_namespace(call.function);
  if (found == nullptr ? name.find('.') != std::string_view::npos
                       : found->row.name != name || binds(*found, call))
    return found;
  const std::string prefix = std::string(name) + '.';
  for (const ExternOp& op : kExterns)
    if (op.row.name.substr(0, prefix.size()) == prefix && binds(op, call)) return &op;
  return found;
}

const ExternRow* find_extern(std::string_view function) {
  const ExternOp* op = find_extern_op(function);
  return op ? &op->row : nullptr;
}

const ExternRow* find_extern(const ExternCall& call) {
  const ExternOp* op = find_extern_op(call);
  return op ? &op->row : nullptr;
}

std::span<const ExternRow> extern_rows() {
  static const auto* const rows = [] {
    auto* all = new std::vector<ExternRow>;
    for (const ExternOp& op : kExterns) all->push_back(op.row);
    return all;
  }();
  return *rows;
}

std::optional<Error> find_call_fault(const ExternCall& call, const Plan& plan) {
  const ExternOp* op = find_extern_op(call);
  if (op == nullptr) return std::nullopt;
  try {
    ExternFrame(op->row, call, plan, {}, 0);  // looks at every operand
    make_extern_program(call, plan);          // and at what they have to be to each other
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  }
}

std::string why_unsupported(const ExternCall& call, const Plan& plan) {
  const ExternOp* op = find_extern_op(call);
  if (!op) return "no implementation of " + call.function;
  try {
    return op->limits(ExternFrame(op->row, call, plan, {}, 0));
  } catch (const Error& error) {
    return error.what();
  }
}

std::int64_t flops_of(const ExternCall& call, const Plan& plan) {
  const ExternOp* op = find_extern_op(call);
  if (!op) return 0;
  try {
    return op->flops(ExternFrame(op->row, call, plan, {}, 0));
  } catch (const Error&) {
    return 0;
  }
}

bool draws_numbers(const ExternCall& call) {
  const ExternRow* row = find_extern(call);
  if (row == nullptr) return false;
  const ExternArguments arguments(*row, call);
  if (arguments.knows("dropout_p") && arguments.number("dropout_p") != 0) return true;
  return row->cpu == "Philox" && !(row->name == "native_dropout" && arguments.number("p") == 0);
}

}  // namespace ireplay
