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
  const VerdictCounts counts = count_verdicts(report.comparisons);
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.6f", report.launch_us.median * 1e-6);
  std::string text = "  <testsuite name=\"" + escaped(report.dump) + "\" tests=\"" +
                     std::to_string(report.comparisons.size() + 1) + "\" failures=\"" +
                     std::to_string(counts.failed) + "\" errors=\"" + (broken ? "1" : "0") + "\" skipped=\"" +
                     std::to_string(counts.skipped + counts.unjudged) + "\">\n";
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
