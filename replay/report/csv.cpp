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

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

std::string measured(double value) { return value == 0 ? "" : number(value); }

std::string line_of(const std::vector<std::string>& cells) {
  std::string text;
  for (const std::string& cell : cells) text += (&cell == cells.data() ? "" : ",") + quoted(cell);
  return text + "\n";
}

std::string count(std::int64_t samples) { return samples > 0 ? std::to_string(samples) : ""; }

std::string row_of(const GraphReport& report, const OpReport& op) {
  const auto change = [&](auto&& text) { return op.change ? std::string(text(*op.change)) : std::string(); };
  return line_of({report.dump,
                  op.name,
                  op.hash,
                  op.kind,
                  op.kernel,
                  measured(op.us.median),
                  measured(op.us.min),
                  measured(op.us.p5),
                  measured(op.us.p95),
                  count(op.us.samples),
                  measured(op.us.noise),
                  measured(op.cold_us.median),
                  count(op.cold_us.samples),
                  std::to_string(op.bytes),
                  std::to_string(op.flops),
                  op.bound,
                  measured(op.of_limit),
                  measured(op.original_us),
                  change([](const ChangeEstimate& c) { return name_of(c.verdict); }),
                  change([](const ChangeEstimate& c) { return number(c.ratio); })});
}

std::string row_of(const GraphReport& report, const Comparison& c) {
  const bool figures = c.has_figures(), floats = figures && (is_floating(c.dtype) || is_complex(c.dtype));
  const bool typed = figures || c.status == Status::ran;
  const auto figure = [](bool there, double value) { return there ? number(value) : std::string(); };
  const auto whole = [](bool there, std::int64_t value) {
    return there ? std::to_string(value) : std::string();
  };
  return line_of({report.dump, c.name, std::string(name_of(c.status)), c.reason,
                  typed ? std::string(info(c.dtype).name) : "", whole(figures, c.elements),
                  whole(figures, c.mismatched), figure(figures, c.max_err_over_allowed),
                  figure(figures, c.max_abs), figure(floats, c.rms), figure(floats, c.ulp_p99),
                  whole(floats || c.values, c.ours.nan), whole(floats, c.reference.nan),
                  whole(floats || c.values, c.ours.inf), whole(floats, c.reference.inf),
                  figure(c.values.has_value(), c.values ? c.values->min : 0),
                  figure(c.values.has_value(), c.values ? c.values->max : 0),
                  figure(c.values.has_value(), c.values ? c.values->mean : 0),
                  figures ? std::string(name_of(c.limits.kind)) : ""});
}

}  // namespace

std::string to_csv(const std::vector<GraphReport>& reports) {
  std::string text =
      "dump,op,hash,kind,kernel,warm_us,min_us,p5_us,p95_us,samples,noise,cold_us,cold_samples,bytes,flops,"
      "bound,of_limit,original_us,baseline,ratio\n";
  for (const GraphReport& report : reports)
    for (const OpReport& op : report.ops) text += row_of(report, op);
  return text;
}

std::string to_comparison_csv(const std::vector<GraphReport>& reports) {
  std::string text =
      "dump,output,status,reason,dtype,numel,off,max_err_over_allowed,max_abs,rms,ulp_p99,nan_ours,nan_"
      "reference,"
      "inf_ours,inf_reference,min,max,mean,tolerance\n";
  for (const GraphReport& report : reports)
    for (const Comparison& c : report.comparisons) text += row_of(report, c);
  return text;
}

}  // namespace ireplay
