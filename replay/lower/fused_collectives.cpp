#include "replay/lower/fused_collectives.hpp"

#include <algorithm>
#include <optional>

#include "replay/externs/arguments.hpp"
#include "replay/lower/plan_memory.hpp"

namespace ireplay {
namespace {

/// Parameters as PyTorch defines them.
constexpr ExternRow kFused[] = {
    {"fused_all_gather_matmul", "A, Bs, gather_dim, group_name, *, return_A=True"},
    {"fused_all_gather_scaled_matmul",
     "A, Bs, A_scale, B_scales, gather_dim, group_name, biases, result_scales, out_dtypes, use_fast_accum"},
    {"fused_matmul_reduce_scatter", "A, B, reduce_op, scatter_dim, group_name"},
    {"fused_scaled_matmul_reduce_scatter",
     "A, B, A_scale, B_scale, reduce_op, orig_scatter_dim, scatter_dim_after_maybe_reshape, group_name, "
     "output_shape, bias=None, result_scale=None, out_dtype=None, use_fast_accum=False"},
};

const ExternRow* find_fused(std::string_view function) {
  constexpr std::string_view kLibrary = "symm_mem.";
  const std::size_t at = function.find(kLibrary);
  if (at == function.npos) return nullptr;
  const std::string_view rest = function.substr(at + kLibrary.size());
  const auto* const row = std::ranges::find(kFused, rest.substr(0, rest.find('.')), &ExternRow::name);
  return row == std::end(kFused) ? nullptr : row;
}

/// Whether the leading dimensions are one in memory.
bool is_matrix(const TensorView& view) {
  std::optional<std::int64_t> next;  // the stride of the dimension before
  for (std::size_t d = view.size.size() - 1; d-- > 0;) {
    if (view.size[d] == 1) continue;
    if (next && view.stride[d] != *next) return false;
    next = view.stride[d] * view.size[d];
  }
  return true;
}

/// (.., n) as (rows, n).
TensorView as_matrix(TensorView view) {
  const std::size_t last = view.size.size() - 1;
  std::int64_t stride = view.size[last];
  for (std::size_t d = last; d-- > 0;)
    if (view.size[d] != 1) {
      stride = view.stride[d];
      break;
    }
  const std::int64_t columns = view.size[last];
  const std::int64_t rows = numel(Dims(view.size.begin(), view.size.end() - 1));
  view.size = {rows, columns};
  view.stride = {stride, view.stride[last]};
  return view;
}

/// A scale of each row.
bool is_by_rows(const TensorView* scale) { return scale != nullptr && numel(scale->size) != 1; }

ExternArgument positional(ExternValue value) { return {"", std::move(value)}; }
ExternArgument tensor_or_none(const TensorView* view) {
  return view == nullptr ? positional({}) : positional({*view});
}

/// What a product has beside its two matrices; nothing for a plain one.
struct Scaling {
  const TensorView *a = nullptr, *b = nullptr, *bias = nullptr, *result = nullptr;
  bool fast = false;
};

class Splitter {
 public:
  Splitter(const std::string& node, const ExternRow& row, const ExternCall& call, Plan& plan)
      : node_(node), call_(call), args_(row, call), plan_(plan), a_(args_.tensor("A")) {
    require(a_.size.size() >= 2, "its first operand is no matrix");
  }

  std::vector<Step> gather_and_multiply() {
    const std::vector<const TensorView*> matrices = args_.tensors("Bs");
    for (const TensorView* b : matrices) require(b != nullptr && b->size.size() == 2, "it has no matrix");
    const std::size_t dim = dimension("gather_dim", a_.size.size());
    const std::int64_t ranks = ranks_of_gather(dim, matrices);
    const std::vector<Scaling> scaling = scaling_of_gather(matrices.size(), dim, ranks);
    const TensorView whole = gathered(a_, dim, ranks, "gathered");
    return_gathered(whole, dim);
    std::optional<TensorView> rows;
    if (!scaling.empty() && is_by_rows(scaling[0].a)) rows = scales_of_rows(*scaling[0].a, dim, ranks);
    for (std::size_t i = 0; i < matrices.size(); ++i) {
      const std::int32_t to = result(1 + i);
      if (to == kNone) continue;
      Scaling own = scaling.empty() ? Scaling() : scaling[i];
      if (rows) own.a = &*rows;
      const std::string name = matrices.size() == 1 ? node_ : node_ + "." + std::to_string(i);
      multiply_into(name, whole, *matrices[i], own, move_dim(whole_buffer(plan_, to), front(dim), 0));
    }
    return std::move(steps_);
  }

  std::vector<Step> multiply_and_scatter() {
    const bool scaled = args_.knows("A_scale");
    const TensorView& b = args_.tensor("B");
    require(b.size.size() == 2, "its second operand is no matrix");
    Dims size = scaled && !args_.is_none("output_shape") ? args_.integers("output_shape") : a_.size;
    require(!size.empty(), "its result has no dimension");
    size.back() = b.size[1];
    const std::size_t dim = dimension(scaled ? "orig_scatter_dim" : "scatter_dim", size.size());
    const std::int32_t to = result(0);
    require(to != kNone, "nobody reads its result");
    const PlanBuffer out = buffer_of(plan_, to);
    const std::int64_t ranks = quotient(size[dim], extent_of(out, dim));
    Scaling scaling;
    if (scaled)
      scaling = {&args_.tensor("A_scale"), &args_.tensor("B_scale"), args_.optional_tensor("bias"),
                 args_.optional_tensor("result_scale"), args_.flag("use_fast_accum")};
    std::optional<TensorView> rows;
    if (is_by_rows(scaling.a)) rows = flat(*scaling.a, "scales"), scaling.a = &*rows;
    const std::int64_t count = numel(Dims(a_.size.begin(), a_.size.end() - 1));
    require(count == numel(Dims(size.begin(), size.end() - 1)), "its shapes do not fit");
    const std::int32_t product = add_tensor(plan_, node_ + ".product", out.dtype, {count, b.size[1]});
    multiply(node_, flat(a_, "rows"), b, scaling, product);
    TensorView parts = whole_buffer(plan_, product);
    parts.size = size, parts.stride = dense_strides(size);
    scatter(parts, dim, ranks, to);
    return std::move(steps_);
  }

 private:
  void require(bool truth, const std::string& what) const {
    if (!truth) throw Error(Error::Kind::unsupported, std::string(args_.function()) + ": " + what);
  }

  std::size_t dimension(std::string_view parameter, std::size_t rank) const {
    std::int64_t dim = args_.integer(parameter);
    if (dim < 0) dim += static_cast<std::int64_t>(rank);
    require(dim >= 0 && dim < static_cast<std::int64_t>(rank), "it has no such dimension");
    return static_cast<std::size_t>(dim);
  }

  std::int64_t extent_of(const PlanBuffer& buffer, std::size_t dim) const {
    require(dim < buffer.size.size(), "its shapes do not fit");
    return buffer.size[dim];
  }

  std::int64_t quotient(std::int64_t whole, std::int64_t part) const {
    require(part > 0 && whole % part == 0 && whole > 0, "how many ranks there are is not to be seen");
    return whole / part;
  }

  std::int32_t result(std::size_t i) const { return i < call_.results.size() ? call_.results[i] : kNone; }

  /// The dimension of the rows that were gathered, in `gathered`: the first, but for columns, which stay.
  std::size_t front(std::size_t dim) const { return dim + 1 == a_.size.size() ? 0 : dim; }

  std::int64_t ranks_of_gather(std::size_t dim, const std::vector<const TensorView*>& matrices) const {
    if (dim + 1 == a_.size.size() && !matrices.empty()) return quotient(matrices[0]->size[0], a_.size[dim]);
    for (const std::int32_t to : call_.results)
      if (to != kNone) return quotient(extent_of(buffer_of(plan_, to), dim), a_.size[dim]);
    require(false, "how many ranks there are is not to be seen");
    return 0;
  }

  std::vector<Scaling> scaling_of_gather(std::size_t count, std::size_t dim, std::int64_t ranks) const {
    std::vector<Scaling> all;
    if (!args_.knows("A_scale")) return all;
    const auto b = args_.tensors("B_scales"), bias = args_.tensors("biases"),
               result = args_.tensors("result_scales");
    const std::vector<bool> fast = args_.flags("use_fast_accum");
    require(b.size() == count && bias.size() == count && result.size() == count && fast.size() == count,
            "its lists are not of one length");
    const TensorView& scale = args_.tensor("A_scale");
    Dims whole = a_.size;
    whole[dim] *= ranks;
    require(numel(scale.size) == 1 || is_of_rows(scale, whole) || is_of_rows(scale, a_.size),
            "its scales do not fit");
    all.reserve(count);
    for (std::size_t i = 0; i < count; ++i) all.push_back({&scale, b[i], bias[i], result[i], fast[i]});
    return all;
  }

  static bool is_of_rows(const TensorView& scale, const Dims& size) {
    return scale.size.size() == size.size() && scale.size.back() == 1 &&
           std::equal(size.begin(), size.end() - 1, scale.size.begin());
  }

  /// All ranks' shards, joined along `dim`: with that dimension in front, which is how shards lie one behind
  /// the other; where it is the columns they are put side by side.
  TensorView gathered(const TensorView& shard, std::size_t dim, std::int64_t ranks, const std::string& what) {
    Dims joined = shard.size;
    joined[0] *= ranks;
    const std::int32_t pinned = add_pinned(plan_, node_ + "." + what, shard.dtype, joined);
    exchange(node_ + "." + what, "_c10d_functional.all_gather_into_tensor",
             {positional({shard}), positional({ranks})}, pinned);
    TensorView shards = whole_buffer(plan_, pinned);  // (ranks, ..)
    shards.size = shard.size, shards.stride = dense_strides(shard.size);
    shards.size.insert(shards.size.begin(), ranks);
    shards.stride.insert(shards.stride.begin(), numel(shard.size));
    const bool is_last = dim + 1 == shard.size.size();
    if (dim == 0) return whole_buffer(plan_, pinned);
    shards = move_dim(shards, is_last ? 0 : dim + 1, is_last ? dim : 1);
    Dims size = shard.size;
    size[dim] *= ranks;
    if (!is_last)
      std::rotate(size.begin(), size.begin() + static_cast<std::ptrdiff_t>(dim),
                  size.begin() + static_cast<std::ptrdiff_t>(dim) + 1);
    const std::int32_t ordered = add_tensor(plan_, node_ + "." + what + ".ordered", shard.dtype, size);
    TensorView target = whole_buffer(plan_, ordered);
    target.size = shards.size, target.stride = dense_strides(shards.size);
    add(node_ + "." + what + ".ordered", copy_call(target, shards));
    return whole_buffer(plan_, ordered);
  }

  void return_gathered(const TensorView& whole, std::size_t dim) {
    const std::int32_t to = result(0);
    if (to != kNone)
      add(node_ + ".returned", copy_call(move_dim(whole_buffer(plan_, to), front(dim), 0), whole));
  }

  /// Of each row of what was gathered: each rank has those of its own rows, or all of them.
  TensorView scales_of_rows(const TensorView& scale, std::size_t dim, std::int64_t ranks) {
    const bool is_shard = is_of_rows(scale, a_.size) && dim + 1 != a_.size.size();
    return flat(is_shard ? gathered(scale, dim, ranks, "scales") : move_dim(scale, front(dim), 0), "rows");
  }

  /// (.., n) as (rows, n), copied where memory has it otherwise.
  TensorView flat(const TensorView& view, const std::string& what) {
    if (is_matrix(view)) return as_matrix(view);
    const std::int32_t copy = add_tensor(plan_, node_ + "." + what, view.dtype, view.size);
    add(node_ + "." + what, copy_call(whole_buffer(plan_, copy), view));
    return as_matrix(whole_buffer(plan_, copy));
  }

  void multiply(const std::string& name, const TensorView& a, const TensorView& b, const Scaling& scaling,
                std::int32_t to) {
    ExternCall call{.function = "aten.mm", .arguments = {positional({a}), positional({b})}, .results = {to}};
    if (scaling.a != nullptr) {
      call.function = "aten._scaled_mm";
      for (const TensorView* view : {scaling.a, scaling.b, scaling.bias, scaling.result})
        call.arguments.push_back(tensor_or_none(view));
      call.arguments.push_back(positional({buffer_of(plan_, to).dtype}));
      call.arguments.push_back(positional({scaling.fast}));
    }
    add(name, std::move(call));
  }

  /// `target` has the rows in the order of `a`.
  void multiply_into(const std::string& name, const TensorView& a, const TensorView& b,
                     const Scaling& scaling, const TensorView& target) {
    const TensorView rows = flat(a, "rows");
    if (target == whole_buffer(plan_, target.buffer) && target.size.size() == 2)
      return multiply(name, rows, b, scaling, target.buffer);
    const std::int32_t product =
        add_tensor(plan_, name + ".product", target.dtype, {rows.size[0], b.size[1]});
    multiply(name, rows, b, scaling, product);
    TensorView whole = whole_buffer(plan_, product);
    whole.size = target.size, whole.stride = dense_strides(target.size);
    add(name + ".returned", copy_call(target, whole));
  }

  /// Ranks sum their `parts` and keep their share of `dim`, which has to be in front.
  void scatter(TensorView parts, std::size_t dim, std::int64_t ranks, std::int32_t to) {
    const std::string name = node_ + ".scattered";
    std::int32_t share = to;
    if (dim == 0) {
      plan_.storages[static_cast<std::size_t>(buffer_of(plan_, to).storage)].kind = Storage::Kind::constant;
      plan_.inputs.push_back({.name = buffer_of(plan_, to).name, .buffer = to});
    } else {
      const TensorView turned = move_dim(parts, dim, 0);
      const std::int32_t ordered = add_tensor(plan_, name + ".ordered", parts.dtype, turned.size);
      parts = whole_buffer(plan_, ordered);
      add(name + ".ordered", copy_call(parts, turned));
      Dims size = parts.size;
      size[0] /= ranks;
      share = add_pinned(plan_, name, parts.dtype, size);
    }
    exchange(name, "_c10d_functional.reduce_scatter_tensor",
             {positional({parts}), positional({args_.text("reduce_op")}), positional({ranks})}, share);
    if (share != to)
      add(node_ + ".returned",
          copy_call(move_dim(whole_buffer(plan_, to), dim, 0), whole_buffer(plan_, share)));
  }

  void exchange(std::string name, const std::string& function, std::vector<ExternArgument> arguments,
                std::int32_t to) {
    arguments.push_back(positional(args_.value("group_name")));
    Step& step = add(std::move(name), {.function = "torch.ops." + function + ".default",
                                       .arguments = std::move(arguments),
                                       .results = {to}});
    step.kind = Step::Kind::nop;
    step.op_kind = "opaque";
  }

  Step& add(std::string name, ExternCall call) {
    Step step{.kind = Step::Kind::extern_call, .name = std::move(name), .op_kind = "extern"};
    step.nodes = {step.name};
    step.call = std::move(call);
    return steps_.emplace_back(std::move(step));
  }

  const std::string& node_;
  const ExternCall& call_;
  ExternArguments args_;
  Plan& plan_;
  const TensorView& a_;
  std::vector<Step> steps_;
};

}  // namespace

bool is_fused_collective(std::string_view function) { return find_fused(function) != nullptr; }

std::vector<Step> split_fused_collective(const std::string& node, const ExternCall& call, Plan& plan) {
  const ExternRow& row = *find_fused(call.function);
  Splitter splitter(node, row, call, plan);
  return row.name.find("all_gather") == row.name.npos ? splitter.multiply_and_scatter()
                                                      : splitter.gather_and_multiply();
}

}  // namespace ireplay
