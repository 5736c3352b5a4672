#include <cmath>

#include "replay/triton/builtins.hpp"

/// Matrix products of blocks. Terms are added up in double and rounded once; what a right implementation may
/// do otherwise is a few roundings of the operands (rounding_noise.hpp).
namespace ireplay::triton::builtins {
namespace {

constexpr double kTensorFloat32 = 0x1p-11;  // half a unit in the last of the 10 bits that TF32 keeps

/// [batch,] rows x columns.
struct Matrices {
  const Tensor& tensor;
  std::int64_t batch = 1, rows = 0, columns = 0;

  explicit Matrices(const Tensor& from) : tensor(from) {
    const std::size_t rank = from.size.size();
    if (rank != 2 && rank != 3) throw Refusal("a product of " + describe({from}));
    if (rank == 3) batch = from.size[0];
    rows = from.size[rank - 2];
    columns = from.size[rank - 1];
  }
};

std::vector<double> numbers_of(const Tensor& from, RoundingNoise* noise, double amount) {
  std::vector<double> numbers(from.data->size());
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    const Scalar value = (*from.data)[k];
    numbers[k] = is_floating(from.type.scalar) ? value.f : static_cast<double>(value.i);
    if (noise != nullptr) numbers[k] = noise->scaled(numbers[k], amount);
  }
  return numbers;
}

/// c += a * b, all row-major.
void multiply(const double* a, const double* b, double* c, std::int64_t m, std::int64_t n,
              std::int64_t depth) {
  for (std::int64_t i = 0; i < m; ++i)
    for (std::int64_t k = 0; k < depth; ++k) {
      const double factor = a[i * depth + k];
      const double* row = b + k * n;
      double* to = c + i * n;
      for (std::int64_t j = 0; j < n; ++j) to[j] += factor * row[j];
    }
}

bool uses_tf32(const Arguments& given) {
  if (!given.text(3).empty()) return given.text(3) == "tf32";
  return !given.given[4] || given[4].is_none() || given.flag(4);
}

/// How far roundings move an operand: as many as the terms' number has a root.
double amount_of(const Arguments& given, DType type, std::int64_t depth) {
  const double own =
      std::sqrt(static_cast<double>(depth)) * unit_roundoff(type == DType::f64 ? type : DType::f32);
  return type == DType::f32 && uses_tf32(given) ? std::max(own, kTensorFloat32) : own;
}

DType result_type(const Arguments& given, DType operand) {
  if (!is_floating(operand)) return DType::i32;
  if (const auto* type = given[6].as<TypeName>()) return type->scalar;
  return operand == DType::f64 ? DType::f64 : DType::f32;
}

/// A product that is computed by itself is rounded to its operands' type.
double rounded_by_itself(const Computing& with, double value, DType operand) {
  const bool narrow = operand == DType::f16 || operand == DType::bf16;
  return narrow && with.op_by_op && with.noise != nullptr ? with.noise->rounded(value, operand) : value;
}

}  // namespace

Value dot(Machine& machine, const Arguments& given) {
  Computing& with = machine.computing;
  const Tensor left = to_tensor(with, given[0]), right = to_tensor(with, given[1]);
  const Matrices a(left), b(right);
  if (a.columns != b.rows || a.batch != b.batch)
    throw Refusal("a product of " + describe({left}) + " and " + describe({right}));
  const DType operand = left.type.scalar, type = result_type(given, operand);
  if (is_floating(operand) != is_floating(right.type.scalar))
    throw Refusal("a product of floats and integers");
  Dims size = left.size;
  size.back() = b.columns;
  check_elements(size);
  const double terms = static_cast<double>(numel(size)) * static_cast<double>(a.columns);
  with.count(2 * terms);
  Tensor sum = make_number(type, {.i = 0});
  if (given.has(2)) sum = convert(with, to_tensor(with, given[2]), type);
  if (!left.known() || !right.known() || !sum.known()) return {make_unknown({type}, size)};
  sum = broadcast(sum, size);
  RoundingNoise* noise = is_floating(operand) ? with.noise : nullptr;
  const double amount = amount_of(given, operand, a.columns);
  const std::vector<double> x = numbers_of(left, noise, amount), y = numbers_of(right, noise, amount);
  std::vector<double> product(sum.data->size(), 0);
  for (std::int64_t k = 0; k < a.batch; ++k)
    multiply(&x[static_cast<std::size_t>(k * a.rows * a.columns)],
             &y[static_cast<std::size_t>(k * b.rows * b.columns)],
             &product[static_cast<std::size_t>(k * a.rows * b.columns)], a.rows, b.columns, a.columns);
  std::vector<Scalar> data(product.size());
  for (std::size_t k = 0; k < data.size(); ++k) {
    const Scalar start = (*sum.data)[k];
    if (is_floating(type))
      data[k].f = with.rounded_sum(start.f + rounded_by_itself(with, product[k], operand), type);
    else
      data[k].i = wrap(start.i + static_cast<std::int64_t>(product[k]), type);
  }
  return {make_tensor({type}, size, std::move(data))};
}

}  // namespace ireplay::triton::builtins
