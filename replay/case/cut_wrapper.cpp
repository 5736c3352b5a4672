#include "replay/case/cut_wrapper.hpp"

#include <algorithm>

namespace ireplay {
namespace {

/// `(40, 96)`, `(96, )`, `()`.
std::string to_tuple(const Dims& dims) {
  std::string text = "(";
  for (const std::int64_t extent : dims) text += std::to_string(extent) + ", ";
  if (dims.size() > 1) text.resize(text.size() - 2);
  return text + ")";
}

std::string lines_indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    const std::size_t first = line.find_first_not_of(' ');
    if (first != std::string_view::npos) out.append("    ").append(line.substr(first)).append("\n");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string_view callee_of(const Wrapper& wrapper, const PyStatement& statement) {
  if (statement.value == kNoExpr || wrapper.exprs[statement.value].kind != ExprKind::call) return {};
  return wrapper.exprs[wrapper.exprs.children_of(statement.value)[0]].text;
}

bool waits_for_kernels(const Wrapper& wrapper, const PyStatement& statement) {
  return callee_of(wrapper, statement) == "async_compile.wait";
}

/// What stands before the first kernel, function or class: imports and helpers.
std::string_view module_prologue(const Wrapper& wrapper) {
  std::string_view text = wrapper.source->text();
  const auto before = [&](const char* at) {
    return text.substr(0, static_cast<std::size_t>(at - text.data()));
  };
  for (const std::uint32_t number : slice(wrapper.body_statements, wrapper.top_level)) {
    const PyStatement& statement = wrapper.statements[number];
    const bool is_block = statement.kind == PyKind::def || statement.kind == PyKind::class_;
    const bool is_kernel = std::ranges::any_of(
        wrapper.kernels, [&](const PyKernel& kernel) { return kernel.name.data() == statement.text.data(); });
    if (!is_block && !is_kernel && !waits_for_kernels(wrapper, statement)) continue;
    text = before((is_kernel && !statement.above.empty() ? statement.above : statement.text).data());
    break;
  }
  const std::size_t last = text.find_last_not_of(" \n");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

}  // namespace

CutWrapper::CutWrapper(const Wrapper& wrapper, const GraphHints& hints, const Plan& plan)
    : wrapper_(wrapper), plan_(plan), facts_(read_wrapper(wrapper, hints)) {}

const PlanBuffer* CutWrapper::buffer(std::string_view name) const {
  const auto found = std::ranges::find(plan_.buffers, name, &PlanBuffer::name);
  return found == plan_.buffers.end() ? nullptr : &*found;
}

const PyStatement* CutWrapper::statement_of(ExprId call) const {
  const auto found = std::ranges::find(wrapper_.statements, call, &PyStatement::value);
  return found == wrapper_.statements.end() ? nullptr : &*found;
}

/// The call that binds or fills a buffer of the node, or the one in place that changes what the node changes.
const CallFact* CutWrapper::find_call(const NodeNames& node) const {
  for (const std::string_view name : node.writes)
    for (const CallFact& call : facts_.calls)
      if (std::ranges::find(call.results, name) != call.results.end() || call.method_self == name)
        return &call;
  std::size_t before = node.before;
  for (const CallFact& call : facts_.calls) {
    if (call.assigned || !call.results.empty()) continue;
    const auto children = wrapper_.exprs.children_of(call.call);
    std::vector<std::string_view> names;
    if (children.size() > 1) collect_names(children[1], names);
    const auto changes = [&](std::string_view name) {
      return call.method_self == name || std::ranges::find(names, name) != names.end();
    };
    const bool is_same = node.changes.empty() ? call.function == node.kernel : changes(node.changes[0]);
    if (is_same && before-- == 0) return &call;
  }
  return nullptr;
}

void CutWrapper::keep(const NodeNames& node) {
  nodes_.push_back(node);
  for (const std::string_view name : node.writes) bound_.insert(name);
  if (!node.is_call) return;
  if (const CallFact* call = find_call(node)) {
    keep_statement(statement_of(call->call));
  } else {
    for (const std::string_view name : node.writes) keep_statement(binding_of(name));  // buf6 = buf5[0]
  }
}

void CutWrapper::keep_statement(const PyStatement* statement) {
  if (statement == nullptr || std::ranges::find(kept_, statement) != kept_.end()) return;
  for (const ExprId target : slice(wrapper_.expr_lists, statement->targets))
    if (wrapper_.exprs[target].kind == ExprKind::name) bound_.insert(wrapper_.exprs[target].text);
  kept_.push_back(statement);
  keep_names(statement->value);
}

void CutWrapper::collect_names(ExprId id, std::vector<std::string_view>& names) const {
  const Expr& node = wrapper_.exprs[id];
  const auto children = wrapper_.exprs.children_of(id);
  if (node.kind == ExprKind::name) names.push_back(node.text);
  for (std::size_t k = node.kind == ExprKind::call ? 1 : 0; k < children.size(); ++k)
    collect_names(children[k], names);
}

/// Names that are views of others keep the statements that make them so.
void CutWrapper::keep_names(ExprId id) {
  if (id == kNoExpr) return;
  std::vector<std::string_view> names;
  collect_names(id, names);
  for (const std::string_view name : names) {
    if (name.find('.') != std::string_view::npos || facts_.symbols.contains(name)) continue;
    used_.insert(name);
    if (!bound_.contains(name) && facts_.views.contains(name) && buffer(name) == nullptr)
      keep_statement(binding_of(name));
  }
}

const PyStatement* CutWrapper::binding_of(std::string_view name) const {
  for (const PyStatement& statement : wrapper_.statements) {
    if (statement.kind != PyKind::assign || statement.value == kNoExpr) continue;
    const auto targets = slice(wrapper_.expr_lists, statement.targets);
    const bool allocates = is_allocation(callee_of(wrapper_, statement));
    if (targets.size() == 1 && wrapper_.exprs[targets[0]].text == name && !allocates) return &statement;
  }
  return nullptr;
}

std::vector<std::string_view> CutWrapper::unknown_names() const {
  std::vector<std::string_view> names;
  for (const std::string_view name : used_)
    if (!bound_.contains(name)) names.push_back(name);
  return names;
}

std::string CutWrapper::statements() const {
  std::string text;
  for (const PyStatement* statement : kept_) text.append(statement->text).append("\n");
  return text;
}

bool CutWrapper::is_of_call(std::string_view name) const {
  return std::ranges::any_of(nodes_, [&](const NodeNames& node) {
    return node.is_call && std::ranges::find(node.writes, name) != node.writes.end();
  });
}

std::string CutWrapper::layout_of(const PlanBuffer& of) const {
  return to_tuple(of.size) + ", " + to_tuple(of.stride);
}

/// Kernels whose arguments are all there are called as they were: their listings say what bodies do not.
void CutWrapper::add_kernel_calls(const CutGraph& graph) {
  std::set<std::string_view> known = bound_;
  known.insert(graph.inputs.begin(), graph.inputs.end());
  for (const PyStatement& statement : wrapper_.statements) {
    if (statement.kind != PyKind::expression) continue;
    std::string_view callee = callee_of(wrapper_, statement);
    if (callee.ends_with(".run")) callee.remove_suffix(4);
    if (!facts_.kernels.contains(callee)) continue;
    std::vector<std::string_view> names;
    collect_names(statement.value, names);
    const auto is_buffer = [&](std::string_view name) { return buffer(name) != nullptr; };
    const auto is_ours = [&](std::string_view name) {
      return std::ranges::any_of(nodes_, [&](const NodeNames& node) {
        return !node.is_call && (std::ranges::find(node.writes, name) != node.writes.end() ||
                                 std::ranges::find(node.changes, name) != node.changes.end());
      });
    };
    if (!std::ranges::any_of(names, is_ours)) continue;
    if (!std::ranges::all_of(names, [&](auto name) { return !is_buffer(name) || known.contains(name); }))
      continue;
    kept_.push_back(&statement);
    kernels_.insert(callee);
    keep_what_launches(statement, names);
  }
}

/// Descriptors that a kernel is given, and the function of its grid (up to 2.6).
void CutWrapper::keep_what_launches(const PyStatement& call, const std::vector<std::string_view>& names) {
  for (const std::string_view name : names) {
    if (buffer(name) != nullptr) continue;
    const auto made = std::ranges::find_if(facts_.calls, [&](const CallFact& one) {
      return std::ranges::find(one.results, name) != one.results.end();
    });
    if (made != facts_.calls.end()) keep_statement(statement_of(made->call));
  }
  for (const ExprId argument : wrapper_.exprs.children_of(call.value)) {
    const Expr& node = wrapper_.exprs[argument];
    if (node.kind != ExprKind::keyword || node.text != "grid") continue;
    const std::string_view name = wrapper_.exprs[wrapper_.exprs.children_of(argument)[0]].text;
    const auto function = std::ranges::find(wrapper_.functions, name, &PyFunction::name);
    if (function == wrapper_.functions.end() || grids_.find(name) != std::string::npos) continue;
    grids_.append("\n\ndef ").append(name).append("(meta):\n");
    for (const std::uint32_t number : slice(wrapper_.body_statements, function->body)) {
      const PyStatement& statement = wrapper_.statements[number];
      grids_.append("    ").append(statement.text).append("\n");
      for (const std::uint32_t inner : slice(wrapper_.body_statements, statement.body))
        grids_.append("        ").append(wrapper_.statements[inner].text).append("\n");
    }
  }
}

std::string CutWrapper::kernel_definitions() const {
  std::string text;
  for (const PyStatement& statement : wrapper_.statements) {
    const auto targets = slice(wrapper_.expr_lists, statement.targets);
    if (statement.kind != PyKind::assign || targets.size() != 1) continue;
    const std::string_view name = wrapper_.exprs[targets[0]].text;
    if (!kernels_.contains(name)) continue;
    text.append("\n\n").append(statement.above).append(statement.text).append("\n");
  }
  return text;
}

std::string CutWrapper::write(const CutGraph& graph,
                              const std::map<std::string, std::string, std::less<>>& targets,
                              const std::vector<std::string>& written) {
  add_kernel_calls(graph);
  std::ranges::sort(kept_, {}, [](const PyStatement* statement) { return statement->text.data(); });
  std::string text(module_prologue(wrapper_));
  text += kernel_definitions() + grids_;
  const auto waits = [&](const PyStatement& statement) { return waits_for_kernels(wrapper_, statement); };
  if (std::ranges::any_of(wrapper_.statements, waits))
    text += "\n\nasync_compile.wait(globals())\ndel async_compile\n";
  text += "\n\ndef call(args):\n";
  std::string names, harness, harness_names;
  for (const std::string& input : graph.inputs) {
    const PlanBuffer& of = *buffer(input);
    names += input + ", ";
    harness += "    " + input + " = rand_strided(" + layout_of(of) + ", device='cuda:0', dtype=torch." +
               std::string(info(of.dtype).torch_name) + ")\n";
  }
  if (!names.empty()) {
    names.resize(names.size() - (graph.inputs.size() > 1 ? 2 : 1));
    text += "    " + names + " = args\n    args.clear()\n";
  }
  for (const auto& [symbol, value] : graph.symbols)
    text += "    " + symbol + " = " + std::to_string(value) + "\n";
  for (const std::string& input : graph.inputs)
    text += "    assert_size_stride(" + input + ", " + layout_of(*buffer(input)) + ")\n";
  std::set<std::string_view> assigned;
  for (const PyStatement* statement : kept_)
    for (const ExprId target : slice(wrapper_.expr_lists, statement->targets))
      assigned.insert(wrapper_.exprs[target].text);
  for (const std::string& name : written) {
    const PlanBuffer* of = buffer(name);
    if (of == nullptr || assigned.contains(name)) continue;
    const auto target = targets.find(name);
    const PlanBuffer* base = target == targets.end() ? nullptr : buffer(target->second);
    if (base == nullptr) {
      text += "    " + name + " = empty_strided_cuda(" + layout_of(*of) + ", torch." +
              std::string(info(of->dtype).torch_name) + ")\n";
    } else if (of->size == base->size && of->stride == base->stride && of->offset == base->offset) {
      if (!is_of_call(name)) text += "    " + name + " = " + target->second + "  # alias\n";
    } else {
      text += "    " + name + " = reinterpret_tensor(" + target->second + ", " + layout_of(*of) + ", " +
              std::to_string(of->offset - base->offset) + ")  # alias\n";
    }
    assigned.insert(name);
  }
  for (const PyStatement* statement : kept_) {
    text += lines_indented(statement->above);
    text.append("    ").append(statement->text);
    if (!statement->comment.empty()) text.append("  # ").append(statement->comment);
    text += "\n";
  }
  text += "    return (";
  for (const std::string& name : graph.returns) text += name + ", ";
  text += ")\n\n\ndef get_args():\n    from torch._dynamo.testing import rand_strided\n" + harness +
          "    return [" + names + "]\n";
  return text;
}

}  // namespace ireplay
