#include "replay/cuda/compiled/scan_text.hpp"

#include "replay/cuda/compiled/state_text.hpp"
#include "replay/cuda/compiled/work.hpp"

namespace ireplay {
namespace {

constexpr int kWarp = 32;
constexpr std::int64_t kStateBytes = 16;  // the largest: a 64-bit value and its position

std::string state_of_scan(const Body& body, const Instruction& at) {
  const std::string result = c_type(compute_type(at.dtype));
  const std::string from = c_type(compute_type(at_of(body, at.operands[0]).dtype));
  switch (at.scan) {
    case ScanKind::prod:
      return "Product<" + result + ">";
    case ScanKind::logaddexp:
      return "LogAddExp<" + result + ">";
    case ScanKind::max:
      return "LaterExtremum<" + from + ", true>";
    case ScanKind::min:
      return "LaterExtremum<" + from + ", false>";
    case ScanKind::cummax:
      return "LaterExtremumAt<" + from + ", true, long long>";
    case ScanKind::cummin:
      return "LaterExtremumAt<" + from + ", false, long long>";
    default:
      return "Sum<" + result + ">";
  }
}

std::string add_text_of_scan(const Body& body, const Instruction& at, const std::string& element) {
  const std::string first = value_text(body, at.operands[0], element);
  switch (at.scan) {
    case ScanKind::max:
    case ScanKind::min:
      return "add(" + first + ")";
    case ScanKind::cummax:
    case ScanKind::cummin:
      return "add(" + first + ", (long long)(" +
             (at.operands[1] == kNone ? position_text(body, "long long", element)
                                      : value_text(body, at.operands[1], element)) +
             "))";
    default:
      return "add(to<" + c_type(compute_type(at.dtype)) + ">(" + first + "))";
  }
}

std::string result_text_of_scan(const Instruction& at, const std::string& state) {
  return "to<" + c_type(compute_type(at.dtype)) + ">(" + state +
         (at.selection == 0 ? ".value)" : ".position)");
}

std::string carry_name(ValueId scan, std::size_t stage) {
  return "carry" + std::to_string(scan) + "_" + std::to_string(stage);
}

void open_loop(int count, const char* variable, Lines& lines) {
  lines.add("#pragma unroll");
  lines.open(std::string("for (int ") + variable + " = 0; " + variable + " < " + std::to_string(count) +
             "; ++" + variable + ")");
}

}  // namespace

std::int64_t scan_bytes(const Body& body) {
  const Schedule& s = body.schedule;
  if (!has_scan(body.program) || s.family != Family::rows || s.row_threads <= kWarp) return 0;
  return std::int64_t{s.unroll} * (s.threads / kWarp) * kStateBytes;
}

void add_carry(const Body& body, ValueId scan, std::size_t stage, Lines& lines) {
  const std::string type = state_of_scan(body, at_of(body, scan)), name = carry_name(scan, stage);
  if (!body.walk.varies(scan) || body.schedule.family == Family::rows)
    return lines.add(type + " " + name + " = " + type + "::none();");
  lines.add(type + " " + name + "[" + std::to_string(body.schedule.vector) + "];");
  open_loop(body.schedule.vector, "e", lines);
  lines.add(name + "[e] = " + type + "::none();");
  lines.close();
}

void add_scan(const Body& body, ValueId scan, std::size_t stage, bool exact, Lines& lines) {
  const Schedule& s = body.schedule;
  const Instruction& at = at_of(body, scan);
  const std::string element = body.walk.varies(scan) ? "e" : "";
  const std::string in = exact ? "" : std::string("if (in") + (s.unroll > 1 ? "[u]" : "") + ") ";
  const std::string add = add_text_of_scan(body, at, element);
  std::string state = carry_name(scan, stage);
  lines.open("");
  if (s.family == Family::rows) {
    const std::string type = state_of_scan(body, at);
    lines.add(type + " part[" + std::to_string(s.unroll) + "];");
    open_loop(s.unroll, "u", lines);
    lines.add("part[u] = " + type + "::none();");
    open_loop(s.vector, "e", lines);
    lines.add(in + "part[u]." + add + ";");
    lines.close();
    lines.close();
    lines.add("scan_row<" + std::to_string(s.row_threads) + ">(part, " + state + ", shared);");
    state = "part[u]";
  } else if (!element.empty()) {
    state += "[e]";
  }
  open_loop(s.unroll, "u", lines);
  open_loop(s.vector, "e", lines);
  lines.add(in + state + "." + add + ";");
  lines.add(value_text(body, scan, element) + " = " + result_text_of_scan(at, state) + ";");
  lines.close();
  lines.close();
  lines.close();
}

}  // namespace ireplay
