#include "tests/support/scalar_tables.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <sstream>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/case/tensor_file.hpp"
#include "tests/support/scalar_judge.hpp"

namespace ireplay {
namespace {

const TensorMap& tables() {
  static const TensorMap map = read_tensors(IREPLAY_TESTDATA "/corpus/tables/scalar_ops.safetensors");
  return map;
}

Scalar element(const HostTensor& tensor, std::size_t index) {
  return load_element(tensor.data.data() + index * bytes_of(tensor.dtype), tensor.dtype);
}

/// The table's maker replaced divisors of 0 and took shift counts modulo 31; the inputs are as before that.
Scalar second_operand(std::string_view op, DType type, Scalar b) {
  if (op == "ldexp") return {.f = std::isnan(b.f) ? 0 : std::trunc(std::clamp(b.f, -200.0, 200.0))};
  if (!is_integer(type)) return b;
  if (op == "remainder" || op == "floordiv" || op == "truncdiv" || op == "truediv")
    return {.i = b.i == 0 ? 1 : b.i};
  if (op == "bitwise_left_shift" || op == "bitwise_right_shift") {
    const auto low = std::int64_t{-1} << (8 * bytes_of(type) - 1);
    const std::int64_t size =
        b.i < 0 && b.i != low ? -b.i : b.i;  // torch.abs leaves the lowest value as it is
    return {.i = ((size % 31) + 31) % 31};
  }
  return b;
}

bool same_sign_of_zero(ScalarOp op, double got, double want) {
  // releases differ in which zero they take
  if (op == ScalarOp::maximum || op == ScalarOp::minimum) return true;
  return got != 0 || want != 0 || std::signbit(got) == std::signbit(want);
}

std::string describe(const ScalarCase& table, std::size_t index, Scalar got) {
  std::ostringstream out;
  out.precision(17);
  const auto print = [&out](DType type, Scalar value) {
    if (is_floating(type))
      out << value.f;
    else
      out << value.i;
  };
  out << "element " << index << ": " << info(table.op).name << '(';
  for (int k = 0; k < info(table.op).arity; ++k) {
    if (k > 0) out << ", ";
    print(table.type, table.operands[index][static_cast<std::size_t>(k)]);
  }
  out << ") = ";
  print(table.result_type, got);
  out << ", in the table ";
  print(table.result_type, table.results[index]);
  return out.str();
}

}  // namespace

std::vector<std::string> scalar_case_keys() {
  std::set<std::string> keys;
  for (const auto& [name, tensor] : tables()) keys.insert(name.substr(0, name.rfind('.')));
  return {keys.begin(), keys.end()};
}

ScalarCase load_scalar_case(const std::string& key) {
  std::string name = key.substr(0, key.find('.'));
  std::optional<double> derivative;
  if (name.starts_with("polygamma")) {
    derivative = name.back() - '0';
    name.pop_back();
  }
  const HostTensor& results = tables().find(key + ".out")->second;
  ScalarCase result{
      find_scalar_op(name).value(), tables().find(key + ".in0")->second.dtype, results.dtype, {}, {}};
  const int inputs = info(result.op).arity - (derivative ? 1 : 0);
  const std::size_t count = results.data.size() / bytes_of(results.dtype);
  for (std::size_t i = 0; i < count; ++i) {
    std::array<Scalar, 3> operands{};
    if (derivative) operands[0].f = *derivative;
    for (int k = 0; k < inputs; ++k) {
      const Scalar value = element(tables().find(key + ".in" + std::to_string(k))->second, i);
      operands[static_cast<std::size_t>(k + (derivative ? 1 : 0))] =
          k == 1 ? second_operand(name, result.type, value) : value;
    }
    result.operands.push_back(operands);
    result.results.push_back(element(results, i));
  }
  return result;
}

std::size_t arrays_of_scalar_cases() {
  std::size_t arrays = 0;
  for (const std::string& key : scalar_case_keys())
    arrays += 1 + static_cast<std::size_t>(info(load_scalar_case(key).op).arity) -
              (key.starts_with("polygamma") ? 1 : 0);
  return arrays;
}

TableComparison compare_with_table(const ScalarCase& table, const std::vector<Scalar>& got) {
  TableComparison result;
  const ScalarJudge judge(table.op, table.type);
  for (std::size_t i = 0; i < table.results.size(); ++i) {
    const Scalar want = table.results[i];
    bool right = is_floating(table.result_type) ? true : got[i].i == want.i, excused = false;
    if (is_floating(table.result_type)) {
      const std::optional<double> error = judge.error(table.operands[i], got[i].f);
      const double from_table = judge.distance(table.operands[i], got[i].f, want.f);
      const bool near_table =
          from_table <= judge.table_bound() && same_sign_of_zero(table.op, got[i].f, want.f);
      const bool agree_on_special = !std::isfinite(got[i].f) && near_table;
      right = error && !agree_on_special ? *error <= judge.bound() : near_table;
      excused = right && !near_table;
    }
    const auto note = [&](std::size_t& count, std::string& first) {
      if (count++ == 0) first = describe(table, i, got[i]);
    };
    if (!right) note(result.wrong, result.first_wrong);
    if (excused) note(result.excused, result.first_excused);
  }
  return result;
}

}  // namespace ireplay
