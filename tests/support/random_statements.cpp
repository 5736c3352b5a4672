#include "tests/support/random_statements.hpp"

#include <cmath>

#include "kernels/scalar/scalar.hpp"
#include "parser/parse.hpp"
#include "tests/support/body_evaluator.hpp"

namespace ireplay {

// ---- choices

std::int64_t StatementDrawer::between(std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(pick(static_cast<std::size_t>(high - low + 1)));
}

// ---- domain and indices

void StatementDrawer::draw_domain() {
  iterating_ = pick(4);
  if (iterating_ == 0 && chance(70)) iterating_ = 2;
  for (std::size_t v = 0; v < iterating_; ++v) add_variable(draw_extent(7));
}

std::int64_t StatementDrawer::draw_extent(std::int64_t most) {
  if (!wide_) return between(1, most);
  if (!may_be_wide_ || !chance(40)) return between(1, 3);
  may_be_wide_ = false;
  return between(20, 400);
}

void StatementDrawer::add_variable(std::int64_t extent) {
  variables_.push_back("p" + std::to_string(extents_.size()));
  extents_.push_back(extent);
}

Domain StatementDrawer::all_points() const {
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

std::string StatementDrawer::draw_term() {
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

std::string StatementDrawer::draw_sum() {
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

std::pair<std::int64_t, std::int64_t> StatementDrawer::least_and_most(const std::string& text,
                                                                      const Domain& domain) {
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

std::pair<std::string, std::int64_t> StatementDrawer::draw_index(const Domain& domain) {
  std::string text = draw_sum();
  const std::int64_t least = least_and_most(text, domain).first;
  if (least < 0) text += " + " + std::to_string(-least);
  return {text, least_and_most(text, domain).second};
}

std::string StatementDrawer::dense_index() const {
  std::string text;
  std::int64_t stride = 1;
  for (std::size_t v = variables_.size(); v-- > 0; stride *= extents_[v]) {
    const std::string factor = stride == 1 ? "" : std::to_string(stride) + "*";
    text = factor + variables_[v] + (text.empty() ? "" : " + " + text);
  }
  return text.empty() ? "0" : text;
}

std::string StatementDrawer::dense_outer_index() const {
  std::string text;
  std::int64_t stride = 1;
  for (std::size_t v = iterating_; v-- > 0; stride *= extents_[v]) {
    const std::string factor = stride == 1 ? "" : std::to_string(stride) + "*";
    text = factor + variables_[v] + (text.empty() ? "" : " + " + text);
  }
  return text.empty() ? "0" : text;
}

std::string StatementDrawer::index_value(DrawnBlock& scope, const std::string& text) {
  auto at = std::ranges::find(indices_, text);
  if (at == indices_.end()) at = indices_.insert(indices_.end(), text);
  const std::string name = scope.fresh("get_index");
  scope.lines.push_back(name + " = self.get_index('index" + std::to_string(at - indices_.begin()) + "')");
  return name;
}

// ---- buffers

std::string StatementDrawer::list_of(const Dims& dims) {
  std::string text = "[";
  for (std::size_t d = 0; d < dims.size(); ++d) text += (d == 0 ? "" : ", ") + std::to_string(dims[d]);
  return text + "]";
}

std::string StatementDrawer::layout(const char* name, DType type, const Dims& size) {
  return std::string(name) + "('cuda:0', torch." + std::string(info(type).torch_name) +
         ", size=" + list_of(size) + ", stride=" + list_of(dense_strides(size)) + ")";
}

std::string StatementDrawer::add_input(const std::string& stem, DType type, const Dims& size,
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

double StatementDrawer::draw_element(DType type) {
  if (type == DType::boolean) return static_cast<double>(pick(2));
  if (is_floating(type)) return static_cast<double>(between(-32, 32)) / 4;
  return static_cast<double>(info(type).kind == DTypeClass::unsigned_int ? between(0, 250)
                                                                         : between(-100, 100));
}

Dims StatementDrawer::draw_size(std::int64_t least) {
  if (least % 2 == 0 && chance(30)) return {least / 2, 2};
  return {least + between(0, 2)};
}

// ---- statements that bring values in

std::string StatementDrawer::emit(DrawnBlock& scope, const std::string& stem, const std::string& call,
                                  Drawn drawn) {
  drawn.name = scope.fresh(stem);
  scope.lines.push_back(drawn.name + " = " + call);
  scope.values.push_back(drawn);
  return drawn.name;
}

Drawn StatementDrawer::constant(DrawnBlock& scope, DType type, double value) {
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

void StatementDrawer::draw_load(DrawnBlock& scope) {
  const DType type = any_of({DType::f32, DType::f32, DType::f32, DType::f64, DType::bf16, DType::f16,
                             DType::i64, DType::i32, DType::i8, DType::u8, DType::i16, DType::boolean});
  load(scope, type);
}

Drawn StatementDrawer::load(DrawnBlock& scope, DType type) {
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

void StatementDrawer::draw_index_expr(DrawnBlock& scope) {
  const DType type = any_of({DType::i64, DType::i32, DType::f32});
  const std::string text = draw_sum();
  const auto [least, most] = least_and_most(text, scope.domain);
  const double bound = static_cast<double>(std::max(std::abs(least), std::abs(most)));
  const std::string at = index_value(scope, text);
  emit(scope, "index_expr", "ops.index_expr(" + at + ", torch." + std::string(info(type).torch_name) + ")",
       {"", type, true, bound});
}

void StatementDrawer::draw_indirect(DrawnBlock& scope) {
  const std::int64_t rows = between(2, 6), columns = 11 + indirects_;  // no two tables have the same
  const auto [index, most] = draw_index(scope.domain);
  const std::string from = add_input("arg", DType::i64, {most + 1}, [&](std::int64_t) {
    return static_cast<double>(between(-rows, rows - 1));
  });
  const std::string table =
      add_input("table", DType::f32, {rows, columns}, [&](std::int64_t) { return draw_element(DType::f32); });
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

void StatementDrawer::draw_masked(DrawnBlock& scope) {
  if (variables_.empty()) return;
  const std::size_t v = pick(variables_.size());
  const std::int64_t limit = between(1, extents_[v]);
  const bool below = chance(50);
  const std::string at = index_value(scope, variables_[v]);
  const std::string position = emit(scope, "index_expr", "ops.index_expr(" + at + ", torch.int64)",
                                    {"", DType::i64, true, static_cast<double>(extents_[v])});
  const std::string bound = constant(scope, DType::i64, static_cast<double>(below ? limit : limit - 1)).name;
  const std::string op = below ? "lt" : "ge";
  const std::string mask =
      emit(scope, op, "ops." + op + "(" + position + ", " + bound + ")", {"", DType::boolean, true, 1});
  DrawnBlock inner;
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
  emit(scope, block, "self." + block + "(" + mask + ", " + any_of<std::string>({"0.0", "1.5", "-inf"}) + ")",
       {"", DType::f32, true, kUnbounded});
}

void StatementDrawer::draw_bucketize(DrawnBlock& scope) {
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

void StatementDrawer::draw_random(DrawnBlock& scope) {
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

void StatementDrawer::draw_unary(DrawnBlock& scope) {
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

Drawn StatementDrawer::wrapping(Drawn drawn) {
  if (is_floating(drawn.type)) return drawn;
  const double end = std::ldexp(1.0, 8 * static_cast<int>(bytes_of(drawn.type)) - 1);
  if (drawn.bound >= end) drawn.bound = kUnbounded;
  if (info(drawn.type).kind == DTypeClass::unsigned_int) drawn.bound = kUnbounded;
  return drawn;
}

void StatementDrawer::draw_binary(DrawnBlock& scope) {
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

void StatementDrawer::draw_division(DrawnBlock& scope) {
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

void StatementDrawer::draw_shift(DrawnBlock& scope) {
  const Drawn* found =
      find(scope, [](const Drawn& value) { return value.exact && is_number(value) && !is_float(value); });
  if (found == nullptr) return;
  const Drawn a = *found;
  const std::string count = constant(scope, a.type, static_cast<double>(between(0, 7))).name;
  const std::string op = any_of<std::string>({"bitwise_left_shift", "bitwise_right_shift"});
  emit(scope, op, "ops." + op + "(" + a.name + ", " + count + ")", {"", a.type, true, kUnbounded});
}

void StatementDrawer::draw_fused(DrawnBlock& scope) {
  const Drawn* found = find(scope, [](const Drawn& value) { return value.exact && is_float(value); });
  if (found == nullptr) return;
  const Drawn a = *found;
  const auto fits = [&](const Drawn& value) { return value.exact && value.type == a.type; };
  const Drawn b = *find(scope, fits), c = *find(scope, fits);
  double bound = a.bound * b.bound + c.bound;
  if (std::isnan(bound)) bound = kUnbounded;
  emit(scope, "fma", "ops.fma(" + a.name + ", " + b.name + ", " + c.name + ")", {"", a.type, true, bound});
}

void StatementDrawer::draw_comparison(DrawnBlock& scope) {
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

void StatementDrawer::draw_where(DrawnBlock& scope) {
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

void StatementDrawer::draw_conversion(DrawnBlock& scope) {
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

void StatementDrawer::draw_bits(DrawnBlock& scope) {
  const Drawn* found = find(
      scope, [](const Drawn& value) { return value.exact && value.type == DType::f32 && value.bound < 1e6; });
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

void StatementDrawer::draw_function(DrawnBlock& scope) {
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

void StatementDrawer::draw_continuous(DrawnBlock& scope) {
  const Drawn* found = find(scope, [](const Drawn& value) { return !value.exact && is_float(value); });
  if (found == nullptr) return;
  const Drawn a = *found;
  const std::string factor = constant(scope, a.type, static_cast<double>(between(-12, 12)) / 4).name;
  const std::string op = any_of<std::string>({"neg", "abs", "mul"});
  emit(scope, op, "ops." + op + "(" + a.name + (op == "mul" ? ", " + factor : "") + ")",
       {"", a.type, false, kUnbounded});
}

void StatementDrawer::draw_statements(DrawnBlock& scope, std::size_t count, bool random_numbers) {
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
        draw_function(scope);
        break;
      default:
        chance(50) ? draw_fused(scope) : draw_continuous(scope);
    }
  }
}

}  // namespace ireplay
