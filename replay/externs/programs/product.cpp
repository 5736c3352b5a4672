// Products in all spellings: the library's product, and loops for scales, groups and what comes after it.
#include <algorithm>
#include <array>
#include <numeric>

#include "replay/externs/writer.hpp"

namespace ireplay {

namespace {

/// Of complex matrices: four real products.
void write_complex_product(ExternWriter& to, const ProductPart& whole, std::complex<double> alpha,
                           std::complex<double> beta) {
  const DType dtype = as_reals(whole.d).dtype;
  for (const TensorView* tensor : {&whole.a, &whole.b, &whole.d})
    to.frame.refuse_if(
        !is_complex(tensor->dtype) || as_reals(*tensor).dtype != dtype,
        to.frame.name_of(*tensor) + " is not of " + std::string(info(whole.d.dtype).torch_name));
  const bool adds = whole.addend && beta != 0.0;
  to.frame.refuse_if(adds && !is_complex(whole.addend->dtype),
                     to.frame.name_of(*whole.addend) + " is not complex");
  const TensorView parts[] = {to.temporary(dtype, whole.d.size), to.temporary(dtype, whole.d.size)};
  for (const std::int64_t part : {0, 1}) {
    const TensorView& sum = parts[part];
    to.product({part_of(whole.a, 0), part_of(whole.b, part), sum, {}});
    to.product({part_of(whole.a, 1), part_of(whole.b, 1 - part), sum, sum, part == 0 ? -1.0 : 1.0});
  }
  LoopWriter loops("product", whole.d.size, whole.d.size.size());
  const std::vector<Index> here = loops.range(0, whole.d.size.size());
  using Pair = std::array<Value, 2>;
  const auto scaled = [](std::complex<double> by, Pair number) -> Pair {
    if (by.imag() == 0) return {number[0] * by.real(), number[1] * by.real()};
    return {number[0] * by.real() - number[1] * by.imag(), number[0] * by.imag() + number[1] * by.real()};
  };
  Pair total = scaled(alpha, {loops.load(parts[0], here), loops.load(parts[1], here)});
  if (adds) {
    const auto read = [&](std::int64_t part) {
      return loops.convert(loops.load(part_of(expanded(*whole.addend, whole.d.size), part), here), dtype);
    };
    const Pair addend = scaled(beta, {read(0), read(1)});
    total = {total[0] + addend[0], total[1] + addend[1]};
  }
  for (const std::size_t part : {0, 1})
    loops.store(part_of(whole.d, static_cast<std::int64_t>(part)), here, total[part]);
  to.add(loops);
}

}  // namespace

void write_product(ExternWriter& to, ProductPart part) {
  const bool scales = part.addend && to.args.knows("alpha");
  if (is_complex(part.d.dtype) || is_complex(part.a.dtype) || is_complex(part.b.dtype))
    return write_complex_product(to, part, scales ? to.args.complex("alpha") : part.alpha,
                                 scales ? to.args.complex("beta") : part.beta);
  if (scales) part.alpha = to.args.number("alpha"), part.beta = to.args.number("beta");
  to.product(std::move(part));
}

namespace {

constexpr std::int64_t kMostGroups = 256;  // every group is a product of its own

void require_product(const ExternWriter& to, const TensorView& a, const TensorView& b) {
  const std::size_t rank = a.size.size();
  to.frame.require(b.size.size() == rank && (rank == 2 || rank == 3),
                   "operands are " + bracketed(a.size) + " and " + bracketed(b.size));
  to.frame.require(rank == 2 || a.size[0] == b.size[0], "batches of " + std::to_string(a.size[0]) + " and " +
                                                            std::to_string(b.size[0]) + " matrices");
  to.frame.require(a.size[rank - 1] == b.size[rank - 2], "a matrix of " + std::to_string(a.size[rank - 1]) +
                                                             " columns times one of " +
                                                             std::to_string(b.size[rank - 2]) + " rows");
}

Dims product_size(const TensorView& a, const TensorView& b) {
  Dims size = a.size;
  size.back() = b.size.back();
  return size;
}

void write_plain(ExternWriter& to, std::string_view a_name, std::string_view b_name, std::size_t rank,
                 const char* addend) {
  to.frame.require_rank(a_name, rank);
  to.frame.require_rank(b_name, rank);
  ProductPart part{to.tensor(a_name), to.tensor(b_name), {}, {}};
  require_product(to, part.a, part.b);
  part.d = to.result(0, product_size(part.a, part.b));
  if (addend != nullptr) {
    to.tensor(addend, part.d.size);  // broadcasts
    part.addend = to.tensor(addend);
  }
  write_product(to, std::move(part));
}

/// The product in the type it is summed in.
TensorView wide_product(ExternWriter& to, const TensorView& a, const TensorView& b, double alpha = 1) {
  require_product(to, a, b);
  TensorView d = to.temporary(sum_type(a.dtype), product_size(a, b));
  to.product({a, b, d, {}, alpha});
  return d;
}

Value activated(Value x, bool gelu) {
  if (!gelu) return apply(ScalarOp::relu, x);
  const Value inner = (x + x * x * x * 0.044715) * 0.7978845608028654;
  return x * 0.5 * (apply(ScalarOp::tanh, inner) + 1);
}

}  // namespace

void write_mm(ExternWriter& to) { return write_plain(to, "self", "mat2", 2, nullptr); }
void write_bmm(ExternWriter& to) { return write_plain(to, "self", "mat2", 3, nullptr); }
void write_addmm(ExternWriter& to) { return write_plain(to, "mat1", "mat2", 2, "self"); }
void write_baddbmm(ExternWriter& to) { return write_plain(to, "batch1", "batch2", 3, "self"); }

void write_mm_plus_mm(ExternWriter& to) {
  for (const char* name : {"a", "b", "c", "d"}) to.frame.require_rank(name, 2);
  const TensorView a = to.tensor("a"), b = to.tensor("b"), c = to.tensor("c"), d = to.tensor("d");
  require_product(to, c, d);
  const TensorView result = to.result(0, product_size(a, b));
  to.frame.require(product_size(c, d) == result.size, "a product of " + bracketed(product_size(c, d)) +
                                                          " added to one of " + bracketed(result.size));
  to.frame.refuse_complex(result);
  const TensorView sum = wide_product(to, a, b);
  to.product({c, d, sum, sum});
  to.copy(sum, result);
}

void write_addmm_activation(ExternWriter& to) {
  to.frame.require_rank("mat1", 2);
  to.frame.require_rank("mat2", 2);
  const TensorView product = wide_product(to, to.tensor("mat1"), to.tensor("mat2"), to.args.number("alpha"));
  const TensorView result = to.result(0, product.size), addend = to.tensor("self", product.size);
  to.frame.refuse_unless_floats(result);
  LoopWriter loops("addmm activation", product.size, 2);
  const std::vector<Index> here = loops.range(0, 2);
  Value value = loops.load(product, here);
  const double beta = to.args.number("beta");
  if (beta != 0) value = value + loops.convert(loops.load(addend, here), loops.type(value)) * beta;
  loops.store(result, here, activated(value, to.args.flag("use_gelu")));
  to.add(loops);
}

/// The batch is one more dimension that is summed over.
void write_addbmm(ExternWriter& to) {
  to.frame.require_rank("batch1", 3);
  to.frame.require_rank("batch2", 3);
  const TensorView a = to.tensor("batch1"), b = to.tensor("batch2");
  require_product(to, a, b);
  const TensorView result = to.result(0, {a.size[1], b.size[2]});
  to.tensor("self", result.size);
  const TensorView left = to.converted(permuted(a, {1, 0, 2}), a.dtype), right = to.dense(b);
  write_product(to, {reshaped(left, {a.size[1], a.size[0] * a.size[2]}),
                     reshaped(right, {b.size[0] * b.size[1], b.size[2]}), result, to.tensor("self")});
}

void write_mv(ExternWriter& to) {
  to.frame.require_rank("self", 2);
  to.frame.require_rank("vec", 1);
  const TensorView a = to.tensor("self"), b = unsqueezed(to.tensor("vec"), 1);
  require_product(to, a, b);
  write_product(to, {a, b, unsqueezed(to.result(0, {a.size[0]}), 1), {}});
}

// ---- float8 with scales

namespace {

/// Elements along one dimension that share a scale: all, one, or the 128 of block scaling.
std::int64_t scale_block(const ExternWriter& to, std::int64_t count, std::int64_t scales) {
  constexpr std::int64_t kBlock = 128;
  if (scales == 1) return std::max<std::int64_t>(count, 1);
  if (scales == count) return 1;
  to.frame.require(scales == (count + kBlock - 1) / kBlock,
                   std::to_string(scales) + " scales for " + std::to_string(count));
  return kBlock;
}

struct Scales {
  TensorView tensor;
  std::int64_t high = 1, wide = 1;

  Value at(LoopWriter& loops, Index row, Index column) const {
    const Index at[] = {row / high, column / wide};
    return loops.convert(loops.load(tensor, {at[0], at[1]}), DType::f32);
  }
};

Scales read_scales(const ExternWriter& to, std::string_view name, const TensorView& matrix) {
  Scales scales{to.tensor(name)};
  if (numel(scales.tensor.size) == 1) scales.tensor.size = {1, 1}, scales.tensor.stride = {1, 1};
  to.frame.require(scales.tensor.size.size() == 2,
                   "'" + std::string(name) + "' is " + bracketed(scales.tensor.size));
  scales.high = scale_block(to, matrix.size[0], scales.tensor.size[0]);
  scales.wide = scale_block(to, matrix.size[1], scales.tensor.size[1]);
  return scales;
}

TensorView scaled(ExternWriter& to, const TensorView& matrix, const Scales& scales) {
  TensorView result = to.temporary(DType::f32, matrix.size);
  LoopWriter loops("scaled product", matrix.size, 2);
  const std::vector<Index> here = loops.range(0, 2);
  const Value value = loops.convert(loops.load(matrix, here), DType::f32);
  loops.store(result, here, value * scales.at(loops, here[0], here[1]));
  to.add(loops);
  return result;
}

/// float8 numbers are bfloat16 numbers too.
TensorView as_half(ExternWriter& to, const TensorView& matrix) {
  const bool narrow = is_floating(matrix.dtype) && bytes_of(matrix.dtype) == 1;
  return narrow ? to.converted(matrix, DType::bf16) : matrix;
}

}  // namespace

void write_scaled_mm(ExternWriter& to) {
  to.frame.require_rank("self", 2);
  to.frame.require_rank("mat2", 2);
  const TensorView a = to.tensor("self"), b = to.tensor("mat2");
  require_product(to, a, b);
  for (const char* name : {"scale_a", "scale_b"}) {
    const DType dtype = to.tensor(name).dtype;
    to.frame.refuse_if(is_floating(dtype) && bytes_of(dtype) == 1,
                       "argument '" + std::string(name) + "' holds swizzled block scales");
  }
  const TensorView result = to.result(0, product_size(a, b));
  const Scales of_a = read_scales(to, "scale_a", a), of_b = read_scales(to, "scale_b", b);
  const bool a_later = of_a.tensor.size[1] == 1, b_later = of_b.tensor.size[0] == 1;
  const bool after = a_later && b_later;  // one scale for all of a sum
  const TensorView product = after ? wide_product(to, as_half(to, a), as_half(to, b))
                                   : wide_product(to, scaled(to, a, of_a), scaled(to, b, of_b));
  std::optional<TensorView> bias;
  if (to.frame.has("bias")) bias = to.tensor("bias", result.size);
  LoopWriter loops("scaled product", result.size, 2);
  const std::vector<Index> here = loops.range(0, 2);
  Value value = loops.load(product, here);
  const Index zero = loops.number(0);
  if (after) value = value * of_a.at(loops, here[0], zero) * of_b.at(loops, zero, here[1]);
  if (bias) value = value + loops.convert(loops.load(*bias, here), DType::f32);
  if (to.frame.has("scale_result") && bytes_of(result.dtype) == 1) {
    const TensorView scale = to.tensor("scale_result");
    to.frame.require(numel(scale.size) == 1, "'scale_result' is " + bracketed(scale.size));
    value = value * loops.convert(loops.load(scale, std::vector<Index>(scale.size.size(), zero)), DType::f32);
  }
  loops.store(result, here, value);
  to.add(loops);
}

// ---- groups whose sizes are data

namespace {

void check_ends(ExternWriter& to, const TensorView& ends, std::int64_t limit) {
  LoopWriter loops("grouped product", ends.size, 1);
  const Index group = loops.at(0);
  const Value end = loops.convert(loops.load(ends, {group}), DType::i64);
  const Value first = loops.value_of(group) == 0;
  const Value before = loops.convert(loops.load(ends, {group - 1}, opposite(first)), DType::i64);
  loops.require(end >= before, "the ends of groups grow");
  loops.require(end <= static_cast<double>(limit), "the ends of groups lie inside");
  to.add(loops);
}

/// Whether `at` lies in the group.
Value in_group(LoopWriter& loops, const TensorView& ends, std::int64_t group, Index at) {
  const auto end_of = [&](std::int64_t g) {
    return loops.convert(loops.load(ends, {loops.number(g)}), DType::i64);
  };
  const Value position = loops.value_of(at), before = position < end_of(group);
  return group == 0 ? before : loops.both(before, position >= end_of(group - 1));
}

/// to = from where the index along `dimension` lies in the group; elsewhere `to` stays, or is 0.
void pick_group(ExternWriter& to, const TensorView& from, const TensorView& result, const TensorView& ends,
                std::int64_t group, std::size_t dimension, bool zeros_elsewhere) {
  LoopWriter loops("grouped product", result.size, 2);
  const std::vector<Index> here = loops.range(0, 2);
  const Value mask = in_group(loops, ends, group, here[dimension]);
  const Value value = loops.load(from, here, mask);
  loops.store(result, here, value, zeros_elsewhere ? Value{} : mask);
  to.add(loops);
}

void multiply_groups(ExternWriter& to, const TensorView& a, const TensorView& b) {
  to.frame.refuse_if(to.frame.has("bias"), "argument 'bias' is not None");
  const bool flat_a = a.size.size() == 2, flat_b = b.size.size() == 2;
  to.frame.require((flat_a || a.size.size() == 3) && (flat_b || b.size.size() == 3),
                   "operands are " + bracketed(a.size) + " and " + bracketed(b.size));
  if (!flat_a && !flat_b) {
    require_product(to, a, b);
    to.product({a, b, to.result(0, product_size(a, b)), {}});
    return;
  }
  to.frame.require(to.frame.has("offs"), "a flat operand needs 'offs'");
  to.frame.require_rank("offs", 1);
  const TensorView ends = to.tensor("offs");
  const std::int64_t groups = ends.size[0];
  to.frame.refuse_if(groups > kMostGroups, std::to_string(groups) + " groups");
  const std::int64_t limit = flat_a ? (flat_b ? a.size[1] : a.size[0]) : b.size[1];
  to.frame.require((flat_a || groups <= a.size[0]) && (flat_b || groups <= b.size[0]),
                   "more groups than matrices");
  check_ends(to, ends, limit);
  const std::int64_t rows = flat_a ? a.size[0] : a.size[1], columns = flat_b ? b.size[1] : b.size[2];
  const TensorView result =
      to.result(0, flat_a && flat_b ? Dims{groups, rows, columns} : Dims{rows, columns});
  const DType wide = sum_type(a.dtype);
  if (flat_a && flat_b) {
    require_product(to, a, b);
    const TensorView left = to.temporary(a.dtype, a.size), right = to.temporary(b.dtype, b.size);
    for (std::int64_t g = 0; g < groups; ++g) {
      pick_group(to, a, left, ends, g, 1, true);
      pick_group(to, b, right, ends, g, 0, true);
      to.product({left, right, selected(result, 0, g), {}});
    }
    return;
  }
  to.fill(result, 0);
  const TensorView whole = to.temporary(wide, {rows, columns});
  for (std::int64_t g = 0; g < groups; ++g) {
    const TensorView left = flat_a ? a : selected(a, 0, g), right = flat_b ? b : selected(b, 0, g);
    require_product(to, left, right);
    to.product({left, right, whole, {}});
    pick_group(to, whole, result, ends, g, flat_a ? 0 : 1, false);
  }
}

/// One scale a row (of `self`) or a column (of `mat2`), of each matrix.
TensorView scaled_lines(ExternWriter& to, const TensorView& values, std::string_view name, bool columns) {
  const std::size_t rank = values.size.size();
  to.frame.require(rank == 2 || rank == 3, "operands are " + bracketed(values.size));
  const TensorView scales = to.dense(to.tensor(name));
  TensorView result = to.temporary(DType::f32, values.size);
  const std::int64_t lines = values.size[columns ? rank - 1 : rank - 2];
  to.frame.require(
      numel(scales.size) == lines * (rank == 3 ? values.size[0] : 1),
      "'" + std::string(name) + "' is " + bracketed(scales.size) + " for " + bracketed(values.size));
  const TensorView flat = reshaped(scales, {numel(scales.size)});
  LoopWriter loops("scaled product", values.size, rank);
  const std::vector<Index> here = loops.range(0, rank);
  Index line = here[columns ? rank - 1 : rank - 2];
  if (rank == 3) line = here[0] * lines + line;
  const Value value = loops.convert(loops.load(values, here), DType::f32);
  loops.store(result, here, value * loops.convert(loops.load(flat, {line}), DType::f32));
  to.add(loops);
  return result;
}

}  // namespace

void write_grouped_mm(ExternWriter& to) { multiply_groups(to, to.tensor("self"), to.tensor("mat2")); }

void write_scaled_grouped_mm(ExternWriter& to) {
  const TensorView a = scaled_lines(to, to.tensor("self"), "scale_a", false);
  return multiply_groups(to, a, scaled_lines(to, to.tensor("mat2"), "scale_b", true));
}

/// A 1x1 convolution: the weight times each image's pixels.
void write_conv1x1_via_mm(ExternWriter& to) {
  const TensorView x = to.tensor("x"), w = to.tensor("w");
  const std::size_t rank = x.size.size();
  to.frame.require(rank >= 3 && w.size.size() == rank && numel(w.size) == w.size[0] * x.size[1],
                   "weight " + bracketed(w.size) + " for " + bracketed(x.size));
  Dims size = x.size;
  size[1] = w.size[0];
  const TensorView result = to.result(0, size);
  const std::int64_t images = x.size[0], channels = x.size[1], out = w.size[0];
  const std::int64_t pixels = images * channels > 0 ? numel(x.size) / (images * channels) : 0;
  if (channels == 0) return to.fill(result, 0);
  const TensorView from = reshaped(to.dense(x), {images, channels, pixels});
  const TensorView weight = expanded(reshaped(to.dense(w), {out, channels}), {images, out, channels});
  const bool direct = result.stride == dense_strides(size);
  const TensorView target = direct ? result : to.temporary(result.dtype, size);
  to.product({weight, from, reshaped(target, {images, out, pixels}), {}});
  if (!direct) to.copy(target, result);
}

namespace {

/// The operand with dimensions of extent 1 put in where `positions` lists them.
TensorView with_dimensions(const ExternWriter& to, std::string_view name, std::string_view places_name) {
  TensorView tensor = to.tensor(name);
  Dims positions = to.args.integers(places_name);
  std::ranges::sort(positions);
  for (const std::int64_t position : positions) {
    to.frame.require(position >= 0 && position <= static_cast<std::int64_t>(tensor.size.size()),
                     "'" + std::string(places_name) + "' is " + bracketed(positions));
    tensor = unsqueezed(tensor, static_cast<std::size_t>(position));
  }
  return tensor;
}

}  // namespace

void write_trilinear(ExternWriter& to) {
  const std::array operands{with_dimensions(to, "i1", "expand1"), with_dimensions(to, "i2", "expand2"),
                            with_dimensions(to, "i3", "expand3")};
  Dims size = operands[0].size;
  for (const TensorView& operand : operands) {
    to.frame.require(operand.size.size() == size.size(), "operands of different ranks");
    for (std::size_t d = 0; d < size.size(); ++d)
      if (operand.size[d] != 1) size[d] = operand.size[d];
  }
  const Dims summed = to.args.integers("sumdim");
  std::vector<std::size_t> order(size.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto behind = std::stable_partition(order.begin(), order.end(), [&](std::size_t d) {
    return std::ranges::find(summed, static_cast<std::int64_t>(d)) == summed.end();
  });
  const auto kept = static_cast<std::size_t>(behind - order.begin());
  Dims ranges;
  for (const std::size_t d : order) ranges.push_back(size[d]);
  const TensorView result =
      to.result(0, Dims(ranges.begin(), ranges.begin() + static_cast<std::ptrdiff_t>(kept)));
  const DType dtype = sum_type(result.dtype);
  LoopWriter loops("trilinear", ranges, kept);
  Value product;
  for (const TensorView& operand : operands) {
    to.frame.require(broadcasts_to(operand.size, size),
                     bracketed(operand.size) + " does not broadcast to " + bracketed(size));
    const TensorView read = permuted(expanded(operand, size), order);
    const Value factor = loops.convert(loops.load(read, loops.range(0, ranges.size())), dtype);
    product = product ? product * factor : factor;
  }
  if (kept < ranges.size()) product = loops.reduce(ReduceKind::sum, product), loops.then_once();
  loops.store(result, loops.range(0, kept), product);
  to.add(loops);
}

}  // namespace ireplay
