#include "tests/support/call_cases.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

#include "kernels/scalar/scalar.hpp"

namespace ireplay {
namespace {

HostTensor integers(DType dtype, const Dims& size, const std::function<std::int64_t(std::int64_t)>& value) {
  HostTensor tensor = zeros(dtype, size);
  for (std::int64_t k = 0; k < numel(size); ++k) {
    Scalar element;
    element.i = value(k);
    store_element(tensor.data.data() + k * static_cast<std::int64_t>(bytes_of(dtype)), dtype, element,
                  DType::i64);
  }
  return tensor;
}

class Cases {
 public:
  explicit Cases(RandomNumbers& random) : random_(random) {}

  void add(const std::string& text, const TensorMap& operands, std::vector<HostTensor> results) {
    made.push_back({text, operands, std::move(results)});
  }
  std::int64_t number(std::int64_t low, std::int64_t high) { return draw(random_, low, high); }
  HostTensor normal(DType dtype, const Dims& size) {
    return tensor_of(dtype, size, [&](std::int64_t) { return normal_(random_); });
  }
  HostTensor uniform(DType dtype, const Dims& size, double high = 1) {
    return tensor_of(dtype, size, [&](std::int64_t) { return uniform_(random_) * high; });
  }
  HostTensor within(DType dtype, const Dims& size, std::int64_t low, std::int64_t high) {
    return integers(dtype, size, [&](std::int64_t) { return number(low, high); });
  }

  std::vector<CallCase> made;

 private:
  RandomNumbers& random_;
  std::normal_distribution<double> normal_;
  std::uniform_real_distribution<double> uniform_;
};

void add_draws(Cases& to) {
  const std::int64_t rows = to.number(1, 5), places = to.number(3, 40);
  const Dims size{rows, places};
  for (const DType dtype : {DType::f32, DType::f64, DType::f16}) {
    to.add("aten.bernoulli.default(p)", {{"p", to.uniform(dtype, size)}}, {zeros(dtype, size)});
    to.add("aten.bernoulli.p(x, 0.3)", {{"x", to.uniform(dtype, size)}}, {zeros(dtype, size)});
    to.add("aten.bernoulli.Tensor(x, p)", {{"x", to.uniform(dtype, size)}, {"p", to.uniform(dtype, size)}},
           {zeros(dtype, size)});
    for (const char* train : {"True", "False"})
      to.add(std::string("aten.native_dropout.default(x, 0.4, ") + train + ")",
             {{"x", to.normal(dtype, size)}}, {zeros(dtype, size), zeros(DType::boolean, size)});
    for (const double rate : {2.0, 400.0, 3000.0})
      to.add("aten.poisson.default(x)", {{"x", to.uniform(dtype, size, rate)}}, {zeros(dtype, size)});
    to.add("aten.multinomial.default(w, 50, True)", {{"w", to.uniform(dtype, size)}},
           {zeros(DType::i64, {rows, 50})});
    to.add("aten.multinomial.default(w, 3)", {{"w", to.uniform(dtype, {places})}}, {zeros(DType::i64, {3})});
    to.add("aten.multinomial.default(w, " + std::to_string(places) + ")", {{"w", to.uniform(dtype, size)}},
           {zeros(DType::i64, size)});
  }
}

/// Powers of two plus little numbers, the type's least number, neighbours of Fibonacci's series.
void add_divisors(Cases& to) {
  const auto value = [&](std::int64_t bits) -> std::int64_t {
    if (to.number(0, 9) == 0) return 0;
    if (to.number(0, 9) == 0) return std::int64_t{-1} << (bits - 1);
    const std::int64_t size = std::int64_t{1} << to.number(0, bits - 2);
    return (size + to.number(0, std::min<std::int64_t>(size - 1, 1000))) * (to.number(0, 1) * 2 - 1);
  };
  for (const DType dtype : {DType::i8, DType::u8, DType::i16, DType::i32, DType::i64}) {
    const auto bits = static_cast<std::int64_t>(bytes_of(dtype)) * 8;
    const auto operand = [&] { return integers(dtype, {300}, [&](std::int64_t) { return value(bits); }); };
    for (const char* name : {"gcd", "lcm"})
      to.add(std::string("aten.") + name + ".default(a, b)", {{"a", operand()}, {"b", operand()}},
             {zeros(dtype, {300})});
  }
  std::vector<std::int64_t> series{1, 1};
  while (series.size() < 91) series.push_back(series.back() + series[series.size() - 2]);
  to.add(
      "aten.gcd.default(a, b)",
      {{"a", integers(DType::i64, {90}, [&](std::int64_t k) { return series[static_cast<std::size_t>(k)]; })},
       {"b",
        integers(DType::i64, {90}, [&](std::int64_t k) { return series[static_cast<std::size_t>(k + 1)]; })}},
      {zeros(DType::i64, {90})});
}

void add_margins(Cases& to) {
  const std::int64_t rows = to.number(1, 6), classes = to.number(2, 9);
  const Dims size{rows, classes};
  const HostTensor scores = to.normal(DType::f32, size), own = to.within(DType::i64, {rows}, 0, classes - 1);
  const HostTensor weight = to.uniform(DType::f32, {classes});
  const HostTensor several = to.within(DType::i64, size, -1, classes - 1);  // with repetitions
  for (const char* reduction : {"0", "1", "2"}) {
    const Dims reduced = reduction[0] == '0' ? Dims{rows} : Dims{};
    const TensorMap operands{{"x", scores}, {"t", own}, {"w", weight}, {"g", to.normal(DType::f32, reduced)}};
    for (const char* p : {"1", "2"}) {
      const std::string rest = std::string(", ") + p + ", 0.7, w, " + reduction + ")";
      to.add("aten.multi_margin_loss.default(x, t" + rest, operands, {zeros(DType::f32, reduced)});
      to.add("aten.multi_margin_loss_backward.default(g, x, t" + rest, operands, {zeros(DType::f32, size)});
    }
    const TensorMap labelled{{"x", scores}, {"t", several}, {"g", to.normal(DType::f32, reduced)}};
    to.add(std::string("aten.multilabel_margin_loss_forward.default(x, t, ") + reduction + ")", labelled,
           {zeros(DType::f32, reduced), zeros(DType::f32, size)});
    to.add(std::string("aten.multilabel_margin_loss_backward.default(g, x, t, ") + reduction + ", x)",
           labelled, {zeros(DType::f32, size)});
  }
}

void add_segments(Cases& to) {
  const std::int64_t count = to.number(1, 7), width = to.number(1, 4);
  std::vector<std::int64_t> lengths, offsets{0};
  for (std::int64_t s = 0; s < count; ++s) {
    lengths.push_back(to.number(0, 6));
    offsets.push_back(offsets.back() + lengths.back());
  }
  const std::int64_t rows = offsets.back() + to.number(1, 2);
  const Dims size{rows, width}, shown{count, width};
  HostTensor data = to.normal(DType::f32, size);
  const auto list = [](const std::vector<std::int64_t>& values) {
    return integers(DType::i64, {static_cast<std::int64_t>(values.size())},
                    [&](std::int64_t k) { return values[static_cast<std::size_t>(k)]; });
  };
  for (const char* kind : {"'sum'", "'mean'", "'prod'", "'max'", "'min'"}) {
    const std::string name = kind;
    to.add("aten.segment_reduce.default(x, " + name + ", lengths=n)", {{"x", data}, {"n", list(lengths)}},
           {zeros(DType::f32, shown)});
    to.add("aten.segment_reduce.default(x, " + name + ", offsets=n, initial=0.5)",
           {{"x", data}, {"n", list(offsets)}}, {zeros(DType::f32, shown)});
    to.add("aten._segment_reduce_backward.default(g, y, x, " + name + ", lengths=n)",
           {{"x", data},
            {"n", list(lengths)},
            {"g", to.normal(DType::f32, shown)},
            {"y", to.normal(DType::f32, shown)}},
           {zeros(DType::f32, size)});
  }
}

/// Few different values, so that slices are equal often.
void add_slices(Cases& to) {
  for (const DType dtype : {DType::i64, DType::f32, DType::i8}) {
    const std::int64_t count = to.number(1, 40), other = to.number(1, 3);
    const HostTensor values = to.within(DType::i64, {other, count, 2}, 0, 1);
    const HostTensor self =
        tensor_of(dtype, values.size, [&](std::int64_t k) { return value_at(values, k); });
    for (const bool sorted : {true, false}) {
      std::vector<std::vector<double>> slices(static_cast<std::size_t>(count));
      for (std::int64_t s = 0; s < count; ++s)
        for (std::int64_t o = 0; o < other; ++o)
          for (std::int64_t i = 0; i < 2; ++i)
            slices[static_cast<std::size_t>(s)].push_back(value_at(values, (o * count + s) * 2 + i));
      if (sorted) std::ranges::sort(slices);
      slices.erase(std::unique(slices.begin(), slices.end()), slices.end());
      const auto groups = static_cast<std::int64_t>(slices.size());
      to.add(sorted ? "aten.unique_dim.default(x, 1, True, True, True)"
                    : "aten.unique_dim_consecutive.default(x, 1, True, True)",
             {{"x", self}},
             {zeros(dtype, {other, groups, 2}), zeros(DType::i64, {count}), zeros(DType::i64, {groups})});
    }
  }
}

/// Labels that repeat, inputs of different lengths, some too short for their labels.
void add_alignments(Cases& to) {
  const std::int64_t times = to.number(2, 9), samples = to.number(1, 4), classes = to.number(2, 6),
                     longest = to.number(1, 4);
  HostTensor scores = to.normal(DType::f32, {times, samples, classes});
  for (std::int64_t row = 0; row < times * samples; ++row) {
    double total = 0;
    for (std::int64_t c = 0; c < classes; ++c) total += std::exp(value_at(scores, row * classes + c));
    for (std::int64_t c = 0; c < classes; ++c) {
      const auto value = static_cast<float>(value_at(scores, row * classes + c) - std::log(total));
      std::memcpy(scores.data.data() + (row * classes + c) * 4, &value, sizeof value);
    }
  }
  const HostTensor targets = to.within(DType::i64, {samples, longest}, 1, classes - 1);
  const HostTensor lengths = to.within(DType::i64, {samples}, 0, times),
                   counts = to.within(DType::i64, {samples}, 0, longest);
  const Dims size{samples}, alphas{samples, times, 2 * longest + 1};
  const TensorMap operands{{"x", scores},
                           {"t", targets},
                           {"n", lengths},
                           {"m", counts},
                           {"g", to.normal(DType::f32, size)},
                           {"l", zeros(DType::f32, size)},
                           {"a", zeros(DType::f32, alphas)}};
  to.add("aten._ctc_loss.Tensor(x, t, n, m)", operands, {zeros(DType::f32, size), zeros(DType::f32, alphas)});
  for (const char* zero : {"True", "False"})
    to.add(std::string("aten._ctc_loss_backward.Tensor(g, x, t, n, m, l, a, 0, ") + zero + ")", operands,
           {zeros(DType::f32, scores.size)});
}

void add_others(Cases& to) {
  const std::int64_t rows = to.number(2, 9), width = to.number(1, 9);
  for (const char* p : {"2.0", "1.0", "inf"})
    to.add(std::string("aten.embedding_renorm.default(w, i, 0.5, ") + p + ")",
           {{"w", to.normal(DType::f32, {rows, width})}, {"i", to.within(DType::i64, {2, 3}, 0, rows - 1)}},
           {zeros(DType::f32, {rows, width})});
  for (const DType dtype : {DType::f32, DType::f64, DType::f16})
    to.add("aten.frexp.Tensor(x)", {{"x", to.normal(dtype, {rows, width})}},
           {zeros(dtype, {rows, width}), zeros(DType::i32, {rows, width})});
  to.add("aten.fractional_max_pool2d.default(x, [2, 3], [4, 3], s)",
         {{"x", to.normal(DType::f32, {2, 3, 8, 9})}, {"s", to.uniform(DType::f32, {2, 3, 2})}},
         {zeros(DType::f32, {2, 3, 4, 3}), zeros(DType::i64, {2, 3, 4, 3})});
  to.add("aten.fractional_max_pool3d.default(x, [2, 1, 2], [3, 2, 1], s)",
         {{"x", to.normal(DType::f32, {3, 5, 4, 6})}, {"s", to.uniform(DType::f32, {1, 3, 3})}},
         {zeros(DType::f32, {3, 3, 2, 1}), zeros(DType::i64, {3, 3, 2, 1})});
  to.add("aten._trilinear.default(a, b, c, [1, 3], [0], [1, 2], [2, 3])",
         {{"a", to.normal(DType::f32, {rows, 4})},
          {"b", to.normal(DType::f32, {3, 4, width})},
          {"c", to.normal(DType::f32, {rows, width})}},
         {zeros(DType::f32, {rows, 3})});
}

}  // namespace

std::vector<CallCase> make_call_cases(RandomNumbers& random) {
  Cases cases(random);
  add_draws(cases);
  add_divisors(cases);
  add_margins(cases);
  add_segments(cases);
  add_slices(cases);
  add_alignments(cases);
  add_others(cases);
  return std::move(cases.made);
}

}  // namespace ireplay
