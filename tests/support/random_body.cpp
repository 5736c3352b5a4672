#include "tests/support/random_body.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <random>
#include <stdexcept>
#include <vector>

#include "kernels/scalar.hpp"
#include "parser/parse.hpp"
#include "tests/support/body_evaluator.hpp"

namespace ireplay {
namespace {

constexpr double kUnbounded = std::numeric_limits<double>::infinity();

struct Drawn {
  std::string name;
  DType type = DType::f32;  // as held: halves are float32
  bool exact = true;
  double bound = kUnbounded;  // of its magnitude; unbounded values may be NaN or infinite
};

using Domain = std::vector<std::map<std::string, std::int64_t, std::less<>>>;

/// Words of a body under construction: statements of one block.
struct Scope {
  std::vector<std::string> lines;
  std::map<std::string, int> used;
  std::vector<Drawn> values;
  Domain domain;  // the points where the block runs

  /// `add`, `add_1`, `add_2`
  std::string fresh(const std::string& stem) {
    const int number = used[stem]++;
    return number == 0 ? stem : stem + "_" + std::to_string(number);
  }
};

class BodyDrawer {
 public:
  explicit BodyDrawer(std::uint64_t seed) : random_(seed) {}

  RandomBody draw() {
    draw_domain();
    const std::size_t shape = pick(10);
    if (shape < 5)
      draw_pointwise();
    else if (shape < 7)
      draw_reduction();
    else if (shape < 8)
      draw_sort();
    else if (shape < 9)
      draw_scan();
    else
      draw_scatter();
    body_.text = header_ + node_text();
    return std::move(body_);
  }

 private:
  // ---- choices

  std::size_t pick(std::size_t count) { return random_() % count; }
  bool chance(int percent) { return pick(100) < static_cast<std::size_t>(percent); }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(pick(static_cast<std::size_t>(high - low + 1)));
  }
  template <class T>
  T any_of(std::initializer_list<T> choices) {
    return choices.begin()[pick(choices.size())];
  }

  // ---- domain and indices

  void draw_domain() {
    iterating_ = pick(4);
    if (iterating_ == 0 && chance(70)) iterating_ = 2;
    for (std::size_t v = 0; v < iterating_; ++v) add_variable(between(1, 7));
  }

  void add_variable(std::int64_t extent) {
    variables_.push_back("p" + std::to_string(extents_.size()));
    extents_.push_back(extent);
  }

  Domain all_points() const {
    Domain points{{}};
    for (std::size_t v = 0; v < variables_.size(); ++v) {
      Domain more;
      for (const auto& point : points)
        for (std::int64_t at = 0; at < extents_[v]; ++at) {
          more.push_back(point);
          more.back()[variables_[v]] = at;
        }
      points = std::move(more);
    }
    return points;
  }

  std::string draw_variable() { return variables_.empty() ? "3" : variables_[pick(variables_.size())]; }

  std::string draw_term() {
    const std::string v = draw_variable(), w = draw_variable();
    const std::string k = std::to_string(between(2, 5)), d = std::to_string(between(1, 3));
    switch (pick(14)) {
      case 0:
        return "(" + v + "//" + k + ")";
      case 1:
        return "((" + v + " + 3*" + w + ")//" + k + ")";
      case 2:
        return "ModularIndexing(" + v + ", " + d + ", " + k + ")";
      case 3:
        return "(ModularIndexing(" + v + " + 4*" + w + ", " + d + ", " + k + "))";
      case 4:
        return "(PythonMod(" + v + " - 3, " + k + "))";
      case 5:
        return "Mod(" + v + ", " + k + ")";
      case 6:
        return "Min(" + v + ", " + d + ")";
      case 7:
        return "Max(" + d + ", " + v + ")";
      case 8:
        return v + "**2";
      case 9:
        return "((" + v + " - 2))";
      case 10:
        return "Where(" + v + " < " + d + ", " + w + ", " + k + ")";
      default:
        return v;
    }
  }

  /// A sum of terms with coefficients of either sign.
  std::string draw_sum() {
    std::string text;
    const std::size_t terms = pick(4);
    for (std::size_t k = 0; k < terms; ++k) {
      const std::int64_t coefficient = between(-4, 9);
      if (coefficient == 0) continue;
      const std::string magnitude =
          std::abs(coefficient) == 1 ? "" : std::to_string(std::abs(coefficient)) + "*";
      if (text.empty())
        text = coefficient < 0 ? "-" : "";
      else
        text += coefficient < 0 ? " - " : " + ";
      text += magnitude + draw_term();
    }
    return text.empty() ? std::to_string(between(0, 5)) : text;
  }

  static std::pair<std::int64_t, std::int64_t> least_and_most(const std::string& text, const Domain& domain) {
    const Source source("index", text);
    ExprPool pool;
    const ExprId id = parse_expression(source, pool);
    std::pair<std::int64_t, std::int64_t> range{std::numeric_limits<std::int64_t>::max(), 0};
    for (const auto& point : domain) {
      const std::int64_t value = evaluate_index(pool, id, point);
      range.first = std::min(range.first, value);
      range.second = std::max(range.second, value);
    }
    return range;
  }

  /// An index that starts at 0 or above over the domain, and the largest value it takes.
  std::pair<std::string, std::int64_t> draw_index(const Domain& domain) {
    std::string text = draw_sum();
    const std::int64_t least = least_and_most(text, domain).first;
    if (least < 0) text += " + " + std::to_string(-least);
    return {text, least_and_most(text, domain).second};
  }

  std::string dense_index() const {
    std::string text;
    std::int64_t stride = 1;
    for (std::size_t v = variables_.size(); v-- > 0; stride *= extents_[v]) {
      const std::string factor = stride == 1 ? "" : std::to_string(stride) + "*";
      text = factor + variables_[v] + (text.empty() ? "" : " + " + text);
    }
    return text.empty() ? "0" : text;
  }

  std::string dense_outer_index() const {
    std::string text;
    std::int64_t stride = 1;
    for (std::size_t v = iterating_; v-- > 0; stride *= extents_[v]) {
      const std::string factor = stride == 1 ? "" : std::to_string(stride) + "*";
      text = factor + variables_[v] + (text.empty() ? "" : " + " + text);
    }
    return text.empty() ? "0" : text;
  }

  /// Emits `get_index = self.get_index('indexN')` for a text, which may be listed already.
  std::string index_value(Scope& scope, const std::string& text) {
    auto at = std::ranges::find(indices_, text);
    if (at == indices_.end()) at = indices_.insert(indices_.end(), text);
    const std::string name = scope.fresh("get_index");
    scope.lines.push_back(name + " = self.get_index('index" + std::to_string(at - indices_.begin()) + "')");
    return name;
  }

  // ---- buffers

  static std::string list_of(const Dims& dims) {
    std::string text = "[";
    for (std::size_t d = 0; d < dims.size(); ++d) text += (d == 0 ? "" : ", ") + std::to_string(dims[d]);
    return text + "]";
  }

  static std::string layout(const char* name, DType type, const Dims& size) {
    return std::string(name) + "('cuda:0', torch." + std::string(info(type).torch_name) +
           ", size=" + list_of(size) + ", stride=" + list_of(dense_strides(size)) + ")";
  }

  std::string add_input(const std::string& stem, DType type, const Dims& size,
                        const std::function<double(std::int64_t)>& element) {
    const std::string name = stem + std::to_string(body_.inputs.size()) + "_1";
    HostTensor tensor{type, size, {}};
    const std::int64_t count = numel(size);
    tensor.data.resize(static_cast<std::size_t>(count) * bytes_of(type));
    for (std::int64_t k = 0; k < count; ++k) {
      Scalar value{.f = element(k)};
      if (!is_floating(type)) value.i = static_cast<std::int64_t>(value.f);
      store_element(tensor.data.data() + static_cast<std::size_t>(k) * bytes_of(type), type, value,
                    compute_type(type));
    }
    body_.inputs[name] = std::move(tensor);
    layouts_ += name + "_layout = " + layout("FixedLayout", type, size) + "\n";
    return name;
  }

  /// Quarters in -8 .. 8, or integers in a range that the type has.
  double draw_element(DType type) {
    if (type == DType::boolean) return static_cast<double>(pick(2));
    if (is_floating(type)) return static_cast<double>(between(-32, 32)) / 4;
    return static_cast<double>(info(type).kind == DTypeClass::unsigned_int ? between(0, 250)
                                                                           : between(-100, 100));
  }

  Dims draw_size(std::int64_t least) {
    if (least % 2 == 0 && chance(30)) return {least / 2, 2};
    return {least + between(0, 2)};
  }

  // ---- statements that bring values in

  std::string emit(Scope& scope, const std::string& stem, const std::string& call, Drawn drawn) {
    drawn.name = scope.fresh(stem);
    scope.lines.push_back(drawn.name + " = " + call);
    scope.values.push_back(drawn);
    return drawn.name;
  }

  Drawn constant(Scope& scope, DType type, double value) {
    std::string text = std::to_string(static_cast<std::int64_t>(value));
    if (type == DType::boolean) text = value != 0 ? "True" : "False";
    if (is_floating(type)) {
      text = std::to_string(value);
      text.erase(text.find_last_not_of('0') + 1);
      if (text.back() == '.') text += '0';
    }
    const Drawn drawn{"", type, true, std::abs(value)};
    emit(scope, "constant", "ops.constant(" + text + ", torch." + std::string(info(type).torch_name) + ")",
         drawn);
    return scope.values.back();
  }

  void draw_load(Scope& scope) {
    const DType type = any_of({DType::f32, DType::f32, DType::f32, DType::f64, DType::bf16, DType::f16,
                               DType::i64, DType::i32, DType::i8, DType::u8, DType::i16, DType::boolean});
    load(scope, type);
  }

  Drawn load(Scope& scope, DType type) {
    const auto [index, most] = draw_index(scope.domain);
    const bool special = is_floating(type) && chance(15);
    const std::string name = add_input("arg", type, draw_size(most + 1), [&](std::int64_t) {
      if (special && chance(20)) return any_of({std::nan(""), kUnbounded, -kUnbounded});
      return draw_element(type);
    });
    const std::string at = index_value(scope, index);
    const double bound = special ? kUnbounded : is_floating(type) ? 8 : type == DType::boolean ? 1 : 250;
    emit(scope, "load", "ops.load('" + name + "', " + at + ")", {"", compute_type(type), true, bound});
    return scope.values.back();
  }

  void draw_index_expr(Scope& scope) {
    const DType type = any_of({DType::i64, DType::i32, DType::f32});
    const std::string text = draw_sum();
    const auto [least, most] = least_and_most(text, scope.domain);
    const double bound = static_cast<double>(std::max(std::abs(least), std::abs(most)));
    const std::string at = index_value(scope, text);
    emit(scope, "index_expr", "ops.index_expr(" + at + ", torch." + std::string(info(type).torch_name) + ")",
         {"", type, true, bound});
  }

  /// Reads a table through an index that was read, negative ones included.
  void draw_indirect(Scope& scope) {
    const std::int64_t rows = between(2, 6), columns = 11 + indirects_;  // no two tables have the same
    const auto [index, most] = draw_index(scope.domain);
    const std::string from = add_input("arg", DType::i64, {most + 1}, [&](std::int64_t) {
      return static_cast<double>(between(-rows, rows - 1));
    });
    const std::string table = add_input("table", DType::f32, {rows, columns},
                                        [&](std::int64_t) { return draw_element(DType::f32); });
    const std::string at = index_value(scope, index);
    const Drawn drawn{"", DType::i64, true, static_cast<double>(rows)};
    const std::string row = emit(scope, "load", "ops.load('" + from + "', " + at + ")", drawn);
    const std::string number = std::to_string(indirects_++);
    const std::string bound = scope.fresh("set_indirect" + number);
    scope.lines.push_back(bound + " = self.set_indirect" + number + "(" + row + ")");
    const std::string inner = std::to_string(between(0, columns - 1));
    const std::string place =
        index_value(scope, std::to_string(columns) + "*indirect" + number + " + " + inner);
    emit(scope, "load", "ops.load('" + table + "', " + place + ")", {"", DType::f32, true, 8});
  }

  /// A load that only fits where a variable is below a limit, in a block of its own.
  void draw_masked(Scope& scope) {
    if (variables_.empty()) return;
    const std::size_t v = pick(variables_.size());
    const std::int64_t limit = between(1, extents_[v]);
    const bool below = chance(50);
    const std::string at = index_value(scope, variables_[v]);
    const std::string position = emit(scope, "index_expr", "ops.index_expr(" + at + ", torch.int64)",
                                      {"", DType::i64, true, static_cast<double>(extents_[v])});
    const std::string bound =
        constant(scope, DType::i64, static_cast<double>(below ? limit : limit - 1)).name;
    const std::string op = below ? "lt" : "ge";
    const std::string mask =
        emit(scope, op, "ops." + op + "(" + position + ", " + bound + ")", {"", DType::boolean, true, 1});
    Scope inner;
    for (const auto& point : scope.domain)
      if ((point.at(variables_[v]) < limit) == below || (!below && point.at(variables_[v]) >= limit - 1))
        inner.domain.push_back(point);
    if (inner.domain.empty()) return;
    Drawn result = load(inner, any_of({DType::f32, DType::bf16}));
    if (chance(50)) {
      const Drawn doubled{"", DType::f32, result.exact, 2 * result.bound};
      emit(inner, "add", "ops.add(" + result.name + ", " + result.name + ")", doubled);
      result = inner.values.back();
    }
    const std::string block = "masked_subblock" + std::to_string(blocks_.size() + 1);
    inner.lines.push_back("return " + result.name);
    blocks_.emplace_back(block, inner.lines);
    emit(scope, block,
         "self." + block + "(" + mask + ", " + any_of<std::string>({"0.0", "1.5", "-inf"}) + ")",
         {"", DType::f32, true, kUnbounded});
  }

  void draw_bucketize(Scope& scope) {
    const Drawn value = load(scope, DType::f32);
    const std::int64_t count = between(1, 9);
    double boundary = -8;
    const std::string name = add_input("arg", DType::f32, {count}, [&](std::int64_t) {
      return boundary += static_cast<double>(between(0, 8)) / 4;
    });
    const std::string length = index_value(scope, std::to_string(count)),
                      total = index_value(scope, std::to_string(count));
    const std::string stride = index_value(scope, "1");
    const std::string type = any_of<std::string>({"int64", "int32"}),
                      right = any_of<std::string>({"True", "False"});
    emit(scope, "bucketize",
         "ops.bucketize(" + value.name + ", ('" + name + "', " + length + ", " + total + ", " + stride +
             "), 0, torch." + type + ", " + right + ", None, None)",
         {"", find_dtype(type).value(), true, static_cast<double>(count)});
  }

  void draw_random(Scope& scope) {
    const std::string seeds = add_input("arg", DType::i64, {2}, [&](std::int64_t) {
      return static_cast<double>(between(-1'000'000, 1'000'000));
    });
    const std::string seed =
        emit(scope, "load_seed", "ops.load_seed('" + seeds + "', " + std::to_string(pick(2)) + ")",
             {"", DType::i64, false, kUnbounded});
    const std::string at = index_value(scope, dense_index());
    const std::string offset =
        emit(scope, "index_expr", "ops.index_expr(" + at + ", torch.int32)", {"", DType::i32, true, 1e4});
    const std::string op = any_of<std::string>({"rand", "randn", "randint64"});
    std::string call = "ops." + op + "(" + seed + ", " + offset;
    if (op == "randint64")
      call += ", " + constant(scope, DType::i64, -5).name + ", " + constant(scope, DType::i64, 90).name;
    const bool integer = op == "randint64";
    emit(scope, op, call + ")",
         {"", integer ? DType::i64 : DType::f32, op != "randn",
          integer        ? 90.0
          : op == "rand" ? 1.0
                         : 6.0});
  }

  // ---- statements that compute

  template <class Fits>
  const Drawn* find(Scope& scope, Fits fits) {
    std::vector<const Drawn*> found;
    for (const Drawn& value : scope.values)
      if (fits(value)) found.push_back(&value);
    return found.empty() ? nullptr : found[pick(found.size())];
  }

  static bool is_number(const Drawn& value) { return value.type != DType::boolean; }
  static bool is_float(const Drawn& value) { return is_floating(value.type); }

  void draw_unary(Scope& scope) {
    const Drawn* found = find(scope, [](const Drawn& value) { return value.exact && is_number(value); });
    if (found == nullptr) return;
    const Drawn a = *found;
    if (!is_float(a)) {
      const std::string op = any_of<std::string>({"neg", "abs", "sign", "square", "bitwise_not", "relu"});
      const double bound = op == "square" ? a.bound * a.bound : a.bound + 1;
      emit(scope, op, "ops." + op + "(" + a.name + ")", wrapping({"", a.type, true, bound}));
      return;
    }
    const std::string op = any_of<std::string>(
        {"neg", "abs", "square", "relu", "floor", "ceil", "trunc", "round", "sign", "sqrt"});
    const double bound = op == "square" ? a.bound * a.bound : op == "sqrt" ? kUnbounded : a.bound + 1;
    emit(scope, op, "ops." + op + "(" + a.name + ")", {"", a.type, true, bound});
  }

  /// Integers that may have wrapped reach the ends of their type.
  static Drawn wrapping(Drawn drawn) {
    if (is_floating(drawn.type)) return drawn;
    const double end = std::ldexp(1.0, 8 * static_cast<int>(bytes_of(drawn.type)) - 1);
    if (drawn.bound >= end) drawn.bound = kUnbounded;
    if (info(drawn.type).kind == DTypeClass::unsigned_int) drawn.bound = kUnbounded;
    return drawn;
  }

  void draw_binary(Scope& scope) {
    const Drawn* found = find(scope, [](const Drawn& value) { return value.exact && is_number(value); });
    if (found == nullptr) return;
    const Drawn a = *found;
    const Drawn b = *find(scope, [&](const Drawn& value) { return value.exact && value.type == a.type; });
    const std::string op = is_float(a) ? any_of<std::string>({"add", "sub", "mul", "minimum", "maximum"})
                                       : any_of<std::string>({"add", "sub", "mul", "minimum", "maximum",
                                                              "bitwise_and", "bitwise_or", "bitwise_xor"});
    double bound = op == "mul" ? a.bound * b.bound : a.bound + b.bound;
    if (op.starts_with("bitwise")) bound = kUnbounded;
    if (std::isnan(bound)) bound = kUnbounded;
    emit(scope, op, "ops." + op + "(" + a.name + ", " + b.name + ")", wrapping({"", a.type, true, bound}));
  }

  void draw_division(Scope& scope) {
    const Drawn* found =
        find(scope, [](const Drawn& value) { return value.exact && is_number(value) && value.bound < 1e6; });
    if (found == nullptr) return;
    const Drawn a = *found;
    const double divisor = static_cast<double>(any_of<std::int64_t>({2, 3, 5, 7}));
    const std::string b = constant(scope, a.type, divisor).name;
    const std::string op =
        is_float(a) ? "truediv" : any_of<std::string>({"floordiv", "truncdiv", "remainder", "mod"});
    emit(scope, op, "ops." + op + "(" + a.name + ", " + b + ")", {"", a.type, true, a.bound + divisor});
  }

  void draw_shift(Scope& scope) {
    const Drawn* found =
        find(scope, [](const Drawn& value) { return value.exact && is_number(value) && !is_float(value); });
    if (found == nullptr) return;
    const Drawn a = *found;
    const std::string count = constant(scope, a.type, static_cast<double>(between(0, 7))).name;
    const std::string op = any_of<std::string>({"bitwise_left_shift", "bitwise_right_shift"});
    emit(scope, op, "ops." + op + "(" + a.name + ", " + count + ")", {"", a.type, true, kUnbounded});
  }

  void draw_fused(Scope& scope) {
    const Drawn* found = find(scope, [](const Drawn& value) { return value.exact && is_float(value); });
    if (found == nullptr) return;
    const Drawn a = *found;
    const auto fits = [&](const Drawn& value) { return value.exact && value.type == a.type; };
    const Drawn b = *find(scope, fits), c = *find(scope, fits);
    double bound = a.bound * b.bound + c.bound;
    if (std::isnan(bound)) bound = kUnbounded;
    emit(scope, "fma", "ops.fma(" + a.name + ", " + b.name + ", " + c.name + ")", {"", a.type, true, bound});
  }

  void draw_comparison(Scope& scope) {
    const Drawn* found = find(scope, [](const Drawn& value) { return value.exact; });
    if (found == nullptr) return;
    const Drawn a = *found;
    if (is_float(a) && chance(20)) {
      const std::string op = any_of<std::string>({"isnan", "isinf"});
      emit(scope, op, "ops." + op + "(" + a.name + ")", {"", DType::boolean, true, 1});
      return;
    }
    const Drawn b = *find(scope, [&](const Drawn& value) { return value.exact && value.type == a.type; });
    const std::string op =
        a.type == DType::boolean
            ? any_of<std::string>({"logical_and", "logical_or", "eq", "ne", "bitwise_and", "and_", "or_"})
            : any_of<std::string>({"eq", "ne", "lt", "le", "gt", "ge"});
    emit(scope, op, "ops." + op + "(" + a.name + ", " + b.name + ")", {"", DType::boolean, true, 1});
  }

  void draw_where(Scope& scope) {
    const Drawn* condition =
        find(scope, [](const Drawn& value) { return value.exact && value.type == DType::boolean; });
    const Drawn* found = find(scope, is_number);
    if (condition == nullptr || found == nullptr) return;
    const std::string c = condition->name;
    const Drawn a = *found;
    const Drawn b = *find(scope, [&](const Drawn& value) { return value.type == a.type; });
    emit(scope, "where", "ops.where(" + c + ", " + a.name + ", " + b.name + ")",
         {"", a.type, a.exact && b.exact, std::max(a.bound, b.bound)});
  }

  void draw_conversion(Scope& scope) {
    const Drawn* found = find(scope, [](const Drawn& value) { return value.exact && value.bound < 1e6; });
    if (found == nullptr) return;
    const Drawn a = *found;
    const DType to = any_of(
        {DType::f32, DType::f64, DType::bf16, DType::i64, DType::i32, DType::boolean, DType::i8, DType::u8});
    if (is_float(a) && to == DType::i8 && a.bound > 100) return;
    if (is_float(a) && to == DType::u8) return;
    const bool rounds = to == DType::bf16 && chance(50);
    const std::string flag = rounds ? ", use_compute_types = False" : "";
    const Drawn drawn = wrapping({"", compute_type(to), true, rounds ? 1.01 * a.bound : a.bound});
    emit(scope, "to_dtype",
         "ops.to_dtype(" + a.name + ", torch." + std::string(info(to).torch_name) + flag + ")", drawn);
    if (!rounds) return;
    const std::string half = scope.values.back().name;
    emit(scope, "to_dtype", "ops.to_dtype(" + half + ", torch.float32)", drawn);
  }

  void draw_bits(Scope& scope) {
    const Drawn* found = find(scope, [](const Drawn& value) {
      return value.exact && value.type == DType::f32 && value.bound < 1e6;
    });
    if (found == nullptr) return;
    const Drawn a = *found;
    if (chance(50)) {
      // no operation says which zero minimum and its kin give: adding 0.0 leaves only the positive one
      const std::string zero = constant(scope, DType::f32, 0).name;
      const std::string sum = emit(scope, "add", "ops.add(" + a.name + ", " + zero + ")", a);
      emit(scope, "to_dtype_bitcast", "ops.to_dtype_bitcast(" + sum + ", torch.int32, torch.float32)",
           {"", DType::i32, true, kUnbounded});
      return;
    }
    const std::string split = scope.fresh("frexp");
    scope.lines.push_back(split + " = ops.frexp(" + a.name + ")");
    emit(scope, "getitem", split + "[0]", {"", DType::f32, true, 1});
    emit(scope, "getitem", split + "[1]", {"", DType::i32, true, 200});
  }

  /// Functions that are approximated: their values are passed on to continuous ops only.
  void draw_function(Scope& scope) {
    const Drawn* found =
        find(scope, [](const Drawn& value) { return value.exact && is_float(value) && value.bound <= 30; });
    if (found == nullptr) return;
    std::string argument = found->name;
    const DType type = found->type;
    const std::string op = any_of<std::string>({"exp", "exp2", "expm1", "log", "log2", "log1p", "sin", "cos",
                                                "tanh", "atan", "asinh", "erf", "sigmoid", "rsqrt"});
    if (op.starts_with("log") || op == "rsqrt") {
      argument = emit(scope, "abs", "ops.abs(" + argument + ")", {"", type, true, 30});
      const std::string one = constant(scope, type, 1).name;
      argument = emit(scope, "add", "ops.add(" + argument + ", " + one + ")", {"", type, true, 31});
    }
    emit(scope, op, "ops." + op + "(" + argument + ")", {"", type, false, kUnbounded});
    body_.exact = false;
  }

  void draw_continuous(Scope& scope) {
    const Drawn* found = find(scope, [](const Drawn& value) { return !value.exact && is_float(value); });
    if (found == nullptr) return;
    const Drawn a = *found;
    const std::string factor = constant(scope, a.type, static_cast<double>(between(-12, 12)) / 4).name;
    const std::string op = any_of<std::string>({"neg", "abs", "mul"});
    emit(scope, op, "ops." + op + "(" + a.name + (op == "mul" ? ", " + factor : "") + ")",
         {"", a.type, false, kUnbounded});
  }

  void draw_statements(Scope& scope, std::size_t count, bool random_numbers) {
    draw_load(scope);
    for (std::size_t k = 0; k < count; ++k) {
      switch (pick(20)) {
        case 0:
        case 1:
          draw_load(scope);
          break;
        case 2:
          draw_index_expr(scope);
          break;
        case 3:
          draw_indirect(scope);
          break;
        case 4:
          draw_masked(scope);
          break;
        case 5:
          draw_bucketize(scope);
          break;
        case 6:
          if (random_numbers) draw_random(scope);
          break;
        case 7:
        case 8:
          draw_unary(scope);
          break;
        case 9:
        case 10:
        case 11:
          draw_binary(scope);
          break;
        case 12:
          draw_division(scope);
          break;
        case 13:
          draw_shift(scope);
          break;
        case 14:
          draw_comparison(scope);
          break;
        case 15:
          draw_where(scope);
          break;
        case 16:
          draw_conversion(scope);
          break;
        case 17:
          draw_bits(scope);
          break;
        case 18:
          chance(50) ? draw_function(scope) : draw_continuous(scope);
          break;
        default:
          draw_fused(scope);
      }
    }
  }

  // ---- whole bodies

  DType buffer_type(const Drawn& value) {
    if (value.type == DType::f32 && chance(30)) return any_of({DType::bf16, DType::f16});
    return value.type;
  }

  void store(const Drawn& value, const std::string& index, std::int64_t count,
             const std::string& function = "store") {
    out_type_ = buffer_type(value);
    out_size_ = count % 2 == 0 && chance(30) ? Dims{count / 2, 2} : Dims{count};
    const std::string at = index_value(main_, index);
    main_.lines.push_back(function + " = ops." + function + "('buf0', " + at + ", " + value.name +
                          (function == "store" ? ", None)" : ")"));
    main_.lines.push_back("return " + function);
  }

  std::int64_t points(std::size_t first, std::size_t last) const {
    std::int64_t count = 1;
    for (std::size_t v = first; v < last; ++v) count *= extents_[v];
    return count;
  }

  void draw_pointwise() {
    main_.domain = all_points();
    draw_statements(main_, 4 + pick(14), true);
    // the last values depend on the most
    const std::size_t last = main_.values.size() - 1 - pick(std::min<std::size_t>(3, main_.values.size()));
    store(main_.values[last], dense_index(), points(0, variables_.size()));
  }

  void draw_row_domain(std::size_t reducing) {
    for (std::size_t v = 0; v < reducing; ++v) add_variable(between(1, 9));
    main_.domain = all_points();
  }

  std::string torch_name(DType type) { return "torch." + std::string(info(type).torch_name); }

  std::string draw_reduction_kind(const Drawn& value) {
    if (value.type == DType::boolean) return "any";
    if (value.bound > 250) return any_of<std::string>({"max", "min", "argmax", "argmin"});
    if (is_float(value))
      return any_of<std::string>({"sum", "prod", "max", "min", "argmax", "argmin", "welford_reduce",
                                  "online_softmax_reduce", "any"});
    return any_of<std::string>({"sum", "prod", "max", "min", "argmax", "argmin", "xor_sum"});
  }

  void draw_reduction() {
    draw_row_domain(1 + pick(2));
    draw_statements(main_, 2 + pick(8), false);
    const Drawn* found = find(main_, [](const Drawn& value) { return value.exact; });
    const Drawn value = found != nullptr ? *found : constant(main_, DType::f32, 0.5);
    const std::string kind = draw_reduction_kind(value);
    const bool real = is_float(value);
    DType type = value.type;
    if (kind == "any") type = DType::boolean;
    if (kind.starts_with("arg")) type = DType::i64;
    if (kind == "sum" && !real) type = DType::i64;
    Drawn summand = value;
    if (kind == "sum" && !real && value.type != DType::i64) {
      emit(main_, "to_dtype", "ops.to_dtype(" + value.name + ", torch.int64)",
           {"", DType::i64, true, value.bound});
      summand = main_.values.back();
    }
    const DType source = summand.type;
    std::string result = main_.fresh("reduction");
    main_.lines.push_back(result + " = ops.reduction(" + torch_name(type) + ", " + torch_name(source) +
                          ", '" + kind + "', " + summand.name + ")");
    const std::size_t results = kind == "welford_reduce" ? 3 : kind == "online_softmax_reduce" ? 2 : 1;
    if (results > 1) {
      const std::string selected = main_.fresh("getitem");
      main_.lines.push_back(selected + " = " + result + "[" + std::to_string(pick(results)) + "]");
      result = selected;
    }
    if (kind == "welford_reduce" || kind == "online_softmax_reduce") body_.exact = false;
    Drawn drawn{result, type, true, kUnbounded};
    store(drawn, dense_outer_index(), points(0, iterating_), "store_reduction");
  }

  void draw_sort() {
    draw_row_domain(1);
    draw_statements(main_, 1 + pick(5), false);
    const Drawn* found =
        find(main_, [](const Drawn& value) { return value.exact && value.type != DType::boolean; });
    const Drawn key = found != nullptr ? *found : constant(main_, DType::f32, 0.5);
    const std::string at = index_value(main_, variables_.back());
    const std::string position =
        emit(main_, "index_expr", "ops.index_expr(" + at + ", torch.int16)", {"", DType::i16, true, 9});
    main_.lines.push_back("sort = ops.sort((" + torch_name(key.type) + ", torch.int16), (" + key.name + ", " +
                          position + "), True, " + any_of<std::string>({"True", "False"}) + ")");
    const std::size_t selection = pick(2);
    const std::string selected = main_.fresh("getitem");
    main_.lines.push_back(selected + " = sort[" + std::to_string(selection) + "]");
    const Drawn result{selected, selection == 0 ? key.type : DType::i16, true, kUnbounded};
    store(result, dense_index(), points(0, variables_.size()));
  }

  void draw_scan() {
    draw_row_domain(1);
    draw_statements(main_, 1 + pick(5), false);
    const Drawn* found = find(main_, [](const Drawn& value) {
      return value.exact && value.bound <= 250 && (is_float(value) || value.type == DType::i64);
    });
    const Drawn value = found != nullptr ? *found : constant(main_, DType::f32, 0.5);
    main_.lines.push_back("scan1 = self.scan1(" + torch_name(value.type) + ", " + value.name + ", " +
                          any_of<std::string>({"0", "1"}) + ")");
    store({"scan1", value.type, true, kUnbounded}, dense_index(), points(0, variables_.size()));
  }

  /// A node before it fills the buffer; this one adds to or overwrites elements of it through an index.
  void draw_scatter() {
    main_.domain = all_points();
    const std::int64_t rows = between(2, 6), columns = between(2, 4);
    const auto [index, most] = draw_index(main_.domain);
    const std::string from = add_input("arg", DType::i64, {most + 1}, [&](std::int64_t) {
      return static_cast<double>(between(0, rows - 1));
    });
    const DType type = any_of({DType::f32, DType::i64, DType::i32});
    const Drawn value = load(main_, type);
    const std::string at = index_value(main_, index);
    main_.lines.push_back("load_1 = ops.load('" + from + "', " + at + ")");
    main_.lines.push_back("set_indirect0 = self.set_indirect0(load_1)");
    const std::string place = index_value(
        main_, std::to_string(columns) + "*indirect0 + " + std::to_string(between(0, columns - 1)));
    main_.lines.push_back("store = ops.store('buf1', " + place + ", " + value.name + ", 'atomic_add')");
    main_.lines.push_back("return store");
    out_type_ = type;
    out_size_ = {rows, columns};
    scatters_ = true;
    const std::string count = std::to_string(rows * columns);
    header_ = node_header("op0", "buf0", "FixedLayout", "", "SchedulerNode(name='op1')") + "op0.sizes = ((" +
              count + ",), ())\n" + "buf0_layout = " + layout("FixedLayout", type, out_size_) + "\n" +
              "class op0_loop_body:\n    var_ranges = {p0: " + count +
              "}\n    index0 = p0\n    def body(self, ops):\n" +
              "        get_index = self.get_index('index0')\n" +
              "        index_expr = ops.index_expr(get_index, " + torch_name(type) + ")\n" +
              "        get_index_1 = self.get_index('index0')\n" +
              "        store = ops.store('buf0', get_index_1, index_expr, None)\n        return store\n\n\n";
  }

  // ---- text

  std::string node_header(const std::string& node, const std::string& buffer, const char* layout_class,
                          const std::string& mutations, const std::string& user) const {
    return node + ": SchedulerNode(ComputedBuffer)\n" + node + ".writes = []\n" + node +
           ".unmet_dependencies = []\n" + node + ".met_dependencies = []\n" + node + ".outputs = [\n    " +
           buffer + ": ComputedBuffer\n    " + buffer +
           ".layout = " + layout(layout_class, out_type_, out_size_) + "\n" + mutations + "    " + buffer +
           ".users = [NodeUser(node=" + user + ", can_inplace=False, is_weak=False)]\n]\n" + node +
           ".group.device = cuda:0\n" + node + ".group.iteration = (1, 1)\n";
  }

  std::string sizes_of(std::size_t first, std::size_t last) const {
    std::string text = "(";
    for (std::size_t v = first; v < last; ++v)
      text += std::to_string(extents_[v]) + (v + 1 < last ? ", " : "");
    return text + (last - first == 1 ? ",)" : ")");
  }

  std::string node_text() const {
    const std::string node = scatters_ ? "op1" : "op0", buffer = scatters_ ? "buf1" : "buf0";
    const char* layout_class = scatters_ ? "MutationLayoutSHOULDREMOVE" : "FixedLayout";
    std::string text =
        node_header(node, buffer, layout_class, scatters_ ? "    buf1.mutations = ['buf0']\n" : "", "OUTPUT");
    text += node + ".sizes = (" + sizes_of(0, iterating_) + ", " + sizes_of(iterating_, extents_.size()) +
            ")\n" + layouts_;
    if (scatters_) text += "buf0_layout = " + layout("FixedLayout", out_type_, out_size_) + "\n";
    text += buffer + "_layout = " + layout(layout_class, out_type_, out_size_) + "\nclass " + node +
            "_loop_body:\n    var_ranges = {";
    for (std::size_t v = 0; v < variables_.size(); ++v)
      text += (v == 0 ? "" : ", ") + variables_[v] + ": " + std::to_string(extents_[v]);
    text += "}\n";
    for (std::size_t k = 0; k < indices_.size(); ++k)
      text += "    index" + std::to_string(k) + " = " + indices_[k] + "\n";
    text += "    def body(self, ops):\n" + block_text(main_.lines);
    for (const auto& [name, lines] : blocks_)
      text += "    def " + name + "(self, ops):\n" + block_text(lines);
    return text;
  }

  static std::string block_text(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += "        " + line + "\n";
    return text;
  }

  std::mt19937_64 random_;
  RandomBody body_;
  std::vector<std::string> variables_;
  std::vector<std::int64_t> extents_;
  std::size_t iterating_ = 0;
  std::vector<std::string> indices_;
  std::string layouts_, header_;
  Scope main_;
  std::vector<std::pair<std::string, std::vector<std::string>>> blocks_;
  int indirects_ = 0;
  bool scatters_ = false;
  DType out_type_ = DType::f32;
  Dims out_size_;
};

}  // namespace

RandomBody random_body(std::uint64_t seed) { return BodyDrawer(seed).draw(); }

}  // namespace ireplay
