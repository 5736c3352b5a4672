// The pointwise part of recurrent cells and its gradients.
#include <cmath>

#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/// (rows, gates * width) read as gate g of row r.
struct Gates {
  Reals values;
  std::int64_t width = 0;
  double& at(std::int64_t row, std::int64_t gate, std::int64_t column) {
    return values.data[static_cast<std::size_t>(row * values.size[1] + gate * width + column)];
  }
};

Gates make_gates(std::int64_t rows, std::int64_t gates, std::int64_t width) {
  return {Reals({rows, gates * width}), width};
}

Gates read_gates(const ExternFrame& frame, std::string_view name, const char* bias, std::int64_t gates) {
  Gates to{frame.read<double>(name, 2), 0};
  frame.require(to.values.size[1] % gates == 0,
                "'" + std::string(name) + "' is " + bracketed(to.values.size));
  to.width = to.values.size[1] / gates;
  if (bias && frame.has(bias)) {
    const Reals values = broadcast(frame, frame.read<double>(bias), to.values.size);
    for (std::size_t i = 0; i < values.data.size(); ++i) to.values.data[i] += values.data[i];
  }
  return to;
}

Reals read_state(const ExternFrame& frame, std::string_view name, const Gates& gates) {
  Reals state = frame.read<double>(name, 2);
  frame.require(state.size == Dims({gates.values.size[0], gates.width}),
                "'" + std::string(name) + "' is " + bracketed(state.size) + " for gates " +
                    bracketed(gates.values.size));
  return state;
}

Reals column_sums(const Reals& values) {
  Reals sums({values.size[1]});
  for (std::int64_t i = 0; i < values.count(); ++i)
    sums.data[static_cast<std::size_t>(i % values.size[1])] += values.data[static_cast<std::size_t>(i)];
  return sums;
}

template <class F>
void for_each_cell(const Gates& gates, F&& f) {
  for (std::int64_t row = 0; row < gates.values.size[0]; ++row)
    for (std::int64_t column = 0; column < gates.width; ++column)
      f(row, column, static_cast<std::size_t>(row * gates.width + column));
}

}  // namespace

void run_lstm_cell(const ExternFrame& frame) {
  Gates gates = read_gates(frame, "input_gates", "input_bias", 4);
  const Gates hidden = read_gates(frame, "hidden_gates", "hidden_bias", 4);
  frame.require(gates.values.size == hidden.values.size,
                "gates of " + bracketed(gates.values.size) + " and " + bracketed(hidden.values.size));
  for (std::size_t i = 0; i < hidden.values.data.size(); ++i) gates.values.data[i] += hidden.values.data[i];
  const Reals before = read_state(frame, "cx", gates);
  Reals cell(before.size), output(before.size);
  for_each_cell(gates, [&](std::int64_t row, std::int64_t column, std::size_t at) {
    double &in = gates.at(row, 0, column), &forget = gates.at(row, 1, column);
    double &value = gates.at(row, 2, column), &out = gates.at(row, 3, column);
    in = sigmoid(in), forget = sigmoid(forget), value = std::tanh(value), out = sigmoid(out);
    cell.data[at] = forget * before.data[at] + in * value;
    output.data[at] = out * std::tanh(cell.data[at]);
  });
  frame.write(0, output);
  frame.write(1, cell);
  frame.write(2, gates.values);
}

void run_lstm_cell_backward(const ExternFrame& frame) {
  Gates gates = read_gates(frame, "workspace", nullptr, 4);
  const Reals before = read_state(frame, "cx", gates), after = read_state(frame, "cy", gates);
  const Reals output = frame.has("grad_hy") ? read_state(frame, "grad_hy", gates) : Reals(before.size);
  const Reals cell = frame.has("grad_cy") ? read_state(frame, "grad_cy", gates) : Reals(before.size);
  Gates gradient = make_gates(gates.values.size[0], 4, gates.width);
  Reals to_before(before.size);
  for_each_cell(gates, [&](std::int64_t row, std::int64_t column, std::size_t at) {
    const double in = gates.at(row, 0, column), forget = gates.at(row, 1, column);
    const double value = gates.at(row, 2, column), out = gates.at(row, 3, column);
    const double squashed = std::tanh(after.data[at]);
    const double to_cell = output.data[at] * out * (1 - squashed * squashed) + cell.data[at];
    gradient.at(row, 0, column) = to_cell * value * (1 - in) * in;
    gradient.at(row, 1, column) = to_cell * before.data[at] * (1 - forget) * forget;
    gradient.at(row, 2, column) = to_cell * in * (1 - value * value);
    gradient.at(row, 3, column) = output.data[at] * squashed * (1 - out) * out;
    to_before.data[at] = to_cell * forget;
  });
  frame.write(0, gradient.values);
  frame.write(1, to_before);
  if (frame.args().flag("has_bias")) frame.write(2, column_sums(gradient.values));
}

void run_gru_cell(const ExternFrame& frame) {
  Gates input = read_gates(frame, "input_gates", "input_bias", 3);
  Gates hidden = read_gates(frame, "hidden_gates", "hidden_bias", 3);
  frame.require(input.values.size == hidden.values.size,
                "gates of " + bracketed(input.values.size) + " and " + bracketed(hidden.values.size));
  const Reals before = read_state(frame, "hx", input);
  Gates workspace = make_gates(input.values.size[0], 5, input.width);
  Reals after(before.size);
  for_each_cell(input, [&](std::int64_t row, std::int64_t column, std::size_t at) {
    const double reset = sigmoid(input.at(row, 0, column) + hidden.at(row, 0, column));
    const double keep = sigmoid(input.at(row, 1, column) + hidden.at(row, 1, column));
    const double fresh = std::tanh(input.at(row, 2, column) + reset * hidden.at(row, 2, column));
    after.data[at] = fresh + keep * (before.data[at] - fresh);
    const double saved[] = {reset, keep, fresh, before.data[at], hidden.at(row, 2, column)};
    for (std::int64_t i = 0; i < 5; ++i) workspace.at(row, i, column) = saved[i];
  });
  frame.write(0, after);
  frame.write(1, workspace.values);
}

void run_gru_cell_backward(const ExternFrame& frame) {
  Gates saved = read_gates(frame, "workspace", nullptr, 5);
  const Reals output = read_state(frame, "grad_hy", saved);
  Gates to_input = make_gates(saved.values.size[0], 3, saved.width), to_hidden = to_input;
  Reals to_before(output.size);
  for_each_cell(saved, [&](std::int64_t row, std::int64_t column, std::size_t at) {
    const double reset = saved.at(row, 0, column), keep = saved.at(row, 1, column),
                 fresh = saved.at(row, 2, column);
    const double before = saved.at(row, 3, column), hidden = saved.at(row, 4, column), g = output.data[at];
    const double to_fresh = g * (1 - keep) * (1 - fresh * fresh);
    const double to_reset = to_fresh * hidden * (1 - reset) * reset;
    const double to_keep = g * (before - fresh) * (1 - keep) * keep;
    to_input.at(row, 0, column) = to_hidden.at(row, 0, column) = to_reset;
    to_input.at(row, 1, column) = to_hidden.at(row, 1, column) = to_keep;
    to_input.at(row, 2, column) = to_fresh;
    to_hidden.at(row, 2, column) = to_fresh * reset;
    to_before.data[at] = g * keep;
  });
  frame.write(0, to_input.values);
  frame.write(1, to_hidden.values);
  frame.write(2, to_before);
  if (!frame.args().flag("has_bias")) return;
  frame.write(3, column_sums(to_input.values));
  frame.write(4, column_sums(to_hidden.values));
}

}  // namespace ireplay
