#include <algorithm>
#include <set>

#include "parser/words.hpp"
#include "replay/lower/listing/triton_types.hpp"
#include "replay/lower/wrapper_reader.hpp"

/// What the wrapper says of the types and shapes of its tensors: assertions, allocations, the harness, and
/// the pointers in the signatures of kernels.
namespace ireplay {
namespace {

/// Types of what a kernel's pointers point to, by parameter; none for numbers.
std::vector<std::optional<DType>> signature_types(const Listing& listing) {
  std::vector<std::optional<DType>> types;
  for (const std::string_view type : signature_of(listing)) types.push_back(find_pointer_type(type));
  return types;
}

}  // namespace

void WrapperReader::read_inputs(const PyFunction& function) {
  for_each_statement(function.body, [&](const PyStatement& statement) {
    if (statement.kind != PyKind::assign || statement.value == kNoExpr || !facts_.inputs.empty()) return;
    if (expr(statement.value).kind == ExprKind::name && expr(statement.value).text == "args")
      facts_.inputs = target_names(statement);
  });
}

/// Where the user's tensors have other shapes than the harness, sizes printed as a bare symbol are those of
/// the tensors.
void WrapperReader::unify_shapes(Range body) {
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

void WrapperReader::unify(ExprId name, ExprId sizes) {
  const auto hint = hints_.tensors.find(expr(name).text);
  if (hint == hints_.tensors.end() || expr(name).kind != ExprKind::name) return;
  const Children dims = children(sizes);
  if (dims.size() != hint->second.size.size()) return;
  for (std::size_t d = 0; d < dims.size(); ++d) {
    if (expr(dims[d]).kind != ExprKind::name) continue;
    define(expr(dims[d]).text, hint->second.size[d]);
    unified_.insert(expr(name).text);
  }
}

/// `arg0_1 = rand_strided((8, 64), (64, 1), device='cuda:0', dtype=torch.float32)` and `arg1_1 = 17`.
void WrapperReader::read_harness() {
  const std::set<std::string_view> inputs(facts_.inputs.begin(), facts_.inputs.end());
  const auto read = [&](const PyStatement& statement) {
    if (statement.kind != PyKind::assign || statement.value == kNoExpr) return;
    const Names names = target_names(statement);
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
void WrapperReader::read_allocation(std::string_view name, ExprId call) {
  LayoutFact fact;
  const Children args = arguments(call);
  if (!args.empty()) fact.size = numbers(args[0]);
  if (args.size() > 1) fact.stride = numbers(args[1]);
  for (ExprId arg : args) read_dtype(arg, fact);
  if (unified_.contains(name)) {  // the assertion has the tensor's own sizes
    fact.size.reset();
    fact.stride.reset();
  }
  if (fact.size && !fact.stride) fact.stride = dense_strides(*fact.size);
  merge(name, fact);
}

void WrapperReader::read_dtype(ExprId arg, LayoutFact& fact) const {
  const Expr& node = expr(arg);
  const ExprId value = node.kind == ExprKind::keyword ? children(arg)[0] : arg;
  if (expr(value).kind == ExprKind::name && expr(value).text.starts_with("torch."))
    if (const auto dtype = find_dtype(expr(value).text)) fact.dtype = dtype;
}

void WrapperReader::merge(std::string_view name, const LayoutFact& fact) {
  LayoutFact& known = facts_.layouts[name];
  if (!known.dtype) known.dtype = fact.dtype;
  if (!known.size && fact.size && fact.stride) {
    known.size = fact.size;
    known.stride = fact.stride;
  }
}

void WrapperReader::read_assertion(std::string_view function, ExprId call) {
  const Children args = arguments(call);
  if (args.size() < 3) return;
  if (function != "assert_size_stride_grouped") return assert_layout(args[0], args[1], args[2], call);
  const Children names = children(args[0]), sizes = children(args[1]), strides = children(args[2]);
  for (std::size_t i = 0; i < std::min({names.size(), sizes.size(), strides.size()}); ++i)
    assert_layout(names[i], sizes[i], strides[i], call);
}

void WrapperReader::assert_layout(ExprId name, ExprId size, ExprId stride, ExprId call) {
  LayoutFact fact;
  fact.size = numbers(size);
  fact.stride = numbers(stride);
  for (ExprId arg : arguments(call)) read_dtype(arg, fact);
  merge(expr(name).text, fact);
}

/// The same bytes as elements of another type: the innermost dimension has more or fewer of them.
void WrapperReader::see_as(DType dtype, LayoutFact& fact) {
  const auto from = static_cast<std::int64_t>(fact.dtype ? bytes_of(*fact.dtype) : bytes_of(dtype)),
             to = static_cast<std::int64_t>(bytes_of(dtype));
  fact.dtype = dtype;
  if (from == to || !fact.size || !fact.stride || fact.size->empty()) return;
  fact.size->back() = fact.size->back() * from / to;
  for (std::size_t d = 0; d + 1 < fact.stride->size(); ++d) (*fact.stride)[d] = (*fact.stride)[d] * from / to;
}

void WrapperReader::note_numbers(ExprId id, KernelCall& call) const {
  if (expr(id).kind == ExprKind::name)
    if (const auto number = assigned_.find(expr(id).text); number != assigned_.end())
      call.numbers.insert(*number);
  for (const ExprId child : children(id)) note_numbers(child, call);
}

void WrapperReader::read_kernel_call(std::string_view function, ExprId call) {
  KernelCall fact;
  const std::string_view object = split_last(function).before;
  fact.kernel = object.empty() ? function : object;
  fact.call = call;
  fact.order = next_order_++;
  for (ExprId arg : arguments(call)) {
    note_numbers(arg, fact);
    if (expr(arg).kind == ExprKind::keyword) {  // of a user's kernel: `out_ptr=buf1`; also grid= and stream=
      const bool is_tensor = expr(arg).text != "grid" && expr(arg).text != "stream";
      if (is_tensor) fact.arguments.push_back(view(children(arg)[0]).value_or(NamedView{}));
      continue;
    }
    const std::string_view pointer = pointer_argument(arg);
    fact.arguments.push_back(pointer.empty() ? view(arg).value_or(NamedView{})
                                             : NamedView{pointer, {}, {}, 0, false, {}});
  }
  facts_.kernel_calls.push_back(std::move(fact));
}

/// x of `c_void_p(x.data_ptr())`; empty for what is not of that form.
std::string_view WrapperReader::pointer_argument(ExprId arg) const {
  constexpr std::string_view kPointer = ".data_ptr";
  if (callee(arg) != "c_void_p" || arguments(arg).empty()) return {};
  const std::string_view method = callee(arguments(arg)[0]);
  return method.ends_with(kPointer) ? method.substr(0, method.size() - kPointer.size()) : std::string_view{};
}

/// Pointer types in a kernel's signature ('in_ptr0': '*bf16') are the dtypes of what it is called with.
void WrapperReader::apply_kernel_signatures() {
  for (const KernelCall& call : facts_.kernel_calls) {
    const auto kernel = facts_.kernels.find(call.kernel);
    if (kernel == facts_.kernels.end()) continue;
    if (kernel->second->language != "triton") continue;
    const auto types = signature_types(facts_.listings->of(*kernel->second));
    for (std::size_t i = 0; i < std::min(types.size(), call.arguments.size()); ++i) {
      if (!types[i] || call.arguments[i].buffer.empty()) continue;
      LayoutFact fact;
      fact.dtype = types[i];
      merge(call.arguments[i].buffer, fact);
    }
  }
}

bool is_out_keyword(std::string_view keyword) {
  return keyword == "out" ||
         (keyword.size() == 4 && keyword.starts_with("out") && keyword[3] >= '0' && keyword[3] <= '9');
}

bool is_user_kernel(const WrapperFacts& facts, const PyKernel& kernel) {
  if (kernel.language != "triton") return false;
  const Listing& listing = facts.listings->of(kernel);
  return listing.functions.empty() || heuristics_of(listing) == "user_autotune" ||
         has_heuristic(listing, "custom_kernel");
}

}  // namespace ireplay
