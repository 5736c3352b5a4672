#include "tests/support/body_evaluator.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <functional>
#include <memory>
#include <numbers>
#include <set>
#include <stdexcept>

#include "kernels/scalar/scalar.hpp"
#include "tests/support/python_value.hpp"

namespace ireplay {
namespace {

using Names = std::map<std::string, std::int64_t, std::less<>>;
using Row = std::vector<PythonValue>;

struct Memory {
  DType type;
  Dims size, stride;
  std::int64_t offset = 0;
  std::shared_ptr<Row> elements;
  std::shared_ptr<Row> unrounded;  // as the parts of one fused node see what another of them stored
};
using Memories = std::map<std::string, Memory, std::less<>>;

double number_of(std::string_view text) {
  if (text == "inf" || text == "oo") return HUGE_VAL;
  if (text == "-inf" || text == "-oo") return -HUGE_VAL;
  if (text == "nan") return std::nan("");
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

DType dtype_of_name(std::string_view text) { return find_dtype(text).value(); }

// ---- random numbers, from the description of Philox

std::vector<std::uint32_t> philox_block(std::uint64_t seed, std::uint32_t offset) {
  std::vector<std::uint32_t> c{offset, 0, 0, 0};
  std::uint32_t key[2] = {std::uint32_t(seed), std::uint32_t(seed >> 32)};
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = 0xD2511F53ull * c[0], b = 0xCD9E8D57ull * c[2];
    c = {std::uint32_t(b >> 32) ^ c[1] ^ key[0], std::uint32_t(b), std::uint32_t(a >> 32) ^ c[3] ^ key[1],
         std::uint32_t(a)};
    key[0] += 0x9E3779B9u;
    key[1] += 0xBB67AE85u;
  }
  return c;
}

double uniform(std::uint32_t bits) {
  const std::int64_t x = std::int32_t(bits);
  return rounded(rounded(double(x < 0 ? -x - 1 : x), DType::f32) * double(4.6566127342e-10f), DType::f32);
}

PythonValue random_number(std::string_view op, const Row& a) {
  const auto block = philox_block(std::uint64_t(a[0].i), std::uint32_t(a[1].i));
  if (op == "rand") return {DType::f32, uniform(block[0]), 0};
  if (op == "randint64") {
    const std::uint64_t drawn = block[0] + (std::uint64_t(block[1]) << 32);
    return {DType::i64, 0, a[2].i + std::int64_t(drawn % std::uint64_t(a[3].i - a[2].i))};
  }
  const double u = std::max(1.0e-7, uniform(block[0]));
  return {
      DType::f32,
      rounded(std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * uniform(block[1])), DType::f32),
      0};
}

// ---- one node

/// What a name of the body stands for.
struct Meaning {
  PythonValue value;
  ExprId index = kNoExpr;
  Row several;
};
using Scope = std::map<std::string, Meaning, std::less<>>;

class NodeEvaluator {
 public:
  /// `fused`: buffers that earlier parts of the same fused node store.
  NodeEvaluator(const Dump& dump, const Node& node, Memories& memories,
                const std::set<std::string_view>& fused)
      : fused_(fused),
        dump_(dump),
        body_(dump.bodies.at(node.body)),
        memories_(memories),
        iterating_(node.iteration_sizes.count) {
    for (const Variable& variable : slice(dump.variables, body_.variables)) {
      variables_.emplace_back(variable.name);
      extents_.push_back(evaluate_index(dump.exprs, variable.extent, {}));
    }
    entry_ = slice(dump_.statements, block("body").statements);
    const auto whole_row = [](const Statement& at) {
      return at.name == "reduction" || at.name == "sort" || at.name.starts_with("scan");
    };
    cut_ = std::ranges::find_if(entry_, whole_row) - entry_.begin();
  }

  void run() {
    for_each_point(0, iterating_, [this] {
      if (cut_ == entry_.size())
        run_plain();
      else
        run_row();
    });
  }

 private:
  void for_each_point(std::size_t first, std::size_t last, const std::function<void()>& visit) {
    if (first == last) return visit();
    for (std::int64_t at = 0; at < extents_[first]; ++at) {
      names_[variables_[first]] = at;
      for_each_point(first + 1, last, visit);
    }
  }

  void run_plain() {
    for_each_point(iterating_, variables_.size(), [this] {
      Scope scope;
      run_statements(scope, 0, entry_.size());
    });
  }

  /// All elements first, then what they give together, then the statements after it.
  void run_row() {
    const Statement& at = entry_[cut_];
    std::vector<Row> rows;
    for_each_point(iterating_, variables_.size(), [&] {
      Scope scope;
      run_statements(scope, 0, cut_);
      rows.push_back(row_operands(scope, at));
    });
    if (at.name == "reduction") {
      Scope scope;
      scope[std::string(at.result)] = reduced(at, rows);
      return run_statements(scope, cut_ + 1, entry_.size());
    }
    const std::vector<Row> results = at.name == "sort" ? sorted(at, rows) : scanned(at, rows);
    std::size_t element = 0;
    for_each_point(iterating_, variables_.size(), [&] {
      Scope scope;
      run_statements(scope, 0, cut_);
      scope[std::string(at.result)] = {results[element][0], kNoExpr, results[element]};
      ++element;
      run_statements(scope, cut_ + 1, entry_.size());
    });
  }

  const Block& block(std::string_view name) const {
    for (const Block& at : slice(dump_.blocks, body_.blocks))
      if (at.name == name) return at;
    throw std::logic_error("no block " + std::string(name));
  }

  const Expr& argument(const Statement& at, std::size_t k) const { return dump_.exprs[argument_id(at, k)]; }
  ExprId argument_id(const Statement& at, std::size_t k) const {
    return slice(dump_.expr_lists, at.arguments)[k];
  }

  PythonValue value_of(const Scope& scope, ExprId id) const {
    const Expr& expr = dump_.exprs[id];
    if (expr.kind == ExprKind::name) return scope.find(expr.text)->second.value;
    if (expr.kind == ExprKind::integer) return {DType::i64, 0, std::int64_t(number_of(expr.text))};
    throw std::logic_error("no value: " + std::string(expr.text));
  }

  std::int64_t index_of(const Scope& scope, ExprId id) const {
    return evaluate_index(dump_.exprs, scope.find(dump_.exprs[id].text)->second.index, names_);
  }

  void run_statements(Scope& scope, std::size_t first, std::size_t last) {
    for (std::size_t k = first; k < last; ++k) run_statement(scope, entry_[k]);
  }

  PythonValue run_block(std::string_view name) {
    Scope scope;
    PythonValue result;
    for (const Statement& at : slice(dump_.statements, block(name).statements)) {
      if (at.kind == StatementKind::returned) return value_of(scope, at.value);
      run_statement(scope, at);
    }
    return result;
  }

  void run_statement(Scope& scope, const Statement& at) {
    if (at.kind == StatementKind::returned) return;
    Meaning meaning;
    if (at.kind == StatementKind::self_call) {
      meaning = self_call(scope, at);
    } else if (at.kind == StatementKind::ops_call) {
      meaning = call(scope, at);
    } else {
      meaning.value = scope.find(at.name)->second.several.at(at.selection);
    }
    scope[std::string(at.result)] = meaning;
  }

  Meaning self_call(Scope& scope, const Statement& at) {
    if (at.name == "get_index") {
      for (const IndexLine& line : slice(dump_.index_lines, body_.indices))
        if (line.name == argument(at, 0).text) return {{}, line.value, {}};
      throw std::logic_error("no index");
    }
    if (at.name.starts_with("set_indirect")) {
      const std::string name = "indirect" + std::string(at.name.substr(12));
      names_[name] = value_of(scope, argument_id(at, 0)).i;
      wrap_indirect(name);
      return {};
    }
    const PythonValue mask = value_of(scope, argument_id(at, 0));
    const double otherwise = literal(argument_id(at, 1));
    if (mask.i != 0) return {run_block(at.name), kNoExpr, {}};
    // the block's type is not known where it does not run; those that are drawn give float32 there
    return {{DType::f32, otherwise, 0}, kNoExpr, {}};
  }

  /// A negative index counts from the end of its dimension: that of the one table whose stride is the factor
  /// of the index in the text.
  void wrap_indirect(const std::string& name) {
    if (names_[name] >= 0) return;
    for (const IndexLine& line : slice(dump_.index_lines, body_.indices)) {
      const std::int64_t stride = coefficient(line.value, name);
      for (const auto& [buffer, memory] : memories_)
        for (std::size_t d = 0; stride != 0 && d < memory.stride.size(); ++d)
          if (memory.stride[d] == stride && buffer.starts_with("table")) {
            names_[name] += memory.size[d];
            return;
          }
    }
  }

  std::int64_t coefficient(ExprId id, const std::string& name) const {
    Names zero = names_, one = names_;
    zero[name] = 0;
    one[name] = 1;
    try {
      return evaluate_index(dump_.exprs, id, one) - evaluate_index(dump_.exprs, id, zero);
    } catch (const std::logic_error&) {
      return 0;
    }
  }

  PythonValue& element(std::string_view name, std::int64_t index) {
    Memory& memory = memories_.find(name)->second;
    return memory.elements->at(static_cast<std::size_t>(memory.offset + index));
  }

  Meaning call(Scope& scope, const Statement& at) {
    const std::string_view op = at.name;
    const auto value = [&](std::size_t k) { return value_of(scope, argument_id(at, k)); };
    if (op == "load") return {loaded(argument(at, 0).text, index_of(scope, argument_id(at, 1))), kNoExpr, {}};
    if (op == "load_seed")
      return {element(argument(at, 0).text, std::int64_t(number_of(argument(at, 1).text))), kNoExpr, {}};
    if (op == "store" || op == "store_reduction") return store(scope, at), Meaning{};
    if (op == "check_bounds") return {};
    if (op == "constant") return {constant(at), kNoExpr, {}};
    if (op == "index_expr") {
      const PythonValue exact{DType::i64, 0, index_of(scope, argument_id(at, 0))};
      return {to_dtype(exact, dtype_of_name(argument(at, 1).text)), kNoExpr, {}};
    }
    if (op == "to_dtype") {
      const bool storage = at.arguments.count > 2 &&
                           dump_.exprs[dump_.exprs.children_of(argument_id(at, 2))[0]].text == "False";
      return {to_dtype(value(0), dtype_of_name(argument(at, 1).text), storage), kNoExpr, {}};
    }
    if (op == "to_dtype_bitcast") return {bits(value(0), dtype_of_name(argument(at, 1).text)), kNoExpr, {}};
    if (op == "frexp") {
      int exponent = 0;
      const double mantissa = std::frexp(value(0).f, &exponent);
      const PythonValue first{value(0).type, mantissa, 0}, second{DType::i32, 0, exponent};
      return {first, kNoExpr, {first, second}};
    }
    if (op == "bucketize") return {bucket(scope, at), kNoExpr, {}};
    Row operands;
    for (std::size_t k = 0; k < at.arguments.count; ++k) operands.push_back(value(k));
    if (op == "rand" || op == "randn" || op == "randint64") return {random_number(op, operands), kNoExpr, {}};
    return {apply_op(op, operands), kNoExpr, {}};
  }

  PythonValue loaded(std::string_view name, std::int64_t index) {
    const Memory& memory = memories_.find(name)->second;
    const Row& row = fused_.contains(name) ? *memory.unrounded : *memory.elements;
    PythonValue value = row.at(static_cast<std::size_t>(memory.offset + index));
    value.type = compute_type(value.type);
    return value;
  }

  double literal(ExprId id) const {
    if (dump_.exprs[id].kind != ExprKind::neg) return number_of(dump_.exprs[id].text);
    return -literal(dump_.exprs.children_of(id)[0]);
  }

  PythonValue constant(const Statement& at) const {
    const DType type = dtype_of_name(argument(at, 1).text);
    const std::string_view text = argument(at, 0).text;
    if (text == "True" || text == "False") return {type, 0, text == "True"};
    const double number = literal(argument_id(at, 0));
    if (is_floating(type)) return {compute_type(type), rounded(number, compute_type(type)), 0};
    return {type, 0, std::int64_t(number)};
  }

  static PythonValue bits(PythonValue value, DType to) {
    PythonValue result{to, 0, 0};
    if (to == DType::i32) {
      const float from = float(value.f);
      std::int32_t raw = 0;
      std::memcpy(&raw, &from, 4);
      result.i = raw;
    } else {
      const std::int32_t raw = std::int32_t(value.i);
      float single = 0;
      std::memcpy(&single, &raw, 4);
      result.f = single;
    }
    return result;
  }

  void store(const Scope& scope, const Statement& at) {
    PythonValue& to = element(argument(at, 0).text, index_of(scope, argument_id(at, 1)));
    const PythonValue value = value_of(scope, argument_id(at, 2));
    const DType type = memories_.find(argument(at, 0).text)->second.type;
    PythonValue stored = to_dtype(value, type, true);
    if (at.name == "store" && argument(at, 3).text == "atomic_add") {
      stored.f = rounded(stored.f + to.f, type);
      stored.i = wrapped(stored.i + to.i, type == DType::f32 ? DType::i64 : type);
    }
    to = {type, stored.f, stored.i};
    const PythonValue wide = to_dtype(value, type);
    const Memory& memory = memories_.find(argument(at, 0).text)->second;
    memory.unrounded->at(static_cast<std::size_t>(&to - memory.elements->data())) = {type, wide.f, wide.i};
  }

  PythonValue bucket(const Scope& scope, const Statement& at) {
    const PythonValue value = value_of(scope, argument_id(at, 0));
    const auto row = dump_.exprs.children_of(argument_id(at, 1));
    const std::int64_t length = index_of(scope, row[1]);
    const bool right = argument(at, 4).text == "True";
    std::int64_t place = 0;
    for (; place < length; ++place) {
      const double boundary = element(dump_.exprs[row[0]].text, place).f;
      if (right ? value.f < boundary : value.f <= boundary) break;
    }
    return {dtype_of_name(argument(at, 3).text), 0, place};
  }

  // ---- rows

  Row row_operands(const Scope& scope, const Statement& at) const {
    const std::size_t place = at.name == "reduction" ? 3 : 1;
    const ExprId id = argument_id(at, place);
    if (dump_.exprs[id].kind != ExprKind::tuple) return {value_of(scope, id)};
    Row row;
    for (ExprId member : dump_.exprs.children_of(id)) row.push_back(value_of(scope, member));
    return row;
  }

  Meaning reduced(const Statement& at, const std::vector<Row>& rows) const {
    const std::string_view kind = argument(at, 2).text;
    const DType type = compute_type(dtype_of_name(argument(at, 0).text));
    const auto several = [](Row values) { return Meaning{values[0], kNoExpr, values}; };
    const auto real = [&](double value) { return PythonValue{type, rounded(value, type), 0}; };
    if (kind == "welford_reduce") {
      double sum = 0, squares = 0;
      for (const Row& row : rows) sum += row[0].f;
      const double mean = sum / double(rows.size());
      for (const Row& row : rows) squares += (row[0].f - mean) * (row[0].f - mean);
      return several({real(mean), real(squares), real(double(rows.size()))});
    }
    if (kind == "online_softmax_reduce") {
      double largest = -HUGE_VAL, sum = 0;
      for (const Row& row : rows) largest = std::max(largest, row[0].f);
      for (const Row& row : rows) sum += std::exp(row[0].f - largest);
      return several({real(largest), real(sum)});
    }
    const std::size_t best = extremum(rows, kind.ends_with("min") || kind == "min");
    if (kind.starts_with("arg")) return {{DType::i64, 0, std::int64_t(best)}, kNoExpr, {}};
    if (kind == "max" || kind == "min") return {rows[best][0], kNoExpr, {}};
    PythonValue total{type, kind == "prod" ? 1.0 : 0.0, kind == "prod" ? 1 : 0};
    for (const Row& row : rows) {
      const PythonValue term = row[0];
      if (kind == "sum") total = {type, total.f + term.f, total.i + term.i};
      if (kind == "prod")
        total = {type, total.f * term.f, std::int64_t(std::uint64_t(total.i) * std::uint64_t(term.i))};
      if (kind == "xor_sum") total.i ^= term.i;
      if (kind == "any") total.i |= is_floating(term.type) ? term.f != 0 : term.i != 0;
    }
    return {is_floating(type) ? real(total.f) : PythonValue{type, 0, wrapped(total.i, type)}, kNoExpr, {}};
  }

  /// Position of the first of the least or largest; the first NaN counts as the extremum.
  static std::size_t extremum(const std::vector<Row>& rows, bool least) {
    std::size_t best = 0;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const PythonValue &a = rows[k][0], &b = rows[best][0];
      if (is_floating(a.type) && std::isnan(a.f)) return k;
      const bool wins =
          is_floating(a.type) ? (least ? a.f < b.f : a.f > b.f) : (least ? a.i < b.i : a.i > b.i);
      if (wins) best = k;
    }
    return best;
  }

  std::vector<Row> sorted(const Statement& at, std::vector<Row> rows) const {
    const bool descending = argument(at, 3).text == "True";
    const auto precedes = [descending](const Row& x, const Row& y) {
      if (!is_floating(x[0].type)) return descending ? x[0].i > y[0].i : x[0].i < y[0].i;
      const bool x_nan = std::isnan(x[0].f), y_nan = std::isnan(y[0].f);
      if (x_nan || y_nan) return descending ? x_nan && !y_nan : y_nan && !x_nan;
      return descending ? x[0].f > y[0].f : x[0].f < y[0].f;
    };
    // insertion, from the front: the plainest stable sort
    for (std::size_t k = 1; k < rows.size(); ++k)
      for (std::size_t j = k; j > 0 && precedes(rows[j], rows[j - 1]); --j) std::swap(rows[j], rows[j - 1]);
    return rows;
  }

  /// 2.3's form: the initial value says what is accumulated.
  std::vector<Row> scanned(const Statement& at, const std::vector<Row>& rows) const {
    const DType type = compute_type(dtype_of_name(argument(at, 0).text));
    const bool product = number_of(argument(at, 2).text) == 1;
    std::vector<Row> results;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      double real = product ? 1 : 0;
      std::int64_t whole = product ? 1 : 0;
      for (std::size_t j = 0; j <= k; ++j) {
        real = product ? real * rows[j][0].f : real + rows[j][0].f;
        whole =
            product ? std::int64_t(std::uint64_t(whole) * std::uint64_t(rows[j][0].i)) : whole + rows[j][0].i;
      }
      results.push_back({is_floating(type) ? PythonValue{type, rounded(real, type), 0}
                                           : PythonValue{type, 0, wrapped(whole, type)}});
    }
    return results;
  }

  const std::set<std::string_view>& fused_;
  const Dump& dump_;
  const LoopBody& body_;
  Memories& memories_;
  std::size_t iterating_;
  std::vector<std::string> variables_;
  std::vector<std::int64_t> extents_;
  std::span<const Statement> entry_;
  std::size_t cut_ = 0;
  Names names_;
};

// ---- memory

Memory make_memory(const Dump& dump, const Layout& layout) {
  Memory memory{dtype_of_name(layout.dtype), {}, {}, 0, nullptr, nullptr};
  for (ExprId id : slice(dump.expr_lists, layout.size))
    memory.size.push_back(evaluate_index(dump.exprs, id, {}));
  for (ExprId id : slice(dump.expr_lists, layout.stride))
    memory.stride.push_back(evaluate_index(dump.exprs, id, {}));
  const auto count = static_cast<std::size_t>(extent(memory.size, memory.stride));
  memory.elements = std::make_shared<Row>(count, PythonValue{memory.type, 0, 0});
  memory.unrounded = std::make_shared<Row>(*memory.elements);
  return memory;
}

void fill(Memory& memory, const HostTensor& tensor) {
  for (std::size_t k = 0; k < memory.elements->size(); ++k) {
    const std::byte* from = tensor.data.data() + k * bytes_of(tensor.dtype);
    const Scalar value = load_element(from, tensor.dtype);
    PythonValue& to = (*memory.elements)[k];
    to = {memory.type, is_floating(memory.type) ? value.f : 0, is_floating(memory.type) ? 0 : value.i};
  }
}

HostTensor dense(const Memory& memory) {
  HostTensor tensor{memory.type, memory.size, {}};
  const auto count = static_cast<std::size_t>(numel(memory.size));
  tensor.data.resize(count * bytes_of(memory.type));
  for (std::size_t k = 0; k < count; ++k) {
    std::int64_t rest = static_cast<std::int64_t>(k), place = 0;
    for (std::size_t d = memory.size.size(); d-- > 0; rest /= memory.size[d])
      place += rest % memory.size[d] * memory.stride[d];
    const PythonValue& value = (*memory.elements)[static_cast<std::size_t>(place)];
    Scalar scalar{.i = value.i};
    if (is_floating(memory.type)) scalar.f = value.f;
    store_element(tensor.data.data() + k * bytes_of(memory.type), memory.type, scalar,
                  compute_type(memory.type));
  }
  return tensor;
}

}  // namespace

std::int64_t evaluate_index(const ExprPool& pool, ExprId id, const Names& names) {
  const Expr& expr = pool[id];
  const auto children = pool.children_of(id);
  const auto child = [&](std::size_t k) { return evaluate_index(pool, children[k], names); };
  const auto modulo = [](std::int64_t a, std::int64_t b) { return (a % b + b) % b; };
  const auto floor_div = [&](std::int64_t a, std::int64_t b) { return (a - modulo(a, b)) / b; };
  switch (expr.kind) {
    case ExprKind::integer: {
      std::int64_t value = 0;
      std::from_chars(expr.text.data(), expr.text.data() + expr.text.size(), value);
      return value;
    }
    case ExprKind::name: {
      const auto found = names.find(expr.text);
      if (found == names.end()) throw std::logic_error("unknown name " + std::string(expr.text));
      return found->second;
    }
    case ExprKind::add:
      return child(0) + child(1);
    case ExprKind::sub:
      return child(0) - child(1);
    case ExprKind::mul:
      return child(0) * child(1);
    case ExprKind::neg:
      return -child(0);
    case ExprKind::floordiv:
      return floor_div(child(0), child(1));
    case ExprKind::mod:
      return modulo(child(0), child(1));
    case ExprKind::pow:
      return static_cast<std::int64_t>(std::llround(std::pow(double(child(0)), double(child(1)))));
    case ExprKind::lt:
      return child(0) < child(1);
    case ExprKind::le:
      return child(0) <= child(1);
    case ExprKind::gt:
      return child(0) > child(1);
    case ExprKind::ge:
      return child(0) >= child(1);
    case ExprKind::call: {
      const std::string_view function = pool[children[0]].text;
      if (function == "ModularIndexing") return modulo(floor_div(child(1), child(2)), child(3));
      if (function == "Mod" || function == "PythonMod") return modulo(child(1), child(2));
      if (function == "Min") return std::min(child(1), child(2));
      if (function == "Max") return std::max(child(1), child(2));
      if (function == "Where") return child(1) != 0 ? child(2) : child(3);
      if (function == "Eq") return child(1) == child(2);
      break;
    }
    default:
      break;
  }
  throw std::logic_error("no index: " + std::string(expr.text));
}

TensorMap evaluate_dump(const Dump& dump, const TensorMap& inputs) {
  Memories memories;
  for (const BufferLayout& line : dump.buffer_layouts) {
    const Layout& layout = dump.layouts[line.layout];
    if (layout.class_name == "FixedLayout" && memories.count(line.buffer) == 0)
      memories.emplace(std::string(line.buffer), make_memory(dump, layout));
  }
  for (const OutBuffer& buffer : dump.out_buffers)
    for (std::string_view target : slice(dump.names, buffer.mutations))
      memories.insert_or_assign(std::string(buffer.name), memories.find(target)->second);
  for (const auto& [name, tensor] : inputs) fill(memories.find(name)->second, tensor);
  for (std::uint32_t top : dump.top) {
    std::set<std::string_view> fused;
    const Node& node = dump.nodes[top];
    if (node.body >= 0) NodeEvaluator(dump, node, memories, fused).run();
    for (std::uint32_t number : slice(dump.parts, node.parts)) {
      const Node& part = dump.nodes[number];
      NodeEvaluator(dump, part, memories, fused).run();
      for (const OutBuffer& buffer : slice(dump.out_buffers, part.outputs)) fused.insert(buffer.name);
    }
  }
  TensorMap written;
  for (const OutBuffer& buffer : dump.out_buffers)
    written[std::string(buffer.name)] = dense(memories.find(buffer.name)->second);
  return written;
}

}  // namespace ireplay
