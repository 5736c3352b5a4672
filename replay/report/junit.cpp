#include "replay/report/junit.hpp"

#include <algorithm>
#include <cstdio>

#include "replay/report/numbers.hpp"

namespace ireplay {
namespace {

/// XML 1.0 has no way to write control characters other than line breaks and tabs.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? '?' : c;
    }
  }
  return out;
}

std::string to_sentence(const Comparison& c) {
  if (!c.has_figures()) return c.reason;
  std::string text = std::to_string(c.mismatched) + " of " + std::to_string(c.elements) +
                     " elements out of tolerance, max abs " + print_error(c.max_abs);
  if (c.rms_too_large) text += ", rms " + print_error(c.rms) + " above " + print_error(c.limits.rms);
  return text;
}

std::string to_outcome(const Comparison& c) {
  if (c.status == Status::fail) return "<failure message=\"" + escaped(to_sentence(c)) + "\"/>";
  if (c.status == Status::skipped || c.status == Status::unjudged)
    return "<skipped message=\"" + std::string(name_of(c.status)) + ": " + escaped(c.reason) + "\"/>";
  return "";
}

std::string test_case(const std::string& suite, const std::string& name, const std::string& seconds,
                      const std::string& inside) {
  std::string text = "    <testcase classname=\"" + escaped(suite) + "\" name=\"" + escaped(name) +
                     "\" time=\"" + seconds + "\"";
  return text + (inside.empty() ? "/>\n" : ">" + inside + "</testcase>\n");
}

std::string to_suite(const GraphReport& report) {
  const bool broken = !report.error.empty();
  const auto failures = std::count_if(report.comparisons.begin(), report.comparisons.end(),
                                      [](const Comparison& c) { return c.status == Status::fail; });
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.6f", report.launch_us.median * 1e-6);
  std::string text = "  <testsuite name=\"" + escaped(report.dump) + "\" tests=\"" +
                     std::to_string(report.comparisons.size() + 1) + "\" failures=\"" +
                     std::to_string(failures) + "\" errors=\"" + (broken ? "1" : "0") + "\">\n";
  text += test_case(
      report.dump, "replay", seconds,
      broken ? "<error message=\"" + escaped(report.status) + "\">" + escaped(report.error) + "</error>"
             : "");
  for (const Comparison& c : report.comparisons) text += test_case(report.dump, c.name, "0", to_outcome(c));
  return text + "  </testsuite>\n";
}

}  // namespace

std::string to_junit(const std::vector<GraphReport>& reports) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ireplay\">\n";
  for (const GraphReport& report : reports) text += to_suite(report);
  return text + "</testsuites>\n";
}

}  // namespace ireplay
