#include "replay/cuda/compiled/emit_body.hpp"

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cmath>
#include <cstdio>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/cuda/compiled/emit.hpp"
#include "replay/cuda/compiled/shift_text.hpp"
#include "replay/cuda/compiled/tile_text.hpp"
#include "replay/cuda/compiled/work.hpp"

namespace ireplay {
namespace {

const BufferUse& buffer_of(const Body& body, const Instruction& at) {
  return body.program.buffers[static_cast<std::size_t>(at.buffer)];
}

std::string print(const char* format, double value) {
  char text[64];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

// ---- index arithmetic

IntegerRange range_of_variable(const Body& body, std::int32_t variable) {
  return {0, body.program.ranges[static_cast<std::size_t>(variable)] - 1};
}

bool within_int(IntegerRange range) { return range.low >= -kIntEnd && range.high <= kIntEnd; }

bool atom_fits(const Body& body, const Atom& atom, std::int64_t coefficient) {
  IntegerRange range;
  if (atom.kind == AtomKind::variable) {
    range = range_of_variable(body, atom.which);
  } else if (atom.kind == AtomKind::value) {
    range = body.ranges.values[static_cast<std::size_t>(atom.which)];
  } else {
    range = {0, 1};
    for (const IndexId arg : atom.args) {
      if (arg == kNone) continue;
      if (!fits_int(body, arg)) return false;
      const IntegerRange of_arg = body.ranges.indices[static_cast<std::size_t>(arg)];
      range = {std::min(range.low, of_arg.low), std::max(range.high, of_arg.high)};
    }
    if (atom.kind == AtomKind::multiply) {
      const double most = std::max(std::abs(static_cast<double>(range.low)), static_cast<double>(range.high));
      if (most * most > static_cast<double>(kIntEnd)) return false;
      range = {-static_cast<std::int64_t>(most * most), static_cast<std::int64_t>(most * most)};
    }
    if (atom.kind >= AtomKind::bit_and) return false;
  }
  if (!within_int(range)) return false;
  const std::int64_t size = std::max(std::abs(range.low), std::abs(range.high));
  return size == 0 || std::abs(coefficient) <= kIntEnd / size;
}

/// Writes one index, in int or long long throughout.
class IndexWriter {
 public:
  IndexWriter(const Body& body, std::string element, bool narrow)
      : body_(body), element_(std::move(element)), narrow_(narrow) {}

  std::string text(IndexId index) const {
    const IndexExpr& expr = body_.program.indices[static_cast<std::size_t>(index)];
    std::string sum;
    for (const IndexTerm& term : expr.terms) {
      if (!sum.empty()) sum += " + ";
      if (term.coefficient != 1) sum += constant(term.coefficient) + " * ";
      sum += atom(body_.program.atoms[static_cast<std::size_t>(term.atom)]);
    }
    if (sum.empty()) return constant(expr.offset);
    if (expr.offset != 0) sum += " + " + constant(expr.offset);
    return sum;
  }

 private:
  std::string constant(std::int64_t value) const {
    const std::string digits = value == INT64_MIN ? "(-9223372036854775807ll - 1)" : number(value);
    const std::string typed = narrow_ || value == INT64_MIN ? digits : digits + "ll";
    return value < 0 ? "(" + typed + ")" : typed;
  }
  std::string wide(const std::string& text) const { return narrow_ ? text : "(long long)" + text; }

  std::string atom(const Atom& atom) const {
    if (atom.kind == AtomKind::variable) {
      const std::string name = variable_text(body_, atom.which);
      const bool moves = atom.which == body_.schedule.axis && body_.schedule.vector > 1;
      if (!moves || element_.empty() || element_ == "0") return wide(name);
      return "(" + wide(name) + " + " + element_ + ")";
    }
    if (atom.kind == AtomKind::value) {
      const std::string value = value_text(body_, atom.which, element_.empty() ? "0" : element_);
      return (narrow_ ? "(int)" : "(long long)") + value;
    }
    std::array<std::string, 3> args;
    for (std::size_t k = 0; k < 3; ++k)
      if (atom.args[k] != kNone) args[k] = "(" + text(atom.args[k]) + ")";
    return call(atom, args);
  }

  /// Of numbers that are not negative the remainder and the quotient are those of the machine.
  bool is_natural(IndexId index) const {
    return body_.ranges.indices[static_cast<std::size_t>(index)].low >= 0;
  }
  bool is_positive(IndexId index) const {
    return body_.ranges.indices[static_cast<std::size_t>(index)].low > 0;
  }

  std::string call(const Atom& atom, const std::array<std::string, 3>& args) const {
    const auto operation = [&](const char* sign) { return "(" + args[0] + sign + args[1] + ")"; };
    const auto condition = [&](const char* sign) {
      return "(" + args[0] + sign + args[1] + (narrow_ ? " ? 1 : 0)" : " ? 1ll : 0ll)");
    };
    const bool plain = (atom.kind == AtomKind::floordiv || atom.kind == AtomKind::mod) &&
                       is_natural(atom.args[0]) && is_positive(atom.args[1]);
    switch (atom.kind) {
      case AtomKind::floordiv:
        if (plain && narrow_) return "(int)((unsigned)" + args[0] + " / (unsigned)" + args[1] + ")";
        return plain ? operation(" / ") : "scalar_math::floor_divide(" + args[0] + ", " + args[1] + ")";
      case AtomKind::mod:
        if (plain && narrow_) return "(int)((unsigned)" + args[0] + " % (unsigned)" + args[1] + ")";
        return plain ? operation(" % ") : "scalar_math::python_remainder(" + args[0] + ", " + args[1] + ")";
      case AtomKind::multiply:
        return operation(" * ");
      case AtomKind::minimum:
        return "(" + args[0] + " < " + args[1] + " ? " + args[0] + " : " + args[1] + ")";
      case AtomKind::maximum:
        return "(" + args[0] + " > " + args[1] + " ? " + args[0] + " : " + args[1] + ")";
      case AtomKind::select:
        return "(" + args[0] + " != 0 ? " + args[1] + " : " + args[2] + ")";
      case AtomKind::eq:
        return condition(" == ");
      case AtomKind::ne:
        return condition(" != ");
      case AtomKind::lt:
        return condition(" < ");
      case AtomKind::le:
        return condition(" <= ");
      case AtomKind::logical_and:
        return "(" + args[0] + " != 0 && " + args[1] + " != 0 ? 1 : 0)";
      case AtomKind::logical_or:
        return "(" + args[0] + " != 0 || " + args[1] + " != 0 ? 1 : 0)";
      case AtomKind::logical_not:
        return "(" + args[0] + " == 0 ? 1 : 0)";
      case AtomKind::bit_and:
        return operation(" & ");
      case AtomKind::bit_or:
        return operation(" | ");
      case AtomKind::bit_xor:
        return operation(" ^ ");
      default:
        return "0";
    }
  }

  const Body& body_;
  std::string element_;
  bool narrow_;
};

// ---- instructions

std::string converted(const std::string& type, const std::string& value) {
  return "to<" + type + ">(" + value + ")";
}

DType dtype_of(const Body& body, ValueId value) { return compute_type(at_of(body, value).dtype); }

std::string operand(const Body& body, const Instruction& at, int k, const std::string& element) {
  return value_text(body, at.operands[static_cast<std::size_t>(k)], element);
}

std::string load_at(const Body& body, ValueId value, const std::string& index) {
  const Instruction& at = at_of(body, value);
  const BufferUse& buffer = buffer_of(body, at);
  const std::string checked =
      at.checked ? "faults.inside(" + index + ", " + number(buffer.extent) + "ll, " + number(value) + ")"
                 : index;
  return "widen<" + stored_type(buffer.dtype) + ">(b" + number(at.buffer) + "[" + checked + "])";
}

/// Whether it is a 64-bit integer that an int holds.
bool fits_int_value(const Body& body, ValueId value) {
  return at_of(body, value).dtype == DType::i64 &&
         within_int(body.ranges.values[static_cast<std::size_t>(value)]);
}

std::string scalar_call(const Body& body, ValueId value, const std::string& element) {
  const Instruction& at = at_of(body, value);
  const std::string own = variable_type(body, value);
  if (at.op == ScalarOp::where)
    return operand(body, at, 0, element) + " ? (" + own + ")" + operand(body, at, 1, element) + " : (" + own +
           ")" + operand(body, at, 2, element);
  const bool narrow = own != value_type(at);
  const bool compares_narrow =
      is_comparison(at.op) && fits_int_value(body, at.operands[0]) && fits_int_value(body, at.operands[1]);
  const std::string type = narrow || compares_narrow ? "int" : c_type(dtype_of(body, at.operands[0]));
  if (at.selection == 1) return "scalar_math::exponent<" + type + ">(" + operand(body, at, 0, element) + ")";
  std::string call = "row_" + std::string(info(at.op).name) + "<" + type + ">(";
  for (int k = 0; k < info(at.op).arity; ++k)
    call += (k > 0 ? ", " : "") + ("(" + type + ")" + operand(body, at, k, element));
  call += ")";
  const bool given =
      !narrow && !compares_narrow && info(at.op).rule == TypeRule::given && value_type(at) != type;
  return given ? converted(value_type(at), call) : call;
}

std::string random_call(const Body& body, const Instruction& at, const std::string& element) {
  std::string call = "random::" + std::string(to_text(at.random)) + "(";
  for (int k = 0; k < 4; ++k)
    if (at.operands[static_cast<std::size_t>(k)] != kNone)
      call += (k > 0 ? ", " : "") + operand(body, at, k, element);
  return call + ")";
}

std::string bucket_call(const Body& body, const Instruction& at, const std::string& element) {
  const Bucketize& entry = body.program.bucketizes[static_cast<std::size_t>(at.extra)];
  const auto index = [&](IndexId id) {
    return id == kNone ? std::string("1") : "(" + index_text(body, id, element) + ")";
  };
  const BufferUse& boundaries = body.program.buffers[static_cast<std::size_t>(entry.boundaries)];
  const DType value = dtype_of(body, at.operands[0]), limit = compute_type(boundaries.dtype);
  const bool real = is_floating(value) || is_floating(limit);
  const bool wide = value == DType::f64 || limit == DType::f64 || !(is_floating(value) && is_floating(limit));
  const std::string type =
      !real ? (value == DType::u64 ? "unsigned long long" : "long long") : (wide ? "double" : "float");
  std::string boundary = "middle";
  if (entry.sorter != kNone) {
    const BufferUse& sorter = body.program.buffers[static_cast<std::size_t>(entry.sorter)];
    const std::string base = at.operands[2] == kNone ? "0" : operand(body, at, 2, element);
    boundary = "(long long)widen<" + stored_type(sorter.dtype) + ">(b" + number(entry.sorter) + "[" + base +
               " + " + index(entry.sorter_stride) + " * middle])";
  }
  const std::string base = at.operands[1] == kNone ? "0" : operand(body, at, 1, element);
  return converted(value_type(at), "find_bucket<" + std::string(entry.right ? "true" : "false") + ">((" +
                                       type + ")" + operand(body, at, 0, element) + ", " +
                                       index(entry.length) + ", [&](long long middle) { return (" + type +
                                       ")widen<" + stored_type(boundaries.dtype) + ">(b" +
                                       number(entry.boundaries) + "[" + base + " + " + index(entry.stride) +
                                       " * (" + boundary + ")]); })");
}

std::string unmasked(const Body& body, ValueId value, const std::string& element) {
  const Instruction& at = at_of(body, value);
  switch (at.opcode) {
    case Opcode::load:
      if (is_staged(body.program, body.schedule, at)) return staged_element(body, value, element);
      return load_at(body, value, index_text(body, at.index, element));
    case Opcode::load_seed:
      return load_at(body, value, number(at.immediate.i));
    case Opcode::constant:
      return literal(at.dtype, at.immediate);
    case Opcode::index_expr:
      return converted(variable_type(body, value), index_text(body, at.index, element));
    case Opcode::convert: {
      const std::string from = operand(body, at, 0, element);
      return at.flag && is_floating(at.dtype) ? "rounded<" + stored_type(at.dtype) + ">(" + from + ")"
                                              : converted(variable_type(body, value), from);
    }
    case Opcode::bitcast:
      return "bits_as<" + stored_type(at.dtype) + ", " + stored_type(at.source) + ">(" +
             operand(body, at, 0, element) + ")";
    case Opcode::scalar:
      return scalar_call(body, value, element);
    case Opcode::random:
      return random_call(body, at, element);
    case Opcode::bucketize:
      return bucket_call(body, at, element);
    case Opcode::indirect: {
      std::string index = operand(body, at, 0, element);
      const ValueId from = at.operands[0];
      const IntegerRange range = body.ranges.values[static_cast<std::size_t>(from)];
      if (at.immediate.i == kNone || (range.low >= 0 && range.high < at.immediate.i)) return index;
      const bool narrow = variable_type(body, from) == "int" && at.immediate.i <= kIntEnd;
      return "faults.wrapped<" + std::string(at.flag ? "true" : "false") +
             (narrow ? ">((int)" : ">((long long)") + index + ", " + number(at.immediate.i) + "ll, " +
             number(value) + ")";
    }
    default:
      return "0";
  }
}

}  // namespace

Body::Body(const LoopProgram& of, const ProgramMemory& in, const Schedule& by)
    : program(of),
      memory(in),
      schedule(by),
      walk(of, by.axis, by.vector, !by.shifted),
      ranges(find_ranges(of, /*through_floats=*/true)) {
  const auto variables = static_cast<std::int32_t>(of.ranges.size());
  if (by.family != Family::points)
    inner = depends_on(of, of.parallel, variables);
  else
    inner = by.stacked   ? depends_on(of, by.across, by.across + 1)
            : by.repeats ? depends_beside(of, by.axis)
                         : depends_on(of, 0, of.parallel);
}

bool Body::is_inner_variable(std::int32_t variable) const {
  if (schedule.stacked && variable != schedule.across && variable < program.parallel) return false;
  if (schedule.repeats && variable == schedule.axis) return false;
  return (variable < program.parallel) == (schedule.family == Family::points);
}

void Lines::add(const std::string& line) { text_.append(2 * depth_, ' ').append(line).append("\n"); }
void Lines::open(const std::string& head) {
  add(head + (head.empty() ? "{" : " {"));
  ++depth_;
}
void Lines::close() {
  --depth_;
  add("}");
}

std::string c_type(DType compute) {
  switch (compute) {
    case DType::f64:
      return "double";
    case DType::i64:
      return "long long";
    case DType::i32:
      return "int";
    case DType::i16:
      return "short";
    case DType::i8:
      return "signed char";
    case DType::u64:
      return "unsigned long long";
    case DType::u32:
      return "unsigned";
    case DType::u16:
      return "unsigned short";
    case DType::u8:
      return "unsigned char";
    case DType::boolean:
      return "bool";
    default:
      return "float";
  }
}

std::string stored_type(DType dtype) {
  if (dtype == DType::boolean) return "boolean";
  if (is_floating(dtype) && bytes_of(dtype) < 4) return std::string(info(dtype).name);
  return c_type(dtype);
}

std::string value_type(const Instruction& at) { return c_type(compute_type(at.dtype)); }

namespace {

/// Of 64-bit integers whose operands fit an int too.
bool is_narrow_arithmetic(const Body& body, const Instruction& at) {
  if (at.opcode != Opcode::scalar) return false;
  const bool known = at.op == ScalarOp::add || at.op == ScalarOp::sub || at.op == ScalarOp::mul ||
                     at.op == ScalarOp::minimum || at.op == ScalarOp::maximum || at.op == ScalarOp::where;
  if (!known) return false;
  for (int k = at.op == ScalarOp::where ? 1 : 0; k < info(at.op).arity; ++k) {
    const auto operand = static_cast<std::size_t>(at.operands[static_cast<std::size_t>(k)]);
    if (!within_int(body.ranges.values[operand])) return false;
  }
  return true;
}

}  // namespace

std::string variable_type(const Body& body, ValueId value) {
  const Instruction& at = at_of(body, value);
  const bool is_whole = at.dtype == DType::i64 && at.mask == kNone;
  const bool is_place =
      at.opcode == Opcode::index_expr || at.opcode == Opcode::convert || at.opcode == Opcode::indirect;
  const bool fits = is_whole && within_int(body.ranges.values[static_cast<std::size_t>(value)]);
  return fits && (is_place || is_narrow_arithmetic(body, at)) ? "int" : value_type(at);
}

std::string variable_text(const Body& body, std::int32_t variable) {
  const bool iterates = variable < body.program.parallel;
  const std::string name =
      (iterates ? "i" : "r") + number(iterates ? variable : variable - body.program.parallel);
  return body.is_inner_variable(variable) && body.schedule.unroll > 1 ? name + "[u]" : name;
}

bool fits_int(const Body& body, IndexId index) {
  if (!within_int(body.ranges.indices[static_cast<std::size_t>(index)])) return false;
  const IndexExpr& expr = body.program.indices[static_cast<std::size_t>(index)];
  double size = std::abs(static_cast<double>(expr.offset));
  for (const IndexTerm& term : expr.terms) {
    const Atom& atom = body.program.atoms[static_cast<std::size_t>(term.atom)];
    if (!atom_fits(body, atom, term.coefficient)) return false;
    if (atom.kind == AtomKind::variable)
      size += std::abs(static_cast<double>(term.coefficient)) *
              static_cast<double>(range_of_variable(body, atom.which).high);
  }
  return size <= static_cast<double>(kIntEnd);
}

std::string index_text(const Body& body, IndexId index, const std::string& element) {
  return IndexWriter(body, element, fits_int(body, index)).text(index);
}

std::string literal(DType dtype, Scalar value) {
  if (dtype == DType::boolean) return value.i != 0 ? "true" : "false";
  if (!is_floating(dtype)) {
    if (value.i == INT64_MIN) return "(-9223372036854775807ll - 1)";
    if (dtype == DType::u64) return std::to_string(static_cast<std::uint64_t>(value.i)) + "ull";
    const std::string text = number(value.i) + (bytes_of(dtype) == 8 ? "ll" : value.i > kIntEnd ? "u" : "");
    return value.i < 0 ? "(" + text + ")" : text;
  }
  const std::string type = c_type(compute_type(dtype));
  if (std::isnan(value.f)) return "scalar_math::quiet_nan<" + type + ">()";
  if (std::isinf(value.f))
    return std::string(value.f < 0 ? "(-" : "(") + "scalar_math::infinity<" + type + ">())";
  std::string text = type == "float" ? print("%.9g", static_cast<float>(value.f)) : print("%.17g", value.f);
  if (text.find_first_of(".e") == text.npos) text += ".0";
  if (type == "float") text += "f";
  return text.front() == '-' ? "(" + text + ")" : text;
}

std::string value_text(const Body& body, ValueId value, const std::string& element) {
  const Instruction& at = at_of(body, value);
  if (at.opcode == Opcode::constant && at.mask == kNone) return literal(at.dtype, at.immediate);
  std::string text = "v" + number(value);
  if (body.inner[static_cast<std::size_t>(value)] && body.schedule.unroll > 1) text += "[u]";
  if (body.walk.varies(value)) text += "[" + (element.empty() ? "0" : element) + "]";
  return text;
}

namespace {

/// Whether the index is a multiple of the vector away from the one that vectors follow, in every row.
bool moves_with_lead(const Body& body, IndexId index) {
  const auto& indices = body.program.indices;
  const IndexExpr &a = indices[static_cast<std::size_t>(index)],
                  &b = indices[static_cast<std::size_t>(body.schedule.lead)];
  const std::int64_t vector = body.schedule.vector;
  const auto coefficient = [](const IndexExpr& expr, std::int32_t atom) {
    for (const IndexTerm& term : expr.terms)
      if (term.atom == atom) return term.coefficient;
    return std::int64_t{0};
  };
  bool same = (a.offset - b.offset) % vector == 0;
  for (const IndexExpr* expr : {&a, &b})
    for (const IndexTerm& term : expr->terms)
      same = same && (coefficient(a, term.atom) - coefficient(b, term.atom)) % vector == 0;
  return same;
}

}  // namespace

int vector_bytes(const Body& body, const Instruction& at) {
  const int vector = body.schedule.vector;
  if (vector == 1 || at.index == kNone || body.walk.step(at.index) != 1) return 0;
  const bool conditional = at.checked || (at.mask != kNone && body.walk.varies(at.mask));
  if (conditional && at.opcode != Opcode::load) return 0;
  const auto bytes = static_cast<std::int64_t>(bytes_of(buffer_of(body, at).dtype));
  if (body.schedule.shifted)
    return moves_with_lead(body, at.index) && body.memory.alignment[static_cast<std::size_t>(at.buffer)] == 16
               ? static_cast<int>(std::min<std::int64_t>(16, vector * bytes))
               : 0;
  std::int64_t aligned =
      std::min<std::int64_t>(body.memory.alignment[static_cast<std::size_t>(at.buffer)], 16);
  const std::int64_t divisor = body.walk.divisor(at.index) * bytes;
  while (divisor % aligned != 0) aligned /= 2;
  aligned = std::min(aligned, vector * bytes);
  return aligned > bytes ? static_cast<int>(aligned) : 0;
}

std::string vector_condition(const Body& body, ValueId load, bool guarded) {
  const Instruction& at = at_of(body, load);
  std::string condition;
  const auto add = [&](const std::string& part) { condition += (condition.empty() ? "" : " && ") + part; };
  if (guarded) add(whole_vector(body));
  if (at.mask != kNone)
    for (int e = 0; e < (body.walk.varies(at.mask) ? body.schedule.vector : 1); ++e)
      add(value_text(body, at.mask, number(e)));
  if (at.checked) {
    const std::string index = "(" + index_text(body, at.index, "") + ")";
    add(index + " >= 0");
    add(index + " + " + number(body.schedule.vector) + " <= " + number(buffer_of(body, at).extent) + "ll");
  }
  return condition;
}

std::string expression(const Body& body, ValueId value, const std::string& element) {
  const Instruction& at = at_of(body, value);
  std::string plain = unmasked(body, value, element);
  if (at.mask == kNone) return plain;
  const std::string type = "(" + value_type(at) + ")";
  return value_text(body, at.mask, element) + " ? " + type + "(" + plain + ") : " + type + "0";
}

namespace {

std::string target(const Body& body, ValueId value, const std::string& element) {
  const Instruction& at = at_of(body, value);
  std::string index = index_text(body, at.index, element);
  if (at.checked)
    index =
        "faults.inside(" + index + ", " + number(buffer_of(body, at).extent) + "ll, " + number(value) + ")";
  return "b" + number(at.buffer) + " + " + index;
}

std::string guarded(const Body& body, ValueId value, const std::string& element,
                    const std::string& statement) {
  const Instruction& at = at_of(body, value);
  return at.mask == kNone ? statement : "if (" + value_text(body, at.mask, element) + ") " + statement;
}

}  // namespace

std::string store_statement(const Body& body, ValueId value, const std::string& element) {
  const Instruction& at = at_of(body, value);
  const DType stored = buffer_of(body, at).dtype;
  const std::string from = operand(body, at, 0, element);
  std::string statement;
  if (at.mode == StoreMode::plain || at.mode == StoreMode::atomic_xchg) {
    // an index that is checked and outside stores nothing
    if (at.checked) {
      const std::string index = index_text(body, at.index, element);
      const std::string extent = number(buffer_of(body, at).extent) + "ll";
      statement = "if ((unsigned long long)(" + index + ") < " + extent + ") b" + number(at.buffer) + "[" +
                  index + "] = as<" + stored_type(stored) + ">(" + from + "); else faults.raise(" +
                  number(value) + ", " + index + ", " + extent + ");";
      return guarded(body, value, element, "{ " + statement + " }");
    }
    statement = "b" + number(at.buffer) + "[" + index_text(body, at.index, element) + "] = as<" +
                stored_type(stored) + ">(" + from + ");";
  } else {
    const std::string wide = converted(c_type(compute_type(stored)), from);
    statement = std::string(to_text(at.mode)) + "(" + target(body, value, element) + ", " + wide + ");";
  }
  return guarded(body, value, element, statement);
}

void add_vector_atomic(const Body& body, ValueId store, Lines& lines) {
  const Instruction& at = at_of(body, store);
  for (int k = 0; k < body.schedule.vector; k += 4) {
    std::string four;
    for (int e = k; e < k + 4; ++e) four += (e > k ? ", " : "") + value_text(body, at.operands[0], number(e));
    lines.add("const float four" + number(k) + "[4] = {" + four + "};");
    lines.add("atomic_add_vector(b" + number(at.buffer) + " + " + index_text(body, at.index, "") + " + " +
              number(k) + ", four" + number(k) + ");");
  }
}

void add_vector_store(const Body& body, ValueId value, Lines& lines) {
  const Instruction& at = at_of(body, value);
  const std::string type = stored_type(buffer_of(body, at).dtype), name = "out" + number(value);
  lines.open(at.mask == kNone ? "" : "if (" + value_text(body, at.mask, "0") + ")");
  lines.add(type + " " + name + "[" + number(body.schedule.vector) + "];");
  lines.add("#pragma unroll");
  lines.add("for (int e = 0; e < " + number(body.schedule.vector) + "; ++e) " + name + "[e] = as<" + type +
            ">(" + operand(body, at, 0, "e") + ");");
  lines.add("store_vector<" + number(vector_bytes(body, at)) + ">(" + target(body, value, "") + ", " + name +
            ");");
  lines.close();
}

std::string check_statement(const Body& body, ValueId value, const std::string& element) {
  const Instruction& at = at_of(body, value);
  if (at.opcode == Opcode::device_assert)
    return guarded(body, value, element,
                   "if (!" + operand(body, at, 0, element) + ") faults.raise(" + number(value) + ", 0, 0);");
  const std::string index = index_text(body, at.index, element), size = number(at.immediate.i) + "ll";
  std::string outside;
  if (at.flag) outside = "(" + index + ") < 0";
  if (at.flag2) outside += (outside.empty() ? "" : " || ") + ("(" + index + ") >= " + size);
  if (outside.empty()) return ";";
  return guarded(body, value, element,
                 "if (" + outside + ") faults.raise(" + number(value) + ", " + index + ", " + size + ");");
}

std::string kernel_head(int threads) {
  return "extern \"C\" __global__ void __launch_bounds__(" + number(threads) + ") " + kKernelEntry + "(";
}

std::string parameter_type(const LoopProgram& program, const ProgramMemory& memory, std::size_t buffer) {
  const BufferUse& use = program.buffers[buffer];
  const bool read_only = memory.read_only[buffer] && !use.written;
  return (read_only ? "const " : "") + stored_type(use.dtype) + (read_only ? "* __restrict__" : "*");
}

}  // namespace ireplay
