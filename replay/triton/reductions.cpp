#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/plan/value_order.hpp"
#include "replay/triton/builtins.hpp"

/// Reductions, scans and sorts along one dimension of a block. Sums of floats are added up in double.
namespace ireplay::triton::builtins {
namespace {

/// A block cut along one dimension: row number k of `count` elements that lie `step` apart.
struct Rows {
  Tensor from;
  std::int64_t count = 1, step = 1, number = 1;
  Dims rest;  // sizes of the other dimensions
  Dims kept;  // with the dimension itself, of extent 1

  std::int64_t first(std::int64_t row) const { return row / step * step * count + row % step; }
  const Scalar& at(std::int64_t row, std::int64_t k) const { return from[first(row) + k * step]; }
};

/// Without an axis all elements are one row.
Rows make_rows(const Tensor& from, const Arguments& given, std::size_t axis) {
  Rows rows;
  rows.from = from;
  rows.kept = from.size;
  if (!given.has(axis)) {
    rows.count = numel(from.size);
    rows.kept.assign(from.size.size(), 1);
    return rows;
  }
  const std::size_t d = given.dimension(axis, from.size.size());
  rows.count = from.size[d];
  rows.kept[d] = 1;
  rows.rest = from.size;
  rows.rest.erase(rows.rest.begin() + static_cast<std::ptrdiff_t>(d));
  rows.number = numel(rows.rest);
  for (std::size_t other = d + 1; other < from.size.size(); ++other) rows.step *= from.size[other];
  return rows;
}

Tensor operand(Machine& machine, const Value& value) {
  Tensor tensor = to_tensor(machine.computing, value);
  if (tensor.type.is_pointer()) throw Refusal("a reduction of pointers");
  machine.computing.count(static_cast<double>(numel(tensor.size)));
  return tensor;
}

/// result(row) of every row.
template <class OfRow>
Value reduce_rows(const Rows& rows, DType type, bool keeps, OfRow&& result) {
  const Dims size = keeps ? rows.kept : rows.rest;
  if (!rows.from.known()) return {make_unknown({type}, size)};
  std::vector<Scalar> data(static_cast<std::size_t>(rows.number));
  for (std::int64_t row = 0; row < rows.number; ++row) data[static_cast<std::size_t>(row)] = result(row);
  return {make_tensor({type}, size, std::move(data))};
}

/// Integers narrower than int32 are added as int32.
Tensor widened_for_sum(Machine& machine, const Tensor& from, const Value& type) {
  if (const auto* given = type.as<TypeName>()) return convert(machine.computing, from, given->scalar);
  const DType own = from.type.scalar;
  if (is_floating(own) || bytes_of(own) >= 4) return from;
  const bool has_sign = info(own).kind == DTypeClass::signed_int || own == DType::boolean;
  return convert(machine.computing, from, has_sign ? DType::i32 : DType::u32);
}

/// Adds terms up as a right implementation may.
class Sum {
 public:
  Sum(const Computing& with, DType type) : with_(with), type_(type) {}
  void add(Scalar term) {
    if (is_floating(type_)) {
      real_ += term.f;
      if (with_.noise != nullptr) real_ = with_.noise->accumulated(real_, compute_type(type_));
    } else {
      integer_ = wrap(static_cast<std::int64_t>(static_cast<std::uint64_t>(integer_) +
                                                static_cast<std::uint64_t>(term.i)),
                      type_);
    }
  }
  Scalar value() const {
    return is_floating(type_) ? Scalar{.f = with_.rounded_sum(real_, type_)} : Scalar{.i = integer_};
  }

 private:
  const Computing& with_;
  DType type_;
  double real_ = 0;
  std::int64_t integer_ = 0;
};

/// The first of the largest (or smallest) elements; NaN loses, or wins where it is propagated.
std::int64_t find_extremum(const Rows& rows, std::int64_t row, bool largest, bool nan_wins) {
  const DType type = rows.from.type.scalar;
  std::int64_t best = 0;
  for (std::int64_t k = 1; k < rows.count; ++k) {
    const Scalar &here = rows.at(row, k), &there = rows.at(row, best);
    const bool here_is_nan = is_nan(here, type), there_is_nan = is_nan(there, type);
    const bool wins = here_is_nan != there_is_nan
                          ? here_is_nan == nan_wins
                          : (largest ? is_less(there, here, type) : is_less(here, there, type));
    if (wins) best = k;
  }
  return best;
}

/// What is narrower than 32 bits is compared, and given, in 32.
Tensor widened_for_extremum(Machine& machine, const Tensor& from) {
  const DType own = from.type.scalar;
  if (bytes_of(own) >= 4) return from;
  return convert(machine.computing, from, is_floating(own) ? DType::f32 : DType::i32);
}

Value extremum_along(Machine& machine, const Arguments& given, bool largest, std::size_t keeps,
                     bool nan_wins) {
  const Rows rows = make_rows(widened_for_extremum(machine, operand(machine, given[0])), given, 1);
  return reduce_rows(rows, rows.from.type.scalar, keeps != 0 && given.flag(keeps), [&](std::int64_t row) {
    return rows.at(row, find_extremum(rows, row, largest, nan_wins));
  });
}

Value position_along(Machine& machine, const Arguments& given, bool largest, std::size_t keeps) {
  const Rows rows = make_rows(operand(machine, given[0]), given, 1);
  return reduce_rows(rows, DType::i32, given.flag(keeps),
                     [&](std::int64_t row) { return Scalar{.i = find_extremum(rows, row, largest, false)}; });
}

Value extremum(Machine& machine, const Arguments& given, bool largest) {
  if (given.flag(2))
    return make_tuple(
        {extremum_along(machine, given, largest, 4, false), position_along(machine, given, largest, 4)});
  return extremum_along(machine, given, largest, 4, false);
}

/// Python's own `max(a, b)`.
bool is_pythons(const Arguments& given) { return given.name.find('.') == std::string_view::npos; }

Value of_two(Machine& machine, const Arguments& given, bool largest) {
  const auto *a = given[0].as<std::int64_t>(), *b = given[1].as<std::int64_t>();
  if (a != nullptr && b != nullptr) return {largest ? std::max(*a, *b) : std::min(*a, *b)};
  return largest ? maximum(machine, {given.name, {given[0], given[1], {}}, {true, true, false}})
                 : minimum(machine, {given.name, {given[0], given[1], {}}, {true, true, false}});
}

/// Elements k of all rows, as a block without the dimension.
Tensor slice_of(const Rows& rows, std::int64_t k) {
  if (!rows.from.known()) return make_unknown(rows.from.type, rows.rest);
  std::vector<Scalar> data(static_cast<std::size_t>(rows.number));
  for (std::int64_t row = 0; row < rows.number; ++row) data[static_cast<std::size_t>(row)] = rows.at(row, k);
  return make_tensor(rows.from.type, rows.rest, std::move(data));
}

/// The blocks that are reduced together, and the function that combines two of them.
struct Combined {
  std::vector<Rows> rows;
  bool is_tuple = false;

  Combined(Machine& machine, const Arguments& given) {
    const Values one{given[0]};
    const Values* members = given[0].members();
    is_tuple = members != nullptr;
    for (const Value& member : is_tuple ? *members : one)
      rows.push_back(make_rows(operand(machine, member), given, 1));
  }
  std::int64_t count() const { return rows[0].count; }
  Values slices(std::int64_t k) const {
    Values all;
    for (const Rows& one : rows) all.push_back({slice_of(one, k)});
    return all;
  }
  Values combine(Machine& machine, const Value& function, const Values& a, const Values& b) const {
    const auto* callee = function.as<Callee>();
    if (callee == nullptr) throw Refusal("expected a function that combines two elements");
    Values arguments = a;
    arguments.insert(arguments.end(), b.begin(), b.end());
    Value result = machine.call(*callee, arguments);
    Values all = result.members() != nullptr ? *result.members() : Values{result};
    if (all.size() != rows.size()) throw Refusal("the function does not give as many values as it combines");
    for (std::size_t k = 0; k < all.size(); ++k)
      all[k] = {convert(machine.computing, to_tensor(machine.computing, all[k]), rows[k].from.type.scalar)};
    return all;
  }
  Value give(Values all) const { return is_tuple ? make_tuple(std::move(all)) : all[0]; }
};

/// Sums or products of the elements up to each one.
template <class Step>
Value scan_rows(const Rows& rows, bool reverse, Step&& step) {
  if (!rows.from.known()) return {rows.from};
  std::vector<Scalar> data(rows.from.data->size());
  for (std::int64_t row = 0; row < rows.number; ++row)
    step(rows.count, [&](std::int64_t k) -> std::pair<Scalar, Scalar&> {
      const std::int64_t at = rows.first(row) + (reverse ? rows.count - 1 - k : k) * rows.step;
      return {rows.from[at], data[static_cast<std::size_t>(at)]};
    });
  return {make_tensor(rows.from.type, rows.from.size, std::move(data))};
}

Value first_axis_unless(const Arguments& given, std::size_t k) {
  return given.has(k) ? given[k] : Value{std::int64_t{0}};
}

/// The elements of each row in order; the first `take` of them.
Value sorted(Machine& machine, const Arguments& given, std::size_t axis, bool descending, std::int64_t take) {
  const Tensor from = operand(machine, given[0]);
  Arguments along = given;
  if (!given.has(axis)) along.values[axis] = {std::int64_t{-1}}, along.given[axis] = true;
  const Rows rows = make_rows(from, along, axis);
  if (rows.step != 1) throw Refusal("only the last dimension is sorted");
  Dims size = from.size;
  size.back() = take < 0 ? rows.count : take;
  if (size.back() > rows.count) throw Refusal("more elements than the block has");
  if (!from.known()) return {make_unknown(from.type, size)};
  std::vector<Scalar> data;
  for (std::int64_t row = 0; row < rows.number; ++row) {
    std::vector<Scalar> sorted(from.data->begin() + row * rows.count,
                               from.data->begin() + (row + 1) * rows.count);
    const DType type = from.type.scalar;
    std::ranges::stable_sort(
        sorted, [&](Scalar a, Scalar b) { return descending ? is_less(b, a, type) : is_less(a, b, type); });
    data.insert(data.end(), sorted.begin(), sorted.begin() + size.back());
  }
  return {make_tensor(from.type, size, std::move(data))};
}

}  // namespace

Value sum(Machine& machine, const Arguments& given) {
  const Tensor from = widened_for_sum(machine, operand(machine, given[0]), given[3]);
  const Rows rows = make_rows(from, given, 1);
  const DType type = from.type.scalar;
  return reduce_rows(rows, type, given.flag(2), [&](std::int64_t row) {
    Sum total(machine.computing, type);
    for (std::int64_t k = 0; k < rows.count; ++k) total.add(rows.at(row, k));
    return total.value();
  });
}

Value xor_sum(Machine& machine, const Arguments& given) {
  const Rows rows = make_rows(operand(machine, given[0]), given, 1);
  if (is_floating(rows.from.type.scalar)) throw Refusal("'xor_sum' of floats");
  return reduce_rows(rows, rows.from.type.scalar, given.flag(2), [&](std::int64_t row) {
    Scalar total{.i = 0};
    for (std::int64_t k = 0; k < rows.count; ++k) total.i ^= rows.at(row, k).i;
    return total;
  });
}

Value reduce_or(Machine& machine, const Arguments& given) {
  const Rows rows = make_rows(operand(machine, given[0]), given, 1);
  if (is_floating(rows.from.type.scalar)) throw Refusal("'reduce_or' of floats");
  return reduce_rows(rows, rows.from.type.scalar, given.flag(2), [&](std::int64_t row) {
    Scalar total{.i = 0};
    for (std::int64_t k = 0; k < rows.count; ++k) total.i |= rows.at(row, k).i;
    return total;
  });
}

Value any(Machine& machine, const Arguments& given) {
  const Tensor from = convert(machine.computing, operand(machine, given[0]), DType::boolean);
  const Rows rows = make_rows(from, given, 1);
  return reduce_rows(rows, DType::boolean, false, [&](std::int64_t row) {
    Scalar total{.i = 0};
    for (std::int64_t k = 0; k < rows.count; ++k) total.i |= rows.at(row, k).i;
    return total;
  });
}

Value max(Machine& machine, const Arguments& given) {
  return is_pythons(given) ? of_two(machine, given, true) : extremum(machine, given, true);
}

Value min(Machine& machine, const Arguments& given) {
  return is_pythons(given) ? of_two(machine, given, false) : extremum(machine, given, false);
}

Value max_or_nan(Machine& machine, const Arguments& given) {
  return extremum_along(machine, given, true, 0, true);
}

Value min_or_nan(Machine& machine, const Arguments& given) {
  return extremum_along(machine, given, false, 0, true);
}

Value max_of_numbers(Machine& machine, const Arguments& given) {
  return extremum_along(machine, given, true, 0, false);
}

Value argmax(Machine& machine, const Arguments& given) { return position_along(machine, given, true, 3); }

Value argmin(Machine& machine, const Arguments& given) { return position_along(machine, given, false, 3); }

Value reduce(Machine& machine, const Arguments& given) {
  const Combined combined(machine, given);
  Values all = combined.slices(0);
  for (std::int64_t k = 1; k < combined.count(); ++k) {
    all = combined.combine(machine, given[2], all, combined.slices(k));
    if (machine.is_dry()) break;
  }
  if (given.flag(3))
    for (Value& value : all) value = {reshape(*value.as<Tensor>(), combined.rows[0].kept)};
  return combined.give(std::move(all));
}

Value associative_scan(Machine& machine, const Arguments& given) {
  const Combined combined(machine, given);
  const bool reverse = given.flag(3);
  std::vector<std::vector<Scalar>> data;
  for (const Rows& rows : combined.rows) data.emplace_back(rows.from.known() ? rows.from.data->size() : 0);
  Values all;
  for (std::int64_t k = 0; k < combined.count(); ++k) {
    const std::int64_t at = reverse ? combined.count() - 1 - k : k;
    all = k == 0 ? combined.slices(at) : combined.combine(machine, given[2], all, combined.slices(at));
    if (machine.is_dry() && k > 0) break;
    for (std::size_t which = 0; which < all.size() && !machine.is_dry(); ++which) {
      const Rows& rows = combined.rows[which];
      for (std::int64_t row = 0; row < rows.number; ++row)
        data[which][static_cast<std::size_t>(rows.first(row) + at * rows.step)] =
            (*all[which].as<Tensor>())[row];
    }
  }
  Values results;
  for (std::size_t which = 0; which < combined.rows.size(); ++which) {
    const Tensor& from = combined.rows[which].from;
    results.push_back({from.known() ? make_tensor(from.type, from.size, std::move(data[which])) : from});
  }
  return combined.give(std::move(results));
}

Value cumsum(Machine& machine, const Arguments& given) {
  Arguments along = given;
  along.values[1] = first_axis_unless(given, 1), along.given[1] = true;
  const Tensor from = widened_for_sum(machine, operand(machine, given[0]), given[3]);
  return scan_rows(make_rows(from, along, 1), given.flag(2), [&](std::int64_t count, auto&& element) {
    Sum total(machine.computing, from.type.scalar);
    for (std::int64_t k = 0; k < count; ++k) {
      total.add(element(k).first);
      element(k).second = total.value();
    }
  });
}

Value cumprod(Machine& machine, const Arguments& given) {
  Arguments along = given;
  along.values[1] = first_axis_unless(given, 1), along.given[1] = true;
  const Tensor from = operand(machine, given[0]);
  const DType type = from.type.scalar;
  const ScalarFunction multiply =
      scalar_function(ScalarOp::mul, compute_type(type), 0, machine.computing.oracle);
  return scan_rows(make_rows(from, along, 1), given.flag(2), [&](std::int64_t count, auto&& element) {
    Scalar total{};
    for (std::int64_t k = 0; k < count; ++k) {
      const std::array<Scalar, 3> operands{total, element(k).first, Scalar{}};
      total = k == 0 ? operands[1] : multiply(operands.data());
      if (k > 0 && is_floating(type))
        total.f = machine.computing.rounded(ScalarOp::mul, operands.data(), total.f, type);
      element(k).second = total;
    }
  });
}

Value sort(Machine& machine, const Arguments& given) { return sorted(machine, given, 1, given.flag(2), -1); }

Value topk(Machine& machine, const Arguments& given) {
  const auto count = integer_of(given[1]);
  if (!count || *count < 0) throw Refusal("expected how many elements to take");
  return sorted(machine, given, 2, true, *count);
}

Value histogram(Machine& machine, const Arguments& given) {
  const Tensor from = operand(machine, given[0]);
  const Dims size = dims_of(given[1]);
  if (size.size() != 1 || is_floating(from.type.scalar))
    throw Refusal("expected integers and a number of bins");
  std::optional<Tensor> mask;
  if (given.has(2))
    mask = broadcast(convert(machine.computing, to_tensor(machine.computing, given[2]), DType::boolean),
                     from.size);
  if (!from.known() || (mask && !mask->known())) return {make_unknown({DType::i32}, size)};
  std::vector<Scalar> data(static_cast<std::size_t>(size[0]), Scalar{.i = 0});
  for (std::size_t k = 0; k < from.data->size(); ++k) {
    const std::int64_t bin = (*from.data)[k].i;
    if (bin >= 0 && bin < size[0] && (!mask || (*mask->data)[k].i != 0))
      ++data[static_cast<std::size_t>(bin)].i;
  }
  return {make_tensor({DType::i32}, size, std::move(data))};
}

Value softmax(Machine& machine, const Arguments& given) {
  Computing& with = machine.computing;
  const Tensor x = operand(machine, given[0]);
  const Arguments along{
      "tl.max", {{x}, first_axis_unless(given, 1), {}, {}, {true}}, {true, true, false, false, true}};
  const Value largest = extremum_along(machine, along, true, 4, false);
  const Tensor powers = apply(with, ScalarOp::exp, apply(with, ScalarOp::sub, {x}, largest));
  const Value total = sum(machine, {"tl.sum", {{powers}, along[1], {true}, {}}, {true, true, true, false}});
  return {divide(with, {powers}, total)};
}

}  // namespace ireplay::triton::builtins
