#include "replay/report/csv.hpp"

#include <cstdio>

namespace ireplay {
namespace {

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string measured(double value) {
  if (value == 0) return "";
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

}  // namespace

std::string to_csv(const std::vector<GraphReport>& reports) {
  std::string text =
      "dump,op,kind,kernel,median_us,min_us,p95_us,samples,bytes,gbps,flops,tflops,roofline,bound\n";
  for (const GraphReport& report : reports)
    for (const OpReport& op : report.ops) {
      const bool timed = op.us.samples > 0;
      const std::string cells[] = {report.dump,
                                   op.name,
                                   op.kind,
                                   op.kernel,
                                   timed ? measured(op.us.median) : "",
                                   timed ? measured(op.us.min) : "",
                                   timed ? measured(op.us.p95) : "",
                                   timed ? std::to_string(op.us.samples) : "",
                                   std::to_string(op.bytes),
                                   measured(op.gbps),
                                   std::to_string(op.flops),
                                   measured(op.tflops),
                                   measured(op.roofline),
                                   op.bound};
      for (const std::string& cell : cells) text += (&cell == cells ? "" : ",") + quoted(cell);
      text += "\n";
    }
  return text;
}

}  // namespace ireplay
