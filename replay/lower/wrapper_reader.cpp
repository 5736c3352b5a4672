#include "replay/lower/wrapper_reader.hpp"

#include <algorithm>
#include <cstdio>

#include "parser/words.hpp"
#include "replay/lower/body/index_lowering.hpp"

/// The statements of a function, one after the other. Each is one of the forms that PyTorch writes, or it is
/// put on record as not understood.
namespace ireplay {

WrapperReader::WrapperReader(const Wrapper& wrapper, const GraphHints& hints, std::string_view function,
                             bool up_to_unknown)
    : wrapper_(wrapper), hints_(hints), function_(function), up_to_unknown_(up_to_unknown) {
  facts_.wrapper = &wrapper;
  facts_.listings = std::make_shared<KernelListings>(*wrapper.source);
  facts_.symbols = {hints.symbols.begin(), hints.symbols.end()};
  facts_.symbols.reals = hints.reals;
  for (const Expr& node : wrapper.exprs.nodes)
    if (node.kind == ExprKind::real && node.text.size() > 16) keep_literal(node.text);
  for (const PyKernel& kernel : wrapper.kernels) facts_.kernels.emplace(kernel.name, &kernel);
}

WrapperFacts WrapperReader::read() {
  const PyFunction* call = find_function(function_);
  if (call == nullptr)
    throw Error(Error::Kind::dump, *wrapper_.source, wrapper_.source->text().data(),
                "expected a function '" + std::string(function_) +
                    "(args)' in the wrapper; --text-only replays the text without it");
  read_inputs(*call);
  unify_shapes(call->body);
  if (function_ == "call") read_harness();
  read_body(call->body);
  if (facts_.undecided) expect_symbols(call->body);
  apply_kernel_signatures();
  return std::move(facts_);
}

std::vector<std::string_view> WrapperReader::parameters() {
  if (const PyFunction* found = find_function(function_)) read_inputs(*found);
  return facts_.inputs;
}

/// A constant with more digits than the text prints.
void WrapperReader::keep_literal(std::string_view text) {
  constexpr int kPrinted = 15;
  const double value = parse_real(text);
  char printed[40];
  const int length = std::snprintf(printed, sizeof printed, "%.*g", kPrinted, value);
  const std::string_view key(printed, static_cast<std::size_t>(length));
  if (key != text) facts_.symbols.literals.emplace(key, value);
}

// ---- expressions

/// A tensor expression; none also where its shape depends on a size that is not known yet.
std::optional<NamedView> WrapperReader::view(ExprId id) const {
  try {
    return read_view(facts_, id);
  } catch (const PendingSymbol&) {
    return std::nullopt;
  }
}

const PyFunction* WrapperReader::find_function(std::string_view name) const {
  const PyFunction* found = nullptr;
  for (const PyFunction& function : wrapper_.functions)
    if (function.name == name) found = &function;
  return found;
}

/// Text of the callee of a call expression: `extern_kernels.mm`; empty for a computed one.
std::string_view WrapperReader::callee(ExprId id) const {
  if (expr(id).kind != ExprKind::call || expr(id).count == 0) return {};
  const Expr& target = expr(children(id)[0]);
  return target.kind == ExprKind::name ? target.text : std::string_view{};
}

std::optional<std::int64_t> WrapperReader::number(ExprId id) const {
  const Expr& value = expr(id);  // most names are tensors, and a loop's are asked about in each of its trips
  const SymbolValues& symbols = facts_.symbols;
  if (value.kind == ExprKind::name && !symbols.contains(value.text) && !symbols.reals.contains(value.text))
    return std::nullopt;
  try {
    return evaluate_size(*wrapper_.source, wrapper_.exprs, id, facts_.symbols);
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::optional<Dims> WrapperReader::numbers(ExprId id) const {
  if (expr(id).kind != ExprKind::tuple && expr(id).kind != ExprKind::list) return std::nullopt;
  Dims out;
  for (ExprId child : children(id)) {
    const auto value = number(child);
    if (!value) return std::nullopt;
    out.push_back(*value);
  }
  return out;
}

/// The symbol in an expression that data decides and nobody has told yet.
const DataSymbol* WrapperReader::find_pending(ExprId id) const {
  std::vector<ExprId> open{id};
  while (!open.empty()) {
    const ExprId at = open.back();
    open.pop_back();
    if (expr(at).kind == ExprKind::name && facts_.symbols.pending.contains(expr(at).text)) {
      const auto derived = derived_.find(expr(at).text);
      const std::string_view symbol = derived == derived_.end() ? expr(at).text : derived->second;
      const auto found = std::ranges::find(facts_.data_symbols, symbol, &DataSymbol::name);
      return found == facts_.data_symbols.end() ? nullptr : &*found;
    }
    open.insert(open.end(), children(at).begin(), children(at).end());
  }
  return nullptr;
}

/// The name that a chain of calls, subscripts and attributes begins with; empty for another expression.
std::string_view WrapperReader::first_name(ExprId id) const {
  while (expr(id).kind == ExprKind::call || expr(id).kind == ExprKind::subscript ||
         expr(id).kind == ExprKind::attribute)
    id = children(id)[0];
  return expr(id).kind == ExprKind::name ? expr(id).text : std::string_view{};
}

bool WrapperReader::is_arithmetic(ExprId id) const {
  switch (expr(id).kind) {
    case ExprKind::add:
    case ExprKind::sub:
    case ExprKind::mul:
    case ExprKind::floordiv:
    case ExprKind::truediv:
    case ExprKind::mod:
    case ExprKind::pow:
    case ExprKind::neg:
    case ExprKind::name:
    case ExprKind::call:
    case ExprKind::conditional:
      return true;
    default:
      return false;
  }
}

WrapperReader::Names WrapperReader::target_names(const PyStatement& statement) const {
  Names names;
  for (ExprId id : slice(wrapper_.expr_lists, statement.targets)) collect_names(id, names);
  return names;
}

void WrapperReader::collect_names(ExprId id, Names& names) const {
  const Expr& node = expr(id);
  if (node.kind == ExprKind::name) names.push_back(node.text);
  if (node.kind == ExprKind::tuple || node.kind == ExprKind::list)
    for (ExprId child : children(id)) collect_names(child, names);
}

/// Symbols of statements that were not read: data decides whether.
void WrapperReader::expect_symbols(Range body) {
  for_each_statement(body, [&](const PyStatement& statement) {
    if (statement.kind != PyKind::assign) return;
    const Names names = target_names(statement);
    if (names.size() != 1 || !is_size_symbol(names[0]) || up_to_unknown_) return;
    if (!facts_.symbols.contains(names[0]) && !facts_.symbols.reals.contains(names[0]))
      facts_.symbols.pending.emplace(names[0]);
  });
}

// ---- statements

void WrapperReader::not_understood(const PyStatement& statement, const std::string& why) {
  facts_.not_understood.emplace_back(statement.text, why.empty() ? "it is not understood" : why);
}

void WrapperReader::read_body(Range body) {
  const auto statements = slice(wrapper_.body_statements, body);
  for (std::size_t at = 0; at < statements.size() && !stops();) {
    const PyStatement& statement = wrapper_.statements[statements[at]];
    if (statement.kind == PyKind::if_) {
      at = read_branches(statements, at);
    } else {
      read_statement(statement);
      ++at;
    }
  }
}

void WrapperReader::read_statement(const PyStatement& statement) try {
  switch (statement.kind) {
    case PyKind::assign:
      return read_assignment(statement);
    case PyKind::expression:
      if (expr(statement.value).kind == ExprKind::string) return;  // a comment
      if (!read_partition(statement.value) && !read_append(statement.value) &&
          !read_call(statement.value, {}, false))
        not_understood(statement);
      return;
    case PyKind::with:
      return read_body(statement.body);
    case PyKind::ret:
      return read_return(statement);
    case PyKind::while_:
      return read_loop(statement);
    case PyKind::break_:
      leaves_loop_ = true;
      return;
    case PyKind::del:
    case PyKind::pass_:
    case PyKind::assert_:
    case PyKind::def:  // the grid of a user's kernel
    case PyKind::declaration:
      return;
    default:
      if (statement.body.count != 0 && only_asserts(statement.body)) return;  // `for var in return_vars:`
      return not_understood(statement);
  }
} catch (const Error& error) {  // such as of a size that does not fit 63 bits
  if (error.has_place()) throw;
  throw Error(error.kind(), *wrapper_.source, statement.text.data(), error.what());
}

void WrapperReader::read_return(const PyStatement& statement) {
  if (in_partition_) return;
  facts_.has_return = true;
  facts_.returns.clear();
  if (statement.value == kNoExpr) return;
  if (expr(statement.value).kind == ExprKind::tuple || expr(statement.value).kind == ExprKind::list)
    facts_.returns.assign(children(statement.value).begin(), children(statement.value).end());
  else
    facts_.returns.push_back(statement.value);
}

void WrapperReader::read_assignment(const PyStatement& statement) {
  const ExprId value = statement.value;
  if (value == kNoExpr) return not_understood(statement);
  if (read_partition(value) || read_subgraph_call(statement) || read_slot(statement)) return;
  const Names names = target_names(statement);
  if (names.empty()) return not_understood(statement);
  if (names.size() == 1 && !statement.unpacks) return read_value(names[0], statement);
  if (expr(value).kind == ExprKind::name && expr(value).text == "args") return;
  if (!read_call(value, names, true)) not_understood(statement);
}

/// `name = value`.
void WrapperReader::read_value(std::string_view name, const PyStatement& statement) {
  const ExprId value = statement.value;
  if (expr(value).kind == ExprKind::none) return;
  if (expr(value).kind == ExprKind::list || expr(value).kind == ExprKind::tuple) {
    lists_[name] = value;
    return;
  }
  if (read_data_symbol(name, value) || read_shape_symbol(name, value, statement.text.data())) return;
  if (const auto constant = number(value)) {
    assigned_[name] = *constant;
    return define(name, *constant);
  }
  if (read_item(name, value)) return;
  if (const auto of = view(value)) return bind(name, *of, statement.comment);
  if (read_scratch_reduction(name, value)) return;
  if (expr(value).kind == ExprKind::call && read_called(name, value)) return;
  if (const DataSymbol* pending = find_pending(value); pending != nullptr && is_arithmetic(value)) {
    if (!is_size_symbol(name)) return;  // `xnumel = 8*u0`
    facts_.symbols.pending.emplace(name);
    derived_[name] = pending->name;  // `u11 = 16 * (u9 + u2 if u9 < 0 else u9)`
    return;
  }
  not_understood(statement);
}

/// The last step of a reduction whose first is a kernel, of the node that writes `name`.
bool WrapperReader::read_scratch_reduction(std::string_view name, ExprId value) {
  const std::string_view scratch = first_name(value);
  if (!is_scratch_memory(scratch)) return false;
  facts_.scratch_reductions.push_back({scratch, name, value, next_order_++});
  return true;
}

/// `s0 = arg0_1.size()[0]`, `arg0_1_size = arg0_1.size()`, `s0 = arg0_1_size[0]`, `u0 = buf1.size(0)`.
bool WrapperReader::read_shape_symbol(std::string_view name, ExprId value, const char* at) {
  if (expr(value).kind == ExprKind::call && expr(children(value)[0]).kind == ExprKind::attribute) {
    const auto tuple = object_of(value, "size");  // `u0 = buf0[0].size(0)`
    const auto dimension = arguments(value).size() == 1 ? number(arguments(value)[0]) : std::nullopt;
    if (!tuple || !dimension || *dimension < 0) return false;
    if (facts_.symbols.contains(name)) return true;
    if (!tuple->stacked.empty() && *dimension == 0) {
      define(name, static_cast<std::int64_t>(tuple->stacked.size()));
      return true;
    }
    note_unknown({std::string(name), *tuple, static_cast<std::size_t>(*dimension), at});
    return true;
  }
  const std::string_view function = callee(value);
  if (function.ends_with(".storage_offset"))
    return true;  // of a view that a call made: here it has memory of its own
  const bool is_call = function.ends_with(".size") || function.ends_with(".stride");
  if (is_call && arguments(value).empty()) {
    shape_names_[name] = value;
    return true;
  }
  if (!is_call && expr(value).kind != ExprKind::subscript) return false;
  ExprId base = is_call ? value : children(value)[0];
  if (expr(base).kind == ExprKind::name && shape_names_.contains(expr(base).text))
    base = shape_names_[expr(base).text];
  const auto position = number(is_call ? arguments(value)[0] : children(value)[1]);
  const auto [buffer, what] = split_last(callee(base));
  if (!position || *position < 0 || buffer.empty()) return false;
  if (what != "size" && what != "stride") return false;
  const auto fact = facts_.layouts.find(buffer);
  const auto hint = hints_.tensors.find(buffer);
  const Dims* dims = nullptr;
  if (hint != hints_.tensors.end()) dims = what == "size" ? &hint->second.size : &hint->second.stride;
  if ((dims == nullptr || dims->empty()) && fact != facts_.layouts.end()) {
    const auto& known = what == "size" ? fact->second.size : fact->second.stride;
    if (known) dims = &*known;
  }
  const auto dimension = static_cast<std::size_t>(*position);
  if (dims != nullptr && dimension < dims->size()) {
    define(name, (*dims)[dimension]);
  } else if (what == "size" && !facts_.symbols.contains(name)) {
    note_unknown({std::string(name), {.view = NamedView{buffer, {}, {}, 0, false, {}}}, dimension, at});
  }
  return true;
}

bool WrapperReader::read_item(std::string_view name, ExprId value) {
  if (expr(value).kind != ExprKind::subscript) return false;
  const ExprId base = children(value)[0];
  const auto position = number(children(value)[1]);
  if (!position) return false;
  if (expr(base).kind == ExprKind::subscript) return read_item_of_list(name, base, *position);
  if (expr(base).kind != ExprKind::name) return false;
  if (slots_.contains(expr(base).text) || tuples_.contains(expr(base).text)) {
    const auto result = subgraph_value(value);
    if (!result) return false;
    facts_.subgraph_results[name] = *result;
    return true;
  }
  facts_.items[name] = {expr(base).text, *position};
  return true;
}

/// `buf3 = buf1[1][0]`, of a call that returns a tensor and a list of them: tensors are numbered through, and
/// where another one has the number already, of a second list, it is the next that is free.
bool WrapperReader::read_item_of_list(std::string_view name, ExprId list, std::int64_t position) {
  constexpr std::int64_t kMost = 64;
  const ExprId base = children(list)[0];
  const auto first = number(children(list)[1]);
  if (expr(base).kind != ExprKind::name || !first) return false;
  if (*first < 0 || *first > kMost || position < 0 || position > kMost) return false;
  const auto is_taken = [&](std::int64_t number) {
    return std::ranges::any_of(facts_.items, [&](const auto& item) {
      return item.first != name && item.second == std::pair(expr(base).text, number);
    });
  };
  std::int64_t number = *first + position;
  while (is_taken(number)) ++number;
  facts_.items[name] = {expr(base).text, number};
  return true;
}

/// A name for a view. `# reuse` and `# alloc` are allocation decisions: the name has storage of its own.
void WrapperReader::bind(std::string_view name, const NamedView& view, std::string_view comment) {
  LayoutFact fact;
  if (const auto base = facts_.layouts.find(view.buffer); base != facts_.layouts.end()) fact = base->second;
  if (view.size) fact.size = view.size;
  if (view.stride) fact.stride = view.stride;
  if (view.dtype) see_as(*view.dtype, fact);
  merge(name, fact);
  if (const auto result = facts_.subgraph_results.find(view.buffer);
      result != facts_.subgraph_results.end() && !view.size)
    facts_.subgraph_results[name] = result->second;
  const bool storage_only = has_word(comment, "reuse") || has_word(comment, "alloc");
  if (name != view.buffer) (storage_only ? facts_.reuses : facts_.views)[name] = view;
  if (!view.size && name != view.buffer) facts_.heirs[name] = view.buffer;
}

/// `name = function(..)`; false where the call is none that PyTorch writes.
bool WrapperReader::read_called(std::string_view name, ExprId call) {
  const std::string_view function = callee(call);
  if (is_allocation(function)) {
    read_allocation(name, call);
    return true;
  }
  if (function == "alloc_from_pool" && arguments(call).size() >= 5) {
    LayoutFact fact;
    read_dtype(arguments(call)[2], fact);
    fact.size = numbers(arguments(call)[3]);
    fact.stride = numbers(arguments(call)[4]);
    merge(name, fact);
    return true;
  }
  if (function.find("get_raw_stream") != std::string_view::npos || function == "get_cuda_stream") return true;
  return read_call(call, {name}, true);
}

/// `(buf3,) = self.partitions[0](partition0_args)`: the partition's statements use the same names.
bool WrapperReader::read_partition(ExprId call) {
  if (expr(call).kind != ExprKind::call || expr(call).count == 0) return false;
  const ExprId target = children(call)[0];
  if (expr(target).kind != ExprKind::subscript) return false;
  const Expr& base = expr(children(target)[0]);
  const auto position = number(children(target)[1]);
  if (!base.text.ends_with("partitions") || !position) return false;
  const PyFunction* partition = find_function("partition_" + std::to_string(*position));
  if (partition == nullptr || in_partition_) return false;
  in_partition_ = true;
  read_body(partition->body);
  in_partition_ = false;
  return true;
}

bool WrapperReader::read_call(ExprId call, Names results, bool assigned) {
  const std::string_view function = callee(call);
  if (function.empty()) return false;
  if (function.starts_with("assert_size_stride") || function == "assert_tensor_metadata") {
    read_assertion(function, call);
    return true;
  }
  if (is_kernel(function)) {
    read_kernel_call(function, call);
    return true;
  }
  if (has_no_effect(function)) return true;
  CallFact fact{function, call, {}, std::move(results), assigned};
  fact.order = next_order_++;
  if (function.ends_with(".graphsafe_run_with_rng_state") && !arguments(call).empty()) {
    fact.wraps = true;
    fact.function = expr(arguments(call)[0]).text;
  }
  const auto [object, method] = split_last(function);
  const bool is_method = !object.empty() && object.find('.') == std::string_view::npos &&
                         method.ends_with("_") && object != "aten";
  if (is_method) fact.method_self = object;
  if (is_method && is_scratch_memory(fact.method_self)) {
    if (method == "zero_") facts_.zeroed.insert(fact.method_self);
    return true;
  }
  if (is_method && method == "copy_" && !arguments(call).empty() &&
      read_scratch_reduction(object, arguments(call)[0]))
    return true;
  for (ExprId arg : arguments(call))
    if (expr(arg).kind == ExprKind::keyword && is_out_keyword(expr(arg).text))
      if (const auto out = view(children(arg)[0])) fact.results.push_back(out->buffer);
  facts_.calls.push_back(std::move(fact));
  return true;
}

bool WrapperReader::is_kernel(std::string_view function) const {
  return function.ends_with(".run") || facts_.kernels.contains(function) ||
         function.starts_with("cpp_fused_") || function.ends_with(".generated_kernel") ||
         function.ends_with(".kernel");
}

bool WrapperReader::has_no_effect(std::string_view function) const {
  static constexpr std::string_view kNoEffect[] = {"assert_alignment",
                                                   "print",
                                                   "run_intermediate_hooks",
                                                   "start_graph",
                                                   "end_graph",
                                                   "args.clear",
                                                   "torch.cuda.set_device",
                                                   "torch.cuda.synchronize",
                                                   "torch.cuda.nvtx.range_push",
                                                   "torch.cuda.nvtx.range_pop",
                                                   "torch.cuda.nvtx.mark"};
  if (std::ranges::find(kNoEffect, function) != std::end(kNoEffect)) return true;
  const auto [object, method] = split_last(function);
  return (method == "clear" && object.ends_with("_args") && lists_.contains(object)) ||
         (method == "set_device" && !object.empty());
}

bool is_allocation(std::string_view function) {
  return function.starts_with("empty_strided") || function == "empty" || function.ends_with(".empty_strided");
}

bool is_scratch_memory(std::string_view name) {
  return name.starts_with("workspace") || name.starts_with("semaphores");
}

WrapperFacts read_wrapper(const Wrapper& wrapper, const GraphHints& hints, std::string_view function,
                          bool up_to_unknown) {
  return WrapperReader(wrapper, hints, function, up_to_unknown).read();
}

std::vector<std::string_view> parameters_of(const Wrapper& wrapper, std::string_view function) {
  static const GraphHints no_hints;
  return WrapperReader(wrapper, no_hints, function).parameters();
}

}  // namespace ireplay
