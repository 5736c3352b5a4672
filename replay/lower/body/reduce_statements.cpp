#include <algorithm>
#include <set>
#include <tuple>

#include "replay/lower/body/statements.hpp"
#include "replay/lower/listing/scan_combine.hpp"
#include "replay/plan/reduce_kinds.hpp"

/// Reductions, scans and sorts.
namespace ireplay {
namespace {

/// The printed type is that of the result which this node stores; a pair of value and position has both.
DType type_of_result(ReduceKind kind, std::int32_t selection, DType printed, DType operand) {
  const bool pair = kind == ReduceKind::argmax_with_value || kind == ReduceKind::argmin_with_value;
  if (pair) return selection == 0 ? operand : DType::i64;
  if (kind == ReduceKind::argmax || kind == ReduceKind::argmin) return DType::i64;
  if (kind == ReduceKind::argmax_value || kind == ReduceKind::argmin_value) return operand;
  return compute_type(printed);
}

/// Which member of a tuple the block's last store writes; 0 where it selects none.
std::int32_t stored_selection(const Dump& dump, std::span<const Statement> statements) {
  std::string_view stored;
  for (const Statement& statement : statements)
    if (statement.calls_ops("store") && statement.arguments.count > 2)
      stored = dump.exprs[slice(dump.expr_lists, statement.arguments)[2]].text;
  for (const Statement& statement : statements)
    if (!stored.empty() && statement.result == stored && statement.selection >= 0) return statement.selection;
  return 0;
}

}  // namespace

/// `(dtype, src_dtype, 'type', value)`; in 2.0 `('buf2', dtype, src_dtype, 'type', index, value)`, which also
/// stores.
Named reduction(BodyLowering& body, const Call& call) {
  const bool stores = !call.positional.empty() && body.text.expr(call.positional[0]).kind == ExprKind::string;
  const std::size_t shift = stores ? 1 : 0;
  const DType printed = body.text.dtype_argument(body.text.argument(call, shift)),
              source = compute_type(body.text.dtype_argument(body.text.argument(call, shift + 1)));
  const ExprId type_id = body.text.argument(call, shift + 2);
  const ReduceKindInfo* const row = find_reduce_kind(body.text.string_argument(type_id));
  if (row == nullptr)
    body.text.fail_unsupported(
        body.text.expr(type_id).text,
        "the reduction '" + std::string(body.text.expr(type_id).text) + "' is not supported");
  const ExprId operand_id = body.text.argument(call, stores ? 5 : 3);
  const std::span<const ExprId> operands = body.text.members(operand_id);
  if (operands.size() < row->least || operands.size() > row->most)
    body.text.fail(operand_id, "expected " + std::to_string(row->least) +
                                   (row->most > row->least ? " or " + std::to_string(row->most) : "") +
                                   " operands of the reduction " + std::string(row->name) + ", not " +
                                   std::to_string(operands.size()));

  Instruction result = make_instruction(Opcode::reduce, source);
  result.reduce = row->kind;
  result.source = source;
  for (std::size_t k = 0; k < operands.size(); ++k)
    result.operands[k] = value_as(body, operands[k], k == 1 && row->finds_position ? DType::i64 : source);
  Named named;
  named.results = row->results;
  for (std::int32_t k = 0; k < row->results; ++k) {
    result.selection = static_cast<std::int16_t>(k);
    result.dtype = type_of_result(row->kind, k, printed, source);
    named.values[static_cast<std::size_t>(k)] = body.out.emit(result);
  }
  named.narrow = narrow_or_wide(printed);
  if (named.narrow != DType::f32) body.out.note_rounding(named.values[0], named.narrow);
  if (stores)
    emit_store(body, call.positional[0], body.text.argument(call, 4), named.values[0], StoreMode::plain);
  return named;
}

namespace {

/// An operand of a scan.
ValueId scan_operand(BodyLowering& body, ExprId id, DType dtype) {
  if (body.text.expr(id).kind != ExprKind::string) return value_as(body, id, compute_type(dtype));
  if (body.text.expr(id).text != "rindex") body.text.fail(id, "expected a value or 'rindex'");
  return scanned_position(body, dtype);
}

/// All that decides a statement's value: the text from the body's ranges to the end of its line.
std::string_view text_up_to(const Dump& dump, const LoopBody& body, const Statement& statement) {
  const std::string_view text = dump.source->text();
  const auto variables = slice(dump.variables, body.variables);
  const char* const begin = variables.empty() ? statement.name.data() : variables.front().name.data();
  const auto line_end = text.find('\n', static_cast<std::size_t>(statement.name.data() - text.data()));
  const char* const end = text.data() + std::min(line_end, text.size());
  return begin < end ? std::string_view(begin, static_cast<std::size_t>(end - begin)) : statement.name;
}

}  // namespace

/// Every statement of the parts of the kernel that this node is computed in, in order.
void for_each_statement_of_kernel(const BodyLowering& body,
                                  const std::function<void(const KernelStatement&)>& visit) {
  const Dump& dump = *body.text.context.node_dump;
  std::vector<const Node*> parts{body.text.context.node};
  if (!body.text.context.kernel_nodes.empty())
    parts.assign(body.text.context.kernel_nodes.begin(), body.text.context.kernel_nodes.end());
  for (const Node& fused :
       body.text.context.kernel_nodes.empty() ? std::span(dump.nodes) : std::span<const Node>()) {
    const std::span<const std::uint32_t> members = slice(dump.parts, fused.parts);
    const auto is_this = [&](std::uint32_t part) { return &dump.nodes[part] == body.text.context.node; };
    if (std::ranges::none_of(members, is_this)) continue;
    parts.clear();
    for (std::uint32_t part : members) parts.push_back(&dump.nodes[part]);
    break;
  }
  for (const Node* part : parts) {
    if (part->body < 0) continue;
    const bool own = part == body.text.context.node;
    const Dump& of = own ? body.text.dump : dump;
    const LoopBody& loops = own ? *body.text.context.body : dump.bodies[static_cast<std::size_t>(part->body)];
    for (const Block& block : slice(of.blocks, loops.blocks))
      for (const Statement& statement : slice(of.statements, block.statements))
        visit({of, loops, block, statement});
  }
}

namespace {

/// Number of this scan among those of the fused node that its node is a part of, and how many there are.
std::pair<std::size_t, std::size_t> place_among_scans(const BodyLowering& body, const Statement& scan) {
  std::size_t number = 0;
  struct Seen {
    std::string_view text;
    std::set<std::int32_t> selected;
  };
  std::vector<Seen> seen;  // parts that select from one scan of a tuple repeat it, and the kernel scans once
  for_each_statement_of_kernel(body, [&](const KernelStatement& at) {
    if (at.statement.kind != StatementKind::self_call || !at.statement.name.starts_with("scan")) return;
    const std::string_view text = text_up_to(at.dump, at.body, at.statement);
    const std::int32_t selected = stored_selection(at.dump, slice(at.dump.statements, at.block.statements));
    auto known = std::ranges::find_if(
        seen, [&](const Seen& other) { return other.text == text && !other.selected.contains(selected); });
    if (known == seen.end()) known = seen.insert(seen.end(), Seen{text, {}});
    known->selected.insert(selected);
    if (&at.statement == &scan) number = static_cast<std::size_t>(known - seen.begin());
  });
  return {number, seen.size()};
}

}  // namespace

namespace {

/// One result for each carried value, of that value's type.
Named emit_results(BodyLowering& body, Instruction result, std::span<const DType> types) {
  Named named;
  named.results = static_cast<std::int32_t>(types.size());
  for (std::size_t k = 0; k < types.size(); ++k) {
    result.selection = static_cast<std::int16_t>(k);
    result.dtype = types[k];
    named.values[k] = body.out.emit(result);
  }
  return named;
}

}  // namespace

/// `self.scan1((dtypes), (values))`; in 2.3 `(dtype, value, initial value)`.
Named scan(BodyLowering& body, const Call& call) {
  const ExprId dtypes_id = body.text.argument(call, 0), values_id = body.text.argument(call, 1),
               initial = body.text.find_argument(call, 2);
  const std::span<const ExprId> dtypes = body.text.members(dtypes_id), values = body.text.members(values_id);
  if (dtypes.size() != values.size() || values.empty())
    body.text.fail(values_id, "expected as many values as dtypes");
  Instruction result = make_instruction(Opcode::scan, DType::f32);
  if (values.size() > result.operands.size())
    body.text.fail_unsupported(call.statement.name,
                               "a scan of " + std::to_string(values.size()) + " values is not supported");
  std::vector<DType> types;
  for (std::size_t k = 0; k < values.size(); ++k) {
    types.push_back(compute_type(body.text.dtype_argument(dtypes[k])));
    result.operands[k] = scan_operand(body, values[k], types[k]);
  }
  ScanSource source{&body.text.listing(), body.text.context.origins, std::nullopt};
  if (!body.text.is_none(initial) && is_literal(body, initial))
    source.initial = literal(body, initial, DType::f64).f;
  std::tie(source.number, source.count) = place_among_scans(body, call.statement);
  ScanCombine combine = find_scan_combine(source, types);
  if (!combine.sentence.empty() && body.text.context.graph_scans) {
    const auto scans =
        body.text.context.graph_scans(parallel_count(body.out.program) * reduction_count(body.out.program));
    source.origins = scans;
    if (!scans.empty()) combine = find_scan_combine(source, types);
  }
  if (!combine.sentence.empty()) body.text.fail_unsupported(call.statement.name, combine.sentence);
  result.scan = combine.kind;
  if (combine.kind == ScanKind::program) {
    result.extra = static_cast<std::int32_t>(body.out.program.combines.size());
    body.out.program.combines.push_back(std::move(combine.program));
  }
  Named named = emit_results(body, result, std::span(types).first(values.size()));
  named.narrow = narrow_or_wide(body.text.dtype_argument(dtypes[0]));
  if (named.narrow != DType::f32) body.out.note_rounding(named.values[0], named.narrow);
  return named;
}

/// `ops.sort(dtypes, values, stable, descending)`.
Named sort(BodyLowering& body, const Call& call) {
  const ExprId dtypes_id = body.text.argument(call, 0, "dtypes"),
               values_id = body.text.argument(call, 1, "values");
  const std::span<const ExprId> dtypes = body.text.members(dtypes_id), values = body.text.members(values_id);
  Instruction result = make_instruction(Opcode::sort, DType::f32);
  if (dtypes.size() != values.size() || values.empty())
    body.text.fail(values_id, "expected as many values as dtypes");
  if (values.size() > result.operands.size())
    body.text.fail_unsupported(call.statement.name,
                               "a sort of " + std::to_string(values.size()) + " values is not supported");
  result.flag2 = body.text.flag_argument(body.text.argument(call, 2, "stable"));
  result.flag = body.text.flag_argument(body.text.argument(call, 3, "descending"));
  std::array<DType, 4> types{};
  for (std::size_t k = 0; k < values.size(); ++k) {
    types[k] = compute_type(body.text.dtype_argument(dtypes[k]));
    result.operands[k] = value_as(body, values[k], types[k]);
  }
  Named named = emit_results(body, result, std::span(types).first(values.size()));
  named.narrow = narrow_or_wide(body.text.dtype_argument(dtypes[0]));
  return named;
}

}  // namespace ireplay
