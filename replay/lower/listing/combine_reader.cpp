#include "replay/lower/listing/combine_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "replay/lower/body/instruction_writer.hpp"

namespace ireplay {
namespace {

struct OperatorRow {
  std::string_view text, op;
};

/// Python's binary operators, loosest level first; longer spellings before their beginnings.
constexpr int kLevels = 7;
constexpr std::array<std::array<OperatorRow, 6>, kLevels> kOperators = {{
    {{{"==", "eq"}, {"!=", "ne"}, {"<=", "le"}, {">=", "ge"}, {"<", "lt"}, {">", "gt"}}},
    {{{"|", "or_"}}},
    {{{"^", "xor"}}},
    {{{"&", "and_"}}},
    {{{"<<", "lshift"}, {">>", "rshift"}}},
    {{{"+", "add"}, {"-", "sub"}}},
    {{{"//", "floordiv"}, {"*", "mul"}, {"/", "truediv"}, {"%", "mod"}}},
}};

/// Functions of Triton and its libraries that the dump's ops call otherwise.
constexpr OperatorRow kSpellings[] = {
    {"fabs", "abs"},        {"sqrt_rn", "sqrt"},
    {"div_rn", "truediv"},  {"rint", "round"},
    {"nearbyint", "round"}, {"div_floor_integer", "floordiv"},
    {"pow_integer", "pow"}, {"remainder_integer", "remainder"},
};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string CombineReader::read(std::string_view text) {
  rest_ = text;
  try {
    read_parameters();
    for (;;) {
      skip_blanks(true);
      const std::string_view name = word();
      if (name == "return") break;
      read_assignment(name);
    }
    read_results();
  } catch (const Fault& fault) {
    return fault.sentence;
  }
  return {};
}

void CombineReader::read_parameters() {
  expect("(");
  do names_.push_back({word(), static_cast<ValueId>(names_.size())});
  while (accept(","));
  expect(")");
  expect(":");
  if (names_.size() != parameters_.size())
    throw Fault{"expected " + std::to_string(parameters_.size()) + " parameters"};
  for (DType type : parameters_) value_types_.push_back(compute_type(type));
  program_.members = static_cast<std::int32_t>(results_.size());
}

void CombineReader::read_assignment(std::string_view name) {
  if (accept("==")) throw Fault{"expected an assignment"};
  expect("=");
  names_.push_back({name, expression(0)});
}

void CombineReader::read_results() {
  const bool parenthesised = accept("(");
  do {
    if (program_.results.size() < results_.size())
      program_.results.push_back(convert_to(expression(0), compute_type(results_[program_.results.size()])));
    else
      throw Fault{"expected " + std::to_string(results_.size()) + " results"};
  } while (accept(","));
  if (parenthesised) expect(")");
  if (program_.results.size() != results_.size())
    throw Fault{"expected " + std::to_string(results_.size()) + " results"};
}

std::vector<DType> CombineReader::twice(std::span<const DType> types) {
  std::vector<DType> both(types.begin(), types.end());
  both.insert(both.end(), types.begin(), types.end());
  return both;
}

ValueId CombineReader::expression(int level) {
  constexpr int kMostNested = 500;
  if (++depth_ > kMostNested) throw Fault{"it is nested too deeply"};
  ValueId left = level == kLevels ? prefixed() : expression(level + 1);
  for (bool more = level < kLevels; more;) {
    more = false;
    for (const OperatorRow& row : kOperators[static_cast<std::size_t>(level)]) {
      if (row.text.empty() || !accept(row.text)) continue;
      left = apply(row.op, {left, expression(level + 1)});
      more = true;
      break;
    }
  }
  --depth_;
  return left;
}

ValueId CombineReader::prefixed() {
  if (accept("-")) return apply("neg", {expression(kLevels)});
  if (accept("~")) return apply("bitwise_not", {expression(kLevels)});
  return postfixed();
}

ValueId CombineReader::postfixed() {
  ValueId value = atom();
  while (accept(".to(")) value = converted_by_call(value);
  return value;
}

ValueId CombineReader::converted_by_call(ValueId operand) {
  const DType type = type_word();
  expect(")");
  return convert_to(operand, compute_type(type));
}

ValueId CombineReader::atom() {
  skip_blanks(false);
  if (accept("(")) {
    const ValueId value = expression(0);
    expect(")");
    return value;
  }
  if (!rest_.empty() && is_digit(rest_[0])) {
    double number = 0;
    const auto [end, fault] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    if (fault != std::errc()) throw Fault{"expected a number"};
    const std::string_view text = rest_.substr(0, static_cast<std::size_t>(end - rest_.data()));
    rest_.remove_prefix(text.size());
    return constant(number, text.find_first_of(".e") == text.npos ? DType::i64 : DType::f32);
  }
  std::string_view name = word();
  if (const std::size_t to = name.find(".to"); to != name.npos && name.substr(to) == ".to") {
    rest_ = {name.data() + to,
             rest_.size() + name.size() - to};  // `tmp3.to(tl.int1)`: the conversion is read next
    name = name.substr(0, to);
  }
  if (name == "True" || name == "False") return constant(name == "True", DType::boolean);
  if (accept("(")) return call(name);
  const auto found = std::ranges::find(names_.rbegin(), names_.rend(), name, &Name::text);
  if (found == names_.rend()) throw Fault{"unknown name '" + std::string(name) + "'"};
  return found->value;
}

/// `tl.full([1], 0.5, tl.float32)`.
ValueId CombineReader::full() {
  expect("[");
  while (!rest_.empty() && rest_[0] != ']') rest_.remove_prefix(1);
  expect("]");
  expect(",");
  const ValueId value = expression(0);
  expect(",");
  const DType type = type_word();
  expect(")");
  return convert_to(value, compute_type(type));
}

/// `tl.broadcast_to(tmp1, [XBLOCK])`: one value for all elements.
ValueId CombineReader::broadcast() {
  const ValueId value = expression(0);
  expect(",");
  expect("[");
  while (!rest_.empty() && rest_[0] != ']') rest_.remove_prefix(1);
  expect("]");
  expect(")");
  return value;
}

ValueId CombineReader::call(std::string_view function) {
  const std::size_t dot = function.rfind('.');
  const std::string_view op = dot == function.npos ? function : function.substr(dot + 1);
  if (op == "full") return full();
  if (op == "broadcast_to") return broadcast();
  if (op == "float") {  // float("-inf")
    const char quote = accept("\"") ? '"' : '\'';
    if (quote == '\'') expect("'");
    const std::size_t end = rest_.find(quote);
    if (end == rest_.npos) throw Fault{"expected a quote"};
    const double number = parse_real(rest_.substr(0, end));
    rest_.remove_prefix(end + 1);
    expect(")");
    return constant(number, DType::f32);
  }
  std::vector<ValueId> operands;
  do {
    if (accept("tl.PropagateNan"))  // the rows for extrema let NaN win anyway
      word();
    else
      operands.push_back(expression(0));
  } while (accept(","));
  expect(")");
  const auto* spelling = std::ranges::find(kSpellings, op, &OperatorRow::text);
  return apply(spelling == std::end(kSpellings) ? op : spelling->op, operands);
}

// ---- tokens
// -------------------------------------------------------------------------------------------------------

void CombineReader::skip_blanks(bool lines) {
  while (!rest_.empty() &&
         (rest_[0] == ' ' || rest_[0] == '\t' || (lines && (rest_[0] == '\n' || rest_[0] == '\r'))))
    rest_.remove_prefix(1);
}

bool CombineReader::accept(std::string_view token) {
  skip_blanks(false);
  if (!rest_.starts_with(token)) return false;
  rest_.remove_prefix(token.size());
  return true;
}

void CombineReader::expect(std::string_view token) {
  if (!accept(token))
    throw Fault{"expected '" + std::string(token) + "' before '" +
                std::string(rest_.substr(0, rest_.find('\n'))) + "'"};
}

std::string_view CombineReader::word() {
  skip_blanks(false);
  std::size_t length = 0;
  while (length < rest_.size() && is_word(rest_[length])) ++length;
  if (length == 0)
    throw Fault{"expected a name before '" + std::string(rest_.substr(0, rest_.find('\n'))) + "'"};
  const std::string_view found = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return found;
}

DType CombineReader::type_word() {
  const std::string_view name = word();
  const std::optional<DType> type = find_triton_type(name);
  if (!type || is_complex(*type)) throw Fault{"unknown type '" + std::string(name) + "'"};
  return *type;
}

// ---- instructions
// ---------------------------------------------------------------------------------------------------

DType CombineReader::type_of(ValueId value) const { return value_types_[static_cast<std::size_t>(value)]; }

ValueId CombineReader::append(Instruction instruction) {
  program_.instructions.push_back(instruction);
  value_types_.push_back(instruction.dtype);
  return static_cast<ValueId>(value_types_.size() - 1);
}

ValueId CombineReader::constant(double number, DType dtype) {
  Instruction result = make_instruction(Opcode::constant, dtype);
  result.immediate = convert({.f = number}, DType::f64, dtype, false);
  return append(result);
}

ValueId CombineReader::convert_to(ValueId value, DType dtype) {
  if (type_of(value) == dtype) return value;
  Instruction result = make_instruction(Opcode::convert, dtype, value);
  result.source = type_of(value);
  return append(result);
}

ValueId CombineReader::apply(std::string_view name, std::vector<ValueId> operands) {
  const std::optional<ScalarOp> op = find_scalar_op(name);
  if (!op || static_cast<std::size_t>(info(*op).arity) != operands.size())
    throw Fault{"no op '" + std::string(name) + "' of " + std::to_string(operands.size()) + " operands"};
  const bool selects = info(*op).rule == TypeRule::select;
  std::optional<DType> common;
  for (std::size_t k = selects ? 1 : 0; k < operands.size(); ++k)
    common = common ? promote(*common, type_of(operands[k])) : type_of(operands[k]);
  DType type = *common;
  if (!scalar_function(*op, type)) type = DType::f32;
  if (info(*op).rule == TypeRule::real && !is_floating(type)) type = DType::f32;
  if (!scalar_function(*op, type)) throw Fault{"no op '" + std::string(name) + "' for these types"};
  Instruction result = make_instruction(Opcode::scalar, result_type(*op, type, type));
  result.op = *op;
  for (std::size_t k = 0; k < operands.size(); ++k)
    result.operands[k] = convert_to(operands[k], selects && k == 0 ? DType::boolean : type);
  return append(result);
}

bool CombineReader::evaluate(const Scalar* arguments, Scalar* results) const {
  std::vector<Scalar> values(arguments, arguments + parameters_.size());
  for (const Instruction& at : program_.instructions) {
    if (at.opcode == Opcode::constant) {
      values.push_back(at.immediate);
      continue;
    }
    std::array<Scalar, 4> operands{};
    for (std::size_t k = 0; k < operands.size(); ++k)
      if (at.operands[k] != kNone) operands[k] = values[static_cast<std::size_t>(at.operands[k])];
    if (at.opcode == Opcode::convert) {
      values.push_back(convert(operands[0], at.source, at.dtype, false));
      continue;
    }
    const bool selects = info(at.op).rule == TypeRule::select;
    const ScalarFunction function = scalar_function(at.op, type_of(at.operands[selects ? 1 : 0]));
    if (!function) return false;
    values.push_back(function(operands.data()));
  }
  for (std::size_t k = 0; k < program_.results.size(); ++k)
    results[k] = values[static_cast<std::size_t>(program_.results[k])];
  return true;
}

}  // namespace ireplay
