#include "replay/lower/wrapper_facts.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

namespace ireplay {
namespace {

using Children = std::span<const ExprId>;

/// Reads the statements of one wrapper in execution order.
class Reader {
 public:
  Reader(const Wrapper& wrapper, const GraphHints& hints) : wrapper_(wrapper), hints_(hints) {
    facts_.wrapper = &wrapper;
    facts_.symbols = {hints.symbols.begin(), hints.symbols.end()};
    for (const PyKernel& kernel : wrapper.kernels) facts_.kernels.emplace(kernel.name, &kernel);
  }

  WrapperFacts read() {
    const PyFunction* call = find_function("call");
    if (call == nullptr)
      throw Error(Error::Kind::dump, *wrapper_.source, wrapper_.source->text().data(),
                  "expected a function 'call(args)' in the wrapper");
    read_inputs(*call);
    unify_shapes(call->body);
    read_harness();
    read_body(call->body);
    apply_kernel_signatures();
    return std::move(facts_);
  }

 private:
  const Expr& expr(ExprId id) const { return wrapper_.exprs[id]; }
  Children children(ExprId id) const { return wrapper_.exprs.children_of(id); }

  const PyFunction* find_function(std::string_view name) const {
    const PyFunction* found = nullptr;
    for (const PyFunction& function : wrapper_.functions)
      if (function.name == name) found = &function;
    return found;
  }

  /// Text of the callee of a call expression: `extern_kernels.mm`; empty for a computed one.
  std::string_view callee(ExprId id) const {
    if (expr(id).kind != ExprKind::call || expr(id).count == 0) return {};
    const Expr& target = expr(children(id)[0]);
    return target.kind == ExprKind::name ? target.text : std::string_view{};
  }

  Children arguments(ExprId call) const { return children(call).subspan(1); }

  std::optional<std::int64_t> number(ExprId id) const {
    try {
      return evaluate_size(*wrapper_.source, wrapper_.exprs, id, facts_.symbols);
    } catch (const Error&) {
      return std::nullopt;
    }
  }

  std::optional<Dims> numbers(ExprId id) const {
    if (expr(id).kind != ExprKind::tuple && expr(id).kind != ExprKind::list) return std::nullopt;
    Dims out;
    for (ExprId child : children(id)) {
      const auto value = number(child);
      if (!value) return std::nullopt;
      out.push_back(*value);
    }
    return out;
  }

  template <class Visit>
  void for_each_statement(Range body, const Visit& visit) const {
    for (std::uint32_t index : slice(wrapper_.body_statements, body)) {
      const PyStatement& statement = wrapper_.statements[index];
      visit(statement);
      for_each_statement(statement.body, visit);
    }
  }

  std::vector<std::string_view> target_names(const PyStatement& statement) const {
    std::vector<std::string_view> names;
    for (ExprId id : slice(wrapper_.expr_lists, statement.targets)) collect_names(id, names);
    return names;
  }

  void collect_names(ExprId id, std::vector<std::string_view>& names) const {
    const Expr& node = expr(id);
    if (node.kind == ExprKind::name) names.push_back(node.text);
    if (node.kind == ExprKind::tuple || node.kind == ExprKind::list)
      for (ExprId child : children(id)) collect_names(child, names);
  }

  void read_inputs(const PyFunction& call) {
    for_each_statement(call.body, [&](const PyStatement& statement) {
      if (statement.kind != PyKind::assign || statement.value == kNoExpr || !facts_.inputs.empty()) return;
      if (expr(statement.value).kind == ExprKind::name && expr(statement.value).text == "args")
        facts_.inputs = target_names(statement);
    });
  }

  /// Where the user's tensors have other shapes than the harness, sizes printed as a bare symbol are those of
  /// the tensors.
  void unify_shapes(Range body) {
    for_each_statement(body, [&](const PyStatement& statement) {
      if (statement.kind != PyKind::expression || !callee(statement.value).starts_with("assert_size_stride"))
        return;
      const Children args = arguments(statement.value);
      if (callee(statement.value) == "assert_size_stride" && args.size() >= 2) unify(args[0], args[1]);
      if (callee(statement.value) == "assert_size_stride_grouped" && args.size() >= 2) {
        const Children names = children(args[0]), sizes = children(args[1]);
        for (std::size_t i = 0; i < std::min(names.size(), sizes.size()); ++i) unify(names[i], sizes[i]);
      }
    });
  }

  void unify(ExprId name, ExprId sizes) {
    const auto hint = hints_.tensors.find(expr(name).text);
    if (hint == hints_.tensors.end() || expr(name).kind != ExprKind::name) return;
    const Children dims = children(sizes);
    if (dims.size() != hint->second.size.size()) return;
    for (std::size_t d = 0; d < dims.size(); ++d)
      if (expr(dims[d]).kind == ExprKind::name) define(expr(dims[d]).text, hint->second.size[d]);
  }

  void define(std::string_view symbol, std::int64_t value) { facts_.symbols.emplace(symbol, value); }

  /// `arg0_1 = rand_strided((8, 64), (64, 1), device='cuda:0', dtype=torch.float32)` and `arg1_1 = 17`.
  void read_harness() {
    const std::set<std::string_view> inputs(facts_.inputs.begin(), facts_.inputs.end());
    const auto read = [&](const PyStatement& statement) {
      if (statement.kind != PyKind::assign || statement.value == kNoExpr) return;
      const auto names = target_names(statement);
      if (names.size() != 1) return;
      if (callee(statement.value).ends_with("rand_strided"))
        read_allocation(names[0], statement.value);
      else if (inputs.contains(names[0]))
        if (const auto value = number(statement.value)) define(names[0], *value);
    };
    for (const PyFunction& function : wrapper_.functions)
      if (function.name == "get_args" || function.name == "benchmark_compiled_module")
        for_each_statement(function.body, read);
    for_each_statement(wrapper_.top_level, read);
  }

  /// Any call whose first two arguments are size and stride: rand_strided, empty_strided, empty_strided_cuda.
  void read_allocation(std::string_view name, ExprId call) {
    LayoutFact fact;
    const Children args = arguments(call);
    if (!args.empty()) fact.size = numbers(args[0]);
    if (args.size() > 1) fact.stride = numbers(args[1]);
    for (ExprId arg : args) read_dtype(arg, fact);
    if (fact.size && !fact.stride) fact.stride = dense_strides(*fact.size);
    merge(name, fact);
  }

  void read_dtype(ExprId arg, LayoutFact& fact) const {
    const Expr& node = expr(arg);
    const ExprId value = node.kind == ExprKind::keyword ? children(arg)[0] : arg;
    if (expr(value).kind == ExprKind::name && expr(value).text.starts_with("torch."))
      if (const auto dtype = find_dtype(expr(value).text)) fact.dtype = dtype;
  }

  void merge(std::string_view name, const LayoutFact& fact) {
    LayoutFact& known = facts_.layouts[name];
    if (!known.dtype) known.dtype = fact.dtype;
    if (!known.size && fact.size && fact.stride) {
      known.size = fact.size;
      known.stride = fact.stride;
    }
  }

  void read_body(Range body) {
    for (std::uint32_t index : slice(wrapper_.body_statements, body))
      read_statement(wrapper_.statements[index]);
  }

  void read_statement(const PyStatement& statement) {
    switch (statement.kind) {
      case PyKind::assign:
        return read_assignment(statement);
      case PyKind::expression:
        return read_call(statement.value, {}, false);
      case PyKind::with:
        return read_body(statement.body);
      case PyKind::ret:
        return read_return(statement);
      case PyKind::if_:
        // `if not (u0 >= 0): raise RuntimeError(..)` asserts; any other branch makes the wrapper a program
        if (!only_raises(statement.body)) facts_.control_flow.push_back(statement.text);
        return;
      case PyKind::elif:
      case PyKind::else_:
      case PyKind::while_:
        facts_.control_flow.push_back(statement.text);
        return;
      default:
        return;
    }
  }

  bool only_raises(Range body) const {
    const auto inner = slice(wrapper_.body_statements, body);
    return std::all_of(inner.begin(), inner.end(),
                       [&](std::uint32_t i) { return wrapper_.statements[i].kind == PyKind::raise_; });
  }

  void read_return(const PyStatement& statement) {
    if (in_partition_) return;
    facts_.has_return = true;
    facts_.returns.clear();
    if (statement.value == kNoExpr) return;
    if (expr(statement.value).kind == ExprKind::tuple || expr(statement.value).kind == ExprKind::list)
      facts_.returns.assign(children(statement.value).begin(), children(statement.value).end());
    else
      facts_.returns.push_back(statement.value);
  }

  void read_assignment(const PyStatement& statement) {
    const auto names = target_names(statement);
    const ExprId value = statement.value;
    if (value == kNoExpr || names.empty()) return;
    if (expr(value).kind == ExprKind::call && read_partition(value)) return;
    if (names.size() > 1 || statement.unpacks) {
      if (expr(value).kind == ExprKind::call) read_call(value, names, true);
      return;
    }
    const std::string_view name = names[0];
    if (read_shape_symbol(name, value)) return;
    if (const auto constant = number(value)) return define(name, *constant);
    if (read_item(name, value)) return;
    if (const auto view = read_view(facts_, value)) return bind(name, *view, statement.comment);
    if (expr(value).kind == ExprKind::call) read_called(name, value);
  }

  /// `s0 = arg0_1.size()[0]`, `arg0_1_size = arg0_1.size()`, `s0 = arg0_1_size[0]`.
  bool read_shape_symbol(std::string_view name, ExprId value) {
    const std::string_view function = callee(value);
    for (std::string_view method : {".size", ".stride"})
      if (function.ends_with(method)) {
        shape_names_[name] = value;
        return true;
      }
    if (expr(value).kind != ExprKind::subscript) return false;
    ExprId base = children(value)[0];
    if (expr(base).kind == ExprKind::name && shape_names_.contains(expr(base).text))
      base = shape_names_[expr(base).text];
    const auto position = number(children(value)[1]);
    const std::string_view method = callee(base);
    const std::size_t dot = method.rfind('.');
    if (!position || dot == std::string_view::npos) return false;
    const std::string_view what = method.substr(dot + 1);
    const auto fact = facts_.layouts.find(method.substr(0, dot));
    const auto hint = hints_.tensors.find(method.substr(0, dot));
    const Dims* dims = nullptr;
    if (what != "size" && what != "stride") return false;
    if (hint != hints_.tensors.end()) dims = what == "size" ? &hint->second.size : &hint->second.stride;
    if ((dims == nullptr || dims->empty()) && fact != facts_.layouts.end()) {
      const auto& known = what == "size" ? fact->second.size : fact->second.stride;
      if (known) dims = &*known;
    }
    if (dims != nullptr && *position >= 0 && *position < static_cast<std::int64_t>(dims->size()))
      define(name, (*dims)[static_cast<std::size_t>(*position)]);
    return true;
  }

  bool read_item(std::string_view name, ExprId value) {
    if (expr(value).kind != ExprKind::subscript) return false;
    const ExprId base = children(value)[0];
    const auto position = number(children(value)[1]);
    if (expr(base).kind != ExprKind::name || !position) return false;
    facts_.items[name] = {expr(base).text, *position};
    return true;
  }

  /// A name for a view. `# reuse` and `# alloc` are allocation decisions: the name has storage of its own.
  void bind(std::string_view name, const NamedView& view, std::string_view comment) {
    LayoutFact fact;
    if (const auto base = facts_.layouts.find(view.buffer); base != facts_.layouts.end()) fact = base->second;
    if (view.size) fact.size = view.size;
    if (view.stride) fact.stride = view.stride;
    if (view.dtype) see_as(*view.dtype, fact);
    merge(name, fact);
    const bool storage_only =
        comment.find("reuse") != std::string_view::npos || comment.find("alloc") != std::string_view::npos;
    if (name != view.buffer) (storage_only ? facts_.reuses : facts_.views)[name] = view;
    if (!view.size && name != view.buffer) facts_.heirs[name] = view.buffer;
  }

  /// The same bytes as elements of another type: the innermost dimension has more or fewer of them.
  static void see_as(DType dtype, LayoutFact& fact) {
    const auto from = static_cast<std::int64_t>(fact.dtype ? bytes_of(*fact.dtype) : bytes_of(dtype)),
               to = static_cast<std::int64_t>(bytes_of(dtype));
    fact.dtype = dtype;
    if (from == to || !fact.size || !fact.stride || fact.size->empty()) return;
    fact.size->back() = fact.size->back() * from / to;
    for (std::size_t d = 0; d + 1 < fact.stride->size(); ++d)
      (*fact.stride)[d] = (*fact.stride)[d] * from / to;
  }

  void read_called(std::string_view name, ExprId call) {
    const std::string_view function = callee(call);
    if (function.starts_with("empty_strided") || function == "empty" || function.ends_with(".empty_strided"))
      return read_allocation(name, call);
    if (function == "alloc_from_pool" && arguments(call).size() >= 5) {
      LayoutFact fact;
      read_dtype(arguments(call)[2], fact);
      fact.size = numbers(arguments(call)[3]);
      fact.stride = numbers(arguments(call)[4]);
      return merge(name, fact);
    }
    if (function.find("get_raw_stream") != std::string_view::npos || function == "get_cuda_stream") return;
    if (function.ends_with(".item")) {
      if (!facts_.symbols.contains(name)) facts_.unknown_symbols.push_back(name);
      return;
    }
    read_call(call, {name}, true);
  }

  /// `(buf3,) = self.partitions[0](partition0_args)`: the partition's statements use the same names.
  bool read_partition(ExprId call) {
    const ExprId target = children(call)[0];
    if (expr(target).kind != ExprKind::subscript) return false;
    const Expr& base = expr(children(target)[0]);
    const auto position = number(children(target)[1]);
    if (!base.text.ends_with("partitions") || !position) return false;
    const std::string name = "partition_" + std::to_string(*position);
    const PyFunction* partition = find_function(name);
    if (partition == nullptr) return false;
    const bool outer = std::exchange(in_partition_, true);
    read_body(partition->body);
    in_partition_ = outer;
    return true;
  }

  void read_call(ExprId call, std::vector<std::string_view> results, bool assigned) {
    if (call == kNoExpr || expr(call).kind != ExprKind::call || expr(call).count == 0) return;
    if (read_partition(call)) return;
    const std::string_view function = callee(call);
    if (function.starts_with("assert_size_stride") || function == "assert_tensor_metadata")
      return read_assertion(function, call);
    if (is_kernel(function)) return read_kernel_call(function, call);
    if (is_bookkeeping(function)) return;
    CallFact fact{function, call, {}, std::move(results), assigned, next_order_++};
    if (const std::size_t dot = function.rfind('.'); dot != std::string_view::npos &&
                                                     function.find('.') == dot && function.ends_with("_") &&
                                                     !function.starts_with("aten."))
      fact.method_self = function.substr(0, dot);
    for (ExprId arg : arguments(call))
      if (expr(arg).kind == ExprKind::keyword && is_out_keyword(expr(arg).text))
        if (const auto view = read_view(facts_, children(arg)[0])) fact.results.push_back(view->buffer);
    facts_.calls.push_back(std::move(fact));
  }

  bool is_kernel(std::string_view function) const {
    return function.ends_with(".run") || facts_.kernels.contains(function) ||
           function.starts_with("cpp_fused_") || function.ends_with(".generated_kernel") ||
           function.ends_with(".kernel");
  }

  static bool is_bookkeeping(std::string_view function) {
    static constexpr std::string_view kNoEffect[] = {"assert_alignment",
                                                     "print",
                                                     "run_intermediate_hooks",
                                                     "start_graph",
                                                     "end_graph",
                                                     "torch.cuda.set_device",
                                                     "torch.cuda.synchronize",
                                                     "args.clear",
                                                     "_DeviceGuard",
                                                     "c_void_p"};
    if (std::find(std::begin(kNoEffect), std::end(kNoEffect), function) != std::end(kNoEffect)) return true;
    return function.empty() || function.ends_with(".clear") || function.ends_with(".zero_") ||
           function.ends_with(".record") || function.ends_with(".synchronize") ||
           function.ends_with(".wait") || function.find("nvtx") != std::string_view::npos ||
           function.find("set_device") != std::string_view::npos;
  }

  void read_assertion(std::string_view function, ExprId call) {
    const Children args = arguments(call);
    if (args.size() < 3) return;
    if (function != "assert_size_stride_grouped") return assert_layout(args[0], args[1], args[2], call);
    const Children names = children(args[0]), sizes = children(args[1]), strides = children(args[2]);
    for (std::size_t i = 0; i < std::min({names.size(), sizes.size(), strides.size()}); ++i)
      assert_layout(names[i], sizes[i], strides[i], call);
  }

  void assert_layout(ExprId name, ExprId size, ExprId stride, ExprId call) {
    LayoutFact fact;
    fact.size = numbers(size);
    fact.stride = numbers(stride);
    for (ExprId arg : arguments(call)) read_dtype(arg, fact);
    merge(expr(name).text, fact);
  }

  void read_kernel_call(std::string_view function, ExprId call) {
    KernelCall fact;
    const std::size_t dot = function.rfind('.');
    fact.kernel = dot == std::string_view::npos ? function : function.substr(0, dot);
    fact.call = call;
    fact.order = next_order_++;
    for (ExprId arg : arguments(call)) {
      if (expr(arg).kind == ExprKind::keyword) continue;
      const auto view = read_view(facts_, pointer_argument(arg));
      fact.arguments.push_back(view.value_or(NamedView{}));
    }
    facts_.kernel_calls.push_back(std::move(fact));
  }

  /// x of `c_void_p(x.data_ptr())`.
  ExprId pointer_argument(ExprId arg) const {
    if (callee(arg) != "c_void_p" || arguments(arg).empty()) return arg;
    const ExprId inner = arguments(arg)[0];
    return expr(inner).kind == ExprKind::call ? children(inner)[0] : inner;
  }

  /// Pointer types in a kernel's signature ('in_ptr0': '*bf16') are the dtypes of what it is called with.
  void apply_kernel_signatures() {
    for (const KernelCall& call : facts_.kernel_calls) {
      const auto kernel = facts_.kernels.find(call.kernel);
      if (kernel == facts_.kernels.end()) continue;
      const auto types = signature_types(kernel->second->source);
      for (std::size_t i = 0; i < std::min(types.size(), call.arguments.size()); ++i) {
        if (!types[i] || call.arguments[i].buffer.empty()) continue;
        LayoutFact fact;
        fact.dtype = types[i];
        merge(call.arguments[i].buffer, fact);
      }
    }
  }

  static std::optional<DType> triton_pointer(std::string_view type) {
    static constexpr std::pair<std::string_view, DType> kTypes[] = {{"*fp64", DType::f64},
                                                                    {"*fp32", DType::f32},
                                                                    {"*fp16", DType::f16},
                                                                    {"*bf16", DType::bf16},
                                                                    {"*i64", DType::i64},
                                                                    {"*i32", DType::i32},
                                                                    {"*i16", DType::i16},
                                                                    {"*i8", DType::i8},
                                                                    {"*u64", DType::u64},
                                                                    {"*u32", DType::u32},
                                                                    {"*u16", DType::u16},
                                                                    {"*u8", DType::u8},
                                                                    {"*i1", DType::boolean},
                                                                    {"*fp8e4nv", DType::f8e4m3fn},
                                                                    {"*fp8e5", DType::f8e5m2},
                                                                    {"*fp8e4b8", DType::f8e4m3fnuz},
                                                                    {"*fp8e5b16", DType::f8e5m2fnuz}};
    for (const auto& [text, dtype] : kTypes)
      if (text == type) return dtype;
    return std::nullopt;
  }

  static std::vector<std::optional<DType>> signature_types(std::string_view listing) {
    std::vector<std::optional<DType>> types;
    std::size_t at = listing.find("'signature': {");
    if (at == std::string_view::npos) at = listing.find("signature={");
    if (at == std::string_view::npos) return types;
    const std::string_view body = listing.substr(at, listing.find('}', at) - at);
    for (std::size_t colon = body.find(": '"); colon != std::string_view::npos;
         colon = body.find(": '", colon + 1)) {
      const std::size_t begin = colon + 3, end = body.find('\'', begin);
      if (end == std::string_view::npos) break;
      types.push_back(triton_pointer(body.substr(begin, end - begin)));
    }
    return types;
  }

  const Wrapper& wrapper_;
  const GraphHints& hints_;
  WrapperFacts facts_;
  std::map<std::string_view, ExprId> shape_names_;
  bool in_partition_ = false;
  std::size_t next_order_ = 0;
};

}  // namespace

bool is_out_keyword(std::string_view keyword) {
  return keyword == "out" ||
         (keyword.size() == 4 && keyword.starts_with("out") && keyword[3] >= '0' && keyword[3] <= '9');
}

WrapperFacts read_wrapper(const Wrapper& wrapper, const GraphHints& hints) {
  return Reader(wrapper, hints).read();
}

}  // namespace ireplay
