#include "replay/cuda/compiled/state_text.hpp"

#include <algorithm>

#include "replay/plan/reduce_kinds.hpp"

namespace ireplay {
namespace {

DType operand_dtype(const Body& body, const Instruction& at) {
  return compute_type(at_of(body, at.operands[0]).dtype);
}

bool finds_position(ReduceKind kind) { return info(kind).finds_position; }

/// The type that positions are held in.
std::string position_type(const Body& body, const Instruction& at) {
  const bool given = at.operands[1] != kNone;
  const bool narrow = reduction_count(body.program) < (std::int64_t{1} << 31) &&
                      (!given || body.ranges.values[static_cast<std::size_t>(at.operands[1])].fits_32());
  return narrow ? "int" : "long long";
}

std::string converted(const std::string& type, const std::string& value) {
  return "to<" + type + ">(" + value + ")";
}

std::string operand(const Body& body, const Instruction& at, int k, const std::string& element) {
  return value_text(body, at.operands[static_cast<std::size_t>(k)], element);
}

}  // namespace

std::string position_text(const Body& body, const std::string& type, const std::string& element) {
  std::string text;
  std::int64_t stride = 1;
  for (auto v = static_cast<std::int32_t>(body.program.ranges.size()); v-- > body.program.parallel;) {
    std::string variable = "(" + type + ")" + variable_text(body, v);
    if (v == body.schedule.axis && body.schedule.vector > 1 && !element.empty())
      variable = "(" + variable + " + " + element + ")";
    text = variable + (stride == 1 ? "" : " * (" + type + ")" + std::to_string(stride)) +
           (text.empty() ? "" : " + " + text);
    stride *= body.program.ranges[static_cast<std::size_t>(v)];
  }
  return text.empty() ? "0" : text;
}

bool reduces_twice(const Body& body, ValueId reduce) {
  const Instruction& at = at_of(body, reduce);
  const bool moments = at.reduce == ReduceKind::welford_reduce;
  const bool exponentials = at.reduce == ReduceKind::online_softmax_reduce && at.operands[1] == kNone;
  return (moments || exponentials) && at.mask == kNone && is_floating(at.dtype) && body.schedule.whole &&
         body.schedule.family == Family::rows;
}

std::string add_twice_text(const Body& body, ValueId reduce, const std::string& state,
                           const std::string& element) {
  const Instruction& at = at_of(body, reduce);
  const std::string type = c_type(compute_type(at.dtype)), x = converted(type, operand(body, at, 0, element));
  if (at.reduce == ReduceKind::online_softmax_reduce)
    return "add(exp_below(" + x + " - finite_or_zero(" + state + ".value)))";
  return "add(square_of(" + x + " - " + state + ".value / (" + type + ")" +
         std::to_string(reduction_count(body.program)) + "))";
}

std::string state_type(const Body& body, ValueId reduce) {
  const Instruction& at = at_of(body, reduce);
  const std::string result = c_type(compute_type(at.dtype)), from = c_type(operand_dtype(body, at));
  if (reduces_twice(body, reduce))
    return at.reduce == ReduceKind::welford_reduce ? "Sum<" + result + ">" : "Extremum<" + result + ", true>";
  const std::string large = info(at.reduce).prefers_large ? "true" : "false";
  if (finds_position(at.reduce))
    return "ExtremumAt<" + from + ", " + large + ", " + position_type(body, at) + ">";
  switch (at.reduce) {
    case ReduceKind::sum:
    case ReduceKind::dot:
      return "Sum<" + result + ">";
    case ReduceKind::prod:
      return "Product<" + result + ">";
    case ReduceKind::xor_sum:
      return "ExclusiveOr<" + result + ">";
    case ReduceKind::any:
      return "Any";
    case ReduceKind::fmax:
      return "LargestNumber<" + from + ">";
    case ReduceKind::welford_reduce:
    case ReduceKind::welford_combine:
      return "Moments<" + result + ">";
    case ReduceKind::online_softmax_reduce:
      return "Exponentials<" + result + ">";
    default:
      return "Extremum<" + from + ", " + large + ">";
  }
}

std::int64_t state_bytes(const Body& body, ValueId reduce) {
  const Instruction& at = at_of(body, reduce);
  const std::int64_t value = static_cast<std::int64_t>(
      std::max(bytes_of(compute_type(at.dtype)), bytes_of(operand_dtype(body, at))));
  switch (at.reduce) {
    case ReduceKind::welford_reduce:
    case ReduceKind::welford_combine:
      return 3 * value;
    case ReduceKind::online_softmax_reduce:
      return 2 * value;
    default:
      return finds_position(at.reduce) ? 16 : 8;
  }
}

std::string add_text(const Body& body, ValueId reduce, const std::string& element) {
  const Instruction& at = at_of(body, reduce);
  const std::string result = c_type(compute_type(at.dtype));
  const std::string first = operand(body, at, 0, element);
  if (reduces_twice(body, reduce)) return "add(" + converted(result, first) + ")";
  if (finds_position(at.reduce)) {
    const std::string type = position_type(body, at);
    const std::string position =
        at.operands[1] == kNone ? position_text(body, type, element) : operand(body, at, 1, element);
    return "add(" + first + ", (" + type + ")(" + position + "))";
  }
  switch (at.reduce) {
    case ReduceKind::sum:
    case ReduceKind::prod:
    case ReduceKind::xor_sum:
    case ReduceKind::welford_reduce:
      return "add(" + converted(result, first) + ")";
    case ReduceKind::dot:
      if (at.operands[1] == kNone) return "add(" + converted(result, first) + ")";
      return "add(scalar_math::product(" + converted(result, first) + ", " +
             converted(result, operand(body, at, 1, element)) + "))";
    case ReduceKind::any:
      return "add(" + converted("bool", first) + ")";
    case ReduceKind::welford_combine:
      return "merge({" + first + ", " + operand(body, at, 1, element) + ", " + operand(body, at, 2, element) +
             "})";
    case ReduceKind::online_softmax_reduce:
      return "add(" + first + (at.operands[1] == kNone ? "" : ", " + operand(body, at, 1, element)) + ")";
    default:
      return "add(" + first + ")";
  }
}

bool adds_vectors(const Instruction& reduce) {
  return (reduce.reduce == ReduceKind::welford_reduce && is_floating(reduce.dtype)) ||
         (reduce.reduce == ReduceKind::online_softmax_reduce && reduce.operands[1] == kNone);
}

std::string add_vector_text(const Body& body, ValueId reduce) {
  const Instruction& at = at_of(body, reduce);
  std::string values = "v" + std::to_string(at.operands[0]);
  if (body.inner[static_cast<std::size_t>(at.operands[0])] && body.schedule.unroll > 1) values += "[u]";
  return "add_vector(" + values + ")";
}

std::string result_text(const Body& body, ValueId reduce, const std::string& state) {
  const Instruction& at = at_of(body, reduce);
  const std::string result = c_type(compute_type(at.dtype));
  if (reduces_twice(body, reduce)) {
    const std::string count = "(" + result + ")" + std::to_string(reduction_count(body.program));
    const bool exponentials = at.reduce == ReduceKind::online_softmax_reduce;
    if (at.selection == 1 && exponentials)  // each is 1 beside a largest of -inf
      return state + ".value == -scalar_math::infinity<" + result + ">() ? " + count + " : " + state +
             "_twice.value";
    if (at.selection == 1) return state + "_twice.value";
    if (exponentials) return state + ".value";
    return at.selection == 2 ? count : state + ".value / " + count;
  }
  switch (at.reduce) {
    case ReduceKind::argmax:
    case ReduceKind::argmin:
      return converted(result, state + ".position");
    case ReduceKind::argmax_with_value:
    case ReduceKind::argmin_with_value:
      return converted(result, state + (at.selection == 0 ? ".value" : ".position"));
    case ReduceKind::welford_reduce:
    case ReduceKind::welford_combine:
      return state + (at.selection == 0 ? ".mean" : at.selection == 1 ? ".m2" : ".weight");
    case ReduceKind::online_softmax_reduce:
      return state + (at.selection == 0 ? ".largest" : ".sum");
    default:
      return converted(result, state + ".value");
  }
}

bool state_varies(const Body& body, const ReduceState& state) { return body.walk.varies(state.values[0]); }
std::string state_name(const ReduceState& state) { return "s" + number(state.values[0]); }

void add_state(const Body& body, const ReduceState& state, Lines& lines) {
  const std::string type = state_type(body, state.values[0]);
  if (!state_varies(body, state))
    return lines.add(type + " " + state_name(state) + " = " + type + "::none();");
  lines.add(type + " " + state_name(state) + "[" + number(body.schedule.vector) + "];");
  lines.add("#pragma unroll");
  lines.add("for (int e = 0; e < " + number(body.schedule.vector) + "; ++e) " + state_name(state) +
            "[e] = " + type + "::none();");
}

void add_results(const Body& body, const ReduceState& state, Lines& lines) {
  for (const ValueId value : state.values) {
    const std::string type = value_type(at_of(body, value)), name = "v" + number(value);
    if (!state_varies(body, state)) {
      lines.add("const " + type + " " + name + " = " + result_text(body, value, state_name(state)) + ";");
      continue;
    }
    lines.add(type + " " + name + "[" + number(body.schedule.vector) + "];");
    lines.add("#pragma unroll");
    lines.add("for (int e = 0; e < " + number(body.schedule.vector) + "; ++e) " + name +
              "[e] = " + result_text(body, value, state_name(state) + "[e]") + ";");
  }
}

std::string merge_text(const Body& body, const std::string& name, bool varies) {
  const Schedule& s = body.schedule;
  const std::string threads = number(s.row_threads), beside = number(s.threads / s.row_threads);
  if (varies) return "merge_columns<" + threads + ", " + beside + ">(" + name + ", shared);";
  const bool in_warps = s.family == Family::rows && !s.abreast;
  return name + " = " +
         (in_warps ? "merge_row<" + threads + ">(" : "merge_column<" + threads + ", " + beside + ">(") +
         name + ", shared);";
}

std::string partial_text(const Body& body, const std::vector<ReduceState>& states, const ReduceState& state,
                         const std::string& split) {
  std::int64_t offset = 0;
  for (const ReduceState& other : states) {
    if (other.values[0] == state.values[0]) break;
    offset += partial_bytes(body.program, body.schedule);
  }
  const std::string at = "((unsigned long long)" + split + " * " +
                         number(lead_count(body.program, body.schedule)) + "ull + point)" +
                         (state_varies(body, state) ? " * " + number(body.schedule.vector) + " + e" : "");
  return "reinterpret_cast<" + state_type(body, state.values[0]) + "*>(partials + " + number(offset) +
         "ll)[" + at + "]";
}

void add_publishing(const Body& body, const std::vector<ReduceState>& states, const ReduceState& state,
                    Lines& lines) {
  const bool varies = state_varies(body, state);
  const std::string loop =
      varies ? "for (int e = 0; e < " + number(body.schedule.vector) + "; ++e) " : std::string();
  lines.add("if (here && step == 0) " + loop + partial_text(body, states, state, "blockIdx.y") + " = " +
            state_name(state) + (varies ? "[e]" : "") + ";");
}

std::int64_t partial_bytes(const LoopProgram& program, const Schedule& schedule) {
  return lead_count(program, schedule) * schedule.vector * schedule.splits * kMostStateBytes;
}

}  // namespace ireplay
