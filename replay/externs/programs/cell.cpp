// The pointwise part of recurrent cells and its gradients.
#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

/// (rows, gates * width) read as gate g of row r.
class Gates {
 public:
  Gates(const ExternWriter& to, std::string_view name, const char* bias, std::int64_t gates)
      : values_(to.tensor(name)) {
    to.frame.require_rank(name, 2);
    to.frame.require(values_.size[1] % gates == 0,
                     "'" + std::string(name) + "' is " + bracketed(values_.size));
    width_ = values_.size[1] / gates;
    if (bias != nullptr && to.frame.has(bias)) bias_ = to.tensor(bias, values_.size);
  }
  const Dims& size() const { return values_.size; }
  std::int64_t rows() const { return values_.size[0]; }
  std::int64_t width() const { return width_; }
  DType dtype() const { return sum_type(values_.dtype); }

  Value at(LoopWriter& loops, std::int64_t gate) const {
    const std::vector<Index> coordinates = {loops.at(0), loops.at(1) + gate * width_};
    const Value value = loops.convert(loops.load(values_, coordinates), dtype());
    return bias_ ? value + loops.convert(loops.load(*bias_, coordinates), dtype()) : value;
  }

 private:
  TensorView values_;
  std::optional<TensorView> bias_;
  std::int64_t width_ = 0;
};

/// A program with one point for each cell.
class Cells {
 public:
  Cells(ExternWriter& to, const Gates& gates)
      : loops("recurrent cell", {gates.rows(), gates.width()}, 2), to_(to), gates_(gates) {}

  /// An operand of one number a cell; zeros where it is None.
  Value state(std::string_view name) {
    if (!to_.frame.has(name)) return loops.constant(gates_.dtype(), 0);
    const TensorView tensor = to_.tensor(name);
    to_.frame.require(tensor.size == Dims({gates_.rows(), gates_.width()}),
                      "'" + std::string(name) + "' is " + bracketed(tensor.size));
    return loops.convert(loops.load(tensor, loops.range(0, 2)), gates_.dtype());
  }
  void store(std::size_t result, Value value) {
    if (to_.wants(result))
      loops.store(to_.result(result, {gates_.rows(), gates_.width()}), loops.range(0, 2), value);
  }
  void store(std::size_t result, const std::vector<Value>& gates) {
    if (!to_.wants(result)) return;
    const auto count = static_cast<std::int64_t>(gates.size());
    store(to_.result(result, {gates_.rows(), count * gates_.width()}), gates);
  }
  void store(const TensorView& tensor, const std::vector<Value>& gates) {
    for (std::size_t g = 0; g < gates.size(); ++g)
      loops.store(tensor, {loops.at(0), loops.at(1) + static_cast<std::int64_t>(g) * gates_.width()},
                  gates[g]);
  }

  LoopWriter loops;

 private:
  ExternWriter& to_;
  const Gates& gates_;
};

Value sigmoid(Value x) { return apply(ScalarOp::sigmoid, x); }
Value tanh(Value x) { return apply(ScalarOp::tanh, x); }

/// Sums over the rows.
void column_sums(ExternWriter& to, const TensorView& values, std::size_t result) {
  if (!to.wants(result)) return;
  LoopWriter loops("recurrent cell", {values.size[1], values.size[0]}, 1);
  const Value sum = loops.reduce(ReduceKind::sum, loops.load(values, {loops.at(1), loops.at(0)}));
  loops.then_once();
  loops.store(to.result(result, {values.size[1]}), {loops.at(0)}, sum);
  to.add(loops);
}

}  // namespace

void write_lstm_cell(ExternWriter& to) {
  const Gates input(to, "input_gates", "input_bias", 4), hidden(to, "hidden_gates", "hidden_bias", 4);
  to.frame.require(input.size() == hidden.size(),
                   "gates of " + bracketed(input.size()) + " and " + bracketed(hidden.size()));
  Cells cells(to, input);
  const auto gate = [&](std::int64_t g) { return input.at(cells.loops, g) + hidden.at(cells.loops, g); };
  const Value before = cells.state("cx");
  const Value in = sigmoid(gate(0)), forget = sigmoid(gate(1)), value = tanh(gate(2)), out = sigmoid(gate(3));
  const Value cell = forget * before + in * value;
  cells.store(0, out * tanh(cell));
  cells.store(1, cell);
  cells.store(2, {in, forget, value, out});
  to.add(cells.loops);
}

void write_lstm_cell_backward(ExternWriter& to) {
  const Gates saved(to, "workspace", nullptr, 4);
  const TensorView wide = to.temporary(saved.dtype(), saved.size());
  Cells cells(to, saved);
  const Value before = cells.state("cx"), after = cells.state("cy");
  const Value output = cells.state("grad_hy"), from_cell = cells.state("grad_cy");
  const Value in = saved.at(cells.loops, 0), forget = saved.at(cells.loops, 1);
  const Value value = saved.at(cells.loops, 2), out = saved.at(cells.loops, 3);
  const Value squashed = tanh(after);
  const Value to_cell = output * out * (1 - squashed * squashed) + from_cell;
  const std::vector<Value> gradient = {
      to_cell * value * (1 - in) * in, to_cell * before * (1 - forget) * forget,
      to_cell * in * (1 - value * value), output * squashed * (1 - out) * out};
  cells.store(0, gradient);
  cells.store(wide, gradient);
  cells.store(1, to_cell * forget);
  to.add(cells.loops);
  if (to.args.flag("has_bias")) column_sums(to, wide, 2);
}

void write_gru_cell(ExternWriter& to) {
  const Gates input(to, "input_gates", "input_bias", 3), hidden(to, "hidden_gates", "hidden_bias", 3);
  to.frame.require(input.size() == hidden.size(),
                   "gates of " + bracketed(input.size()) + " and " + bracketed(hidden.size()));
  Cells cells(to, input);
  LoopWriter& loops = cells.loops;
  const Value before = cells.state("hx"), third = hidden.at(loops, 2);
  const Value reset = sigmoid(input.at(loops, 0) + hidden.at(loops, 0));
  const Value keep = sigmoid(input.at(loops, 1) + hidden.at(loops, 1));
  const Value fresh = tanh(input.at(loops, 2) + reset * third);
  cells.store(0, fresh + keep * (before - fresh));
  cells.store(1, {reset, keep, fresh, before, third});
  to.add(loops);
}

void write_gru_cell_backward(ExternWriter& to) {
  const Gates saved(to, "workspace", nullptr, 5);
  const Dims size{saved.rows(), 3 * saved.width()};
  const TensorView wide_input = to.temporary(saved.dtype(), size),
                   wide_hidden = to.temporary(saved.dtype(), size);
  Cells cells(to, saved);
  LoopWriter& loops = cells.loops;
  const Value reset = saved.at(loops, 0), keep = saved.at(loops, 1), fresh = saved.at(loops, 2);
  const Value before = saved.at(loops, 3), hidden = saved.at(loops, 4), g = cells.state("grad_hy");
  const Value to_fresh = g * (1 - keep) * (1 - fresh * fresh);
  const Value to_reset = to_fresh * hidden * (1 - reset) * reset;
  const Value to_keep = g * (before - fresh) * (1 - keep) * keep;
  const std::vector<Value> to_input = {to_reset, to_keep, to_fresh},
                           to_hidden = {to_reset, to_keep, to_fresh * reset};
  cells.store(0, to_input);
  cells.store(1, to_hidden);
  cells.store(2, g * keep);
  cells.store(wide_input, to_input);
  cells.store(wide_hidden, to_hidden);
  to.add(loops);
  if (!to.args.flag("has_bias")) return;
  column_sums(to, wide_input, 3);
  column_sums(to, wide_hidden, 4);
}

}  // namespace ireplay
