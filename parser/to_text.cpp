#include "parser/to_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace ireplay {

namespace {

struct DtypeCode {
  std::string_view dtype, code;
};
constexpr auto kDtypeCodes = std::to_array<DtypeCode>({{"float64", "f64"},
                                                       {"float32", "f32"},
                                                       {"float16", "f16"},
                                                       {"bfloat16", "bf16"},
                                                       {"int64", "i64"},
                                                       {"int32", "i32"},
                                                       {"int16", "i16"},
                                                       {"int8", "i8"},
                                                       {"uint64", "u64"},
                                                       {"uint32", "u32"},
                                                       {"uint16", "u16"},
                                                       {"uint8", "u8"},
                                                       {"bool", "b8"},
                                                       {"complex64", "c64"},
                                                       {"complex128", "c128"},
                                                       {"complex32", "c32"}});

std::string code_of(std::string_view dtype) {
  const auto found = std::find_if(kDtypeCodes.begin(), kDtypeCodes.end(),
                                  [&](const DtypeCode& row) { return row.dtype == dtype; });
  return std::string(found == kDtypeCodes.end() ? dtype : found->code);
}

std::string list_of(const Dump& dump, Range range) {
  std::string text;
  for (const ExprId id : slice(dump.expr_lists, range))
    text += (text.empty() ? "" : ",") + to_text(dump.exprs, id);
  return text;
}

bool is_integer(const Dump& dump, ExprId id, std::int64_t value) {
  const Expr& node = dump.exprs[id];
  std::int64_t number = 0;
  if (node.kind != ExprKind::integer) return false;
  const auto parsed = std::from_chars(node.text.data(), node.text.data() + node.text.size(), number);
  return parsed.ec == std::errc{} && number == value;
}

/// Whether the strides are those of a dense tensor; false where a size is not a number that fits.
bool is_dense(const Dump& dump, const Layout& layout) {
  const auto sizes = slice(dump.expr_lists, layout.size), strides = slice(dump.expr_lists, layout.stride);
  std::int64_t expected = 1;
  for (std::size_t d = sizes.size(); d-- > 0;) {
    const std::string_view size = dump.exprs[sizes[d]].text;
    std::int64_t number = 0;
    if (dump.exprs[sizes[d]].kind != ExprKind::integer)
      return d == 0 && is_integer(dump, strides[d], expected);
    if (d >= strides.size() || !is_integer(dump, strides[d], expected)) return false;
    if (std::from_chars(size.data(), size.data() + size.size(), number).ec != std::errc{}) return false;
    if (__builtin_mul_overflow(expected, number, &expected)) return false;
  }
  return true;
}

std::string names_of_reads(const Dump& dump, const Node& node) {
  std::vector<std::string_view> names;
  for (const Range range : {node.unmet, node.met}) {
    for (const Dep& dep : slice(dump.deps, range)) names.push_back(dep.name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::string text;
  for (const std::string_view name : names) (text += ' ') += name;
  return text;
}

std::string outputs_of(const Dump& dump, const Node& node) {
  std::string text;
  for (const OutBuffer& buffer : slice(dump.out_buffers, node.outputs)) {
    (text += ' ') += buffer.name;
    (text += ' ') += to_text(dump, dump.layouts[buffer.layout]);
  }
  if (node.outputs.count > 0) return text;
  std::string_view last;
  for (const Dep& dep : slice(dump.deps, node.writes)) {
    if (dep.name != last) (text += ' ') += dep.name;
    last = dep.name;
  }
  return text;
}

struct OpCount {
  std::string_view op;
  int count;
};

/// Ops in order of their first use. Bodies have a few dozen different ones at most.
std::vector<OpCount> count_ops(const Dump& dump, const LoopBody& body) {
  std::vector<OpCount> counts;
  for (const Block& block : slice(dump.blocks, body.blocks)) {
    for (const Statement& statement : slice(dump.statements, block.statements)) {
      if (statement.kind != StatementKind::ops_call) continue;
      const auto found = std::find_if(counts.begin(), counts.end(),
                                      [&](const OpCount& count) { return count.op == statement.name; });
      if (found == counts.end()) {
        counts.push_back({statement.name, 1});
      } else {
        ++found->count;
      }
    }
  }
  return counts;
}

std::string ops_of(const Dump& dump, const Node& node) {
  if (node.body < 0) return {};
  std::string text = " |";
  for (const OpCount& count : count_ops(dump, dump.bodies[static_cast<std::size_t>(node.body)])) {
    (text += ' ') += count.op;
    if (count.count > 1) text += '*' + std::to_string(count.count);
  }
  return text;
}

bool calls(const Dump& dump, const LoopBody& body, std::string_view start) {
  for (const Block& block : slice(dump.blocks, body.blocks)) {
    for (const Statement& statement : slice(dump.statements, block.statements)) {
      const bool is_call =
          statement.kind == StatementKind::ops_call || statement.kind == StatementKind::self_call;
      if (is_call && statement.name.starts_with(start)) return true;
    }
  }
  return false;
}

std::string kind_of(const Dump& dump, const Node& node) {
  if (node.scheduler_class == "ExternKernelSchedulerNode") return "extern " + std::string(node.kernel);
  if (node.scheduler_class == "NopKernelSchedulerNode") return "nop";
  if (node.scheduler_class == "FusedSchedulerNode") return "fused";
  if (node.scheduler_class == "ForeachKernelSchedulerNode") return "foreach";
  if (node.scheduler_class != "SchedulerNode") return std::string(node.scheduler_class);
  if (node.body < 0) return node.has_sizes ? "template" : "empty";
  const LoopBody& body = dump.bodies[static_cast<std::size_t>(node.body)];
  for (const std::string_view kind : {"reduction", "scan", "sort"}) {
    if (calls(dump, body, kind)) return std::string(kind);
  }
  return "pointwise";
}

void write_line(const Dump& dump, const Node& node, std::size_t depth, std::string& text) {
  text.append(2 * depth, ' ');
  (text += node.name) += ' ' + kind_of(dump, node);
  if (node.parts.count == 0) text += outputs_of(dump, node);
  text += " <-" + names_of_reads(dump, node) + ops_of(dump, node);
  for (const std::string_view name : slice(dump.names, node.part_names)) (text += " +") += name;
  text += '\n';
  for (const std::uint32_t part : slice(dump.parts, node.parts))
    write_line(dump, dump.nodes[part], depth + 1, text);
}

}  // namespace

std::string to_text(const Dump& dump, const Layout& layout) {
  if (!layout.has_shape()) return std::string(layout.class_name);
  std::string text = code_of(layout.dtype) + '[' + list_of(dump, layout.size) + ']';
  if (!is_dense(dump, layout)) text += ':' + list_of(dump, layout.stride);
  if (layout.offset != kNoExpr) text += '+' + to_text(dump.exprs, layout.offset);
  return text;
}

std::string to_text(const Dump& dump) {
  std::string text;
  for (const std::uint32_t index : dump.top) write_line(dump, dump.nodes[index], 0, text);
  return text;
}

}  // namespace ireplay
