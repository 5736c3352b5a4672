#include "replay/report/junit.hpp"

#include <algorithm>
#include <cstdio>

#include "replay/report/numbers.hpp"

namespace ireplay {
namespace {

/// Length of the UTF-8 sequence that begins at `at`; 0 where there is none.
std::size_t sequence_at(const std::string& text, std::size_t at) {
  const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0; };
  const unsigned first = byte(at);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first < 0xE0   ? 2
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xF0 && first < 0xF5 ? 4
                                                             : 0;
  for (std::size_t k = 1; k < length; ++k)
    if ((byte(at + k) & 0xC0) != 0x80) return 0;
  const unsigned second = byte(at + 1);
  const bool is_wrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0) ||
                        (first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90);
  return is_wrong ? 0 : length;
}

/// XML 1.0 has no way to write control characters other than line breaks and tabs; they and what is no UTF-8
/// become question marks.
std::string escaped(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_at(text, at);
    const char c = text[at];
    if (length > 1)
      out += text.substr(at, length);
    else if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\n')
      out += "&#10;";
    else
      out += length == 0 || (static_cast<unsigned char>(c) < 0x20 && c != '\t') ? '?' : c;
    at += std::max<std::size_t>(1, length);
  }
  return out;
}

std::string to_sentence(const Comparison& c) {
  if (!c.has_figures()) return c.reason;
  std::string text = std::to_string(c.mismatched) + " of " + std::to_string(c.elements) +
                     " elements out of tolerance, max abs " + print_error(c.max_abs);
  if (c.ours.nan != c.reference.nan || c.ours.inf != c.reference.inf)
    text += ", nan " + std::to_string(c.ours.nan) + "/" + std::to_string(c.reference.nan) + ", inf " +
            std::to_string(c.ours.inf) + "/" + std::to_string(c.reference.inf);
  if (c.rms_too_large) text += ", rms " + print_error(c.rms) + " above " + print_error(c.limits.rms);
  if (c.biased) text += ", biased by " + print_error(c.slope);
  return text;
}

std::string attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + escaped(value) + "\"";
}

std::string seconds(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", value);
  return text;
}

/// The elements outside of tolerance, a line each.
std::string to_worst(const Comparison& c) {
  std::string text;
  for (const WorstElement& worst : c.worst) {
    if (c.mismatched > 0 && worst.error <= worst.allowed) continue;
    std::string index;
    for (const std::int64_t at : worst.index) index += (index.empty() ? "" : ",") + std::to_string(at);
    text += "[" + index + "] got " + print_element(worst.got) + ", want " + print_element(worst.want) +
            ", error " + print_error(worst.error) + ", allowed " + print_error(worst.allowed) + "\n";
  }
  return text;
}

/// A test case with what became of it.
struct Case {
  std::string name, time = "0", inside;
};

Case to_case(const Comparison& c, const GraphReport& report) {
  Case made{c.name};
  if (c.status == Status::fail) {
    const std::string again = report.reproduce.empty() ? "" : "reproduce: " + report.reproduce + "\n";
    made.inside = "<failure type=\"differs\"" + attribute("message", to_sentence(c)) + ">" +
                  escaped(to_worst(c) + again) + "</failure>";
  } else if (c.status != Status::pass) {
    const std::string why = c.status == Status::ran ? "nothing to compare with" : c.reason;
    made.inside = "<skipped" + attribute("message", std::string(name_of(c.status)) + ": " + why) + "/>";
  }
  return made;
}

/// It fails where it became slower than the baseline allows.
Case to_case(const OpReport& op, const GraphReport& report) {
  const Timing& us = op.us.samples > 0 ? op.us : op.cold_us;
  Case made{op.name, seconds(us.median * 1e-6)};
  if (report.status == "slower" && op.change && op.change->verdict == Change::slower)
    made.inside = "<failure type=\"slower\"" +
                  attribute("message", "slower than the baseline: " + print_change(op.change->ratio)) + "/>";
  else if (does_nothing(op))
    made.inside = "<skipped" + attribute("message", op.kind + ": nothing to run") + "/>";
  return made;
}

bool holds(const Case& made, const char* element) { return made.inside.starts_with(element); }

std::string to_suite(const GraphReport& report) {
  const std::string& name = report.name.empty() ? report.dump : report.name;
  std::vector<Case> cases;
  if (!report.error.empty())
    cases.push_back({"replay", "0",
                     "<error" + attribute("type", report.fault.kind) +
                         attribute("message", report.fault.message) + ">" + escaped(report.error) +
                         "</error>"});
  for (const OpReport& op : report.ops) cases.push_back(to_case(op, report));
  for (const Comparison& c : report.comparisons) cases.push_back(to_case(c, report));
  const auto count = [&](const char* element) {
    return std::to_string(
        std::count_if(cases.begin(), cases.end(), [&](const Case& made) { return holds(made, element); }));
  };
  std::string text = "  <testsuite" + attribute("name", name) +
                     attribute("tests", std::to_string(cases.size())) +
                     attribute("failures", count("<failure")) + attribute("errors", count("<error")) +
                     attribute("skipped", count("<skipped")) + attribute("time", seconds(report.wall_s));
  if (!report.started.empty()) text += attribute("timestamp", report.started);
  text += ">\n";
  for (const Case& made : cases) {
    text += "    <testcase" + attribute("classname", name) + attribute("name", made.name) +
            attribute("time", made.time);
    text += made.inside.empty() ? "/>\n" : ">" + made.inside + "</testcase>\n";
  }
  return text + "  </testsuite>\n";
}

}  // namespace

std::string to_junit(const std::vector<GraphReport>& reports) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ireplay\">\n";
  for (const GraphReport& report : reports) text += to_suite(report);
  return text + "</testsuites>\n";
}

}  // namespace ireplay
