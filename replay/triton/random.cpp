#include <cmath>

#include "kernels/scalar/philox.hpp"
#include "kernels/scalar/scalar_ops.hpp"
#include "replay/triton/builtins.hpp"

/// Triton's random numbers: Philox keyed with the seed, the offset as its counter. They are those of a GPU.
namespace ireplay::triton::builtins {
namespace {

/// The four words for each offset.
std::array<Tensor, 4> words_of(Machine& machine, const Arguments& given) {
  if (given.has(2) && integer_of(given[2]) != kPhiloxRounds)
    throw Refusal("Philox with other than 10 rounds");
  const auto [seed, unused] = bring_together(machine.computing, given[0], {std::int64_t{0}}, false);
  const Tensor offset = to_tensor(machine.computing, given[1]);
  if (offset.type.is_pointer() || is_floating(offset.type.scalar))
    throw Refusal("offsets that are no integers");
  machine.computing.count(64 * static_cast<double>(numel(offset.size)));
  std::array<Tensor, 4> words;
  for (Tensor& word : words) word = make_unknown({DType::u32}, offset.size);
  if (!seed.known() || !offset.known()) return words;
  std::array<std::vector<Scalar>, 4> data;
  for (const Scalar& at : *offset.data) {
    const auto counter = static_cast<std::uint64_t>(at.i);
    const bool wide = bytes_of(offset.type.scalar) > 4;
    const Philox4 drawn = philox(
        static_cast<std::uint64_t>(seed[0].i),
        Philox4{{static_cast<unsigned>(counter), wide ? static_cast<unsigned>(counter >> 32) : 0U, 0, 0}});
    for (std::size_t k = 0; k < 4; ++k) data[k].push_back({.i = drawn.out[k]});
  }
  for (std::size_t k = 0; k < 4; ++k) words[k] = make_tensor({DType::u32}, offset.size, std::move(data[k]));
  return words;
}

Tensor uniform(const Tensor& word) {
  if (!word.known()) return make_unknown({DType::f32}, word.size);
  std::vector<Scalar> data;
  for (const Scalar& bits : *word.data)
    data.push_back({.f = static_cast<double>(philox_uniform(static_cast<unsigned>(bits.i)))});
  return make_tensor({DType::f32}, word.size, std::move(data));
}

/// Box and Muller.
Tensor normal(Computing& with, const Tensor& first, const Tensor& second) {
  const Value u1{apply(with, ScalarOp::maximum, {1.0e-7}, {uniform(first)})};
  const Value angle{apply(with, ScalarOp::mul, {6.283185307179586}, {uniform(second)})};
  const Tensor squared = apply(with, ScalarOp::mul, {-2.0}, {apply(with, ScalarOp::log, *u1.as<Tensor>())});
  return apply(with, ScalarOp::mul, {apply(with, ScalarOp::sqrt, squared)},
               {apply(with, ScalarOp::cos, *angle.as<Tensor>())});
}

}  // namespace

Value rand(Machine& machine, const Arguments& given) { return {uniform(words_of(machine, given)[0])}; }

Value randint(Machine& machine, const Arguments& given) { return {words_of(machine, given)[0]}; }

Value randn(Machine& machine, const Arguments& given) {
  const auto words = words_of(machine, given);
  return {normal(machine.computing, words[0], words[1])};
}

Value rand4x(Machine& machine, const Arguments& given) {
  Values all;
  for (const Tensor& word : words_of(machine, given)) all.push_back({uniform(word)});
  return make_tuple(std::move(all));
}

Value randint4x(Machine& machine, const Arguments& given) {
  Values all;
  for (const Tensor& word : words_of(machine, given)) all.push_back({word});
  return make_tuple(std::move(all));
}

}  // namespace ireplay::triton::builtins
