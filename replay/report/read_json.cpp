#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "parser/source.hpp"
#include "replay/report/json.hpp"

/// The way back from ireplay.run/2: key by key what json.cpp writes.
namespace ireplay {
namespace {

using Json = nlohmann::json;

double to_double(const Json& json) {
  if (json.is_number()) return json.get<double>();
  const std::string text = json.get<std::string>();
  if (text == "nan") return std::numeric_limits<double>::quiet_NaN();
  return text == "-inf" ? -kNoLimit : kNoLimit;
}

double number(const Json& json, const char* key, double otherwise = 0) {
  return json.contains(key) ? to_double(json[key]) : otherwise;
}
std::int64_t integer(const Json& json, const char* key) { return json.value(key, std::int64_t{0}); }
std::string text(const Json& json, const char* key) { return json.value(key, std::string()); }

const Json& list(const Json& json, const char* key) {
  static const Json kNone = Json::array();
  return json.contains(key) ? json[key] : kNone;
}

void get(const Json& json, const char* key, Timing& us, Rounds& rounds) {
  if (!json.contains(key)) return;
  const Json& from = json[key];
  us = {number(from, "median"),
        number(from, "min"),
        number(from, "p95"),
        integer(from, "samples"),
        number(from, "p5"),
        number(from, "noise"),
        {}};
  if (from.contains("rounds")) rounds = from["rounds"].get<Rounds>();
}

ChangeEstimate to_estimate(const Json& json) {
  ChangeEstimate change{to_change(text(json, "verdict")), number(json, "ratio", 1)};
  if (json.contains("interval")) {
    change.low = json["interval"][0];
    change.high = json["interval"][1];
  }
  return change;
}

std::vector<TensorReport> to_tensors(const Json& json) {
  std::vector<TensorReport> tensors;
  for (const Json& row : json)
    tensors.push_back({text(row, "name"), text(row, "layout"), row.value("op", -1)});
  return tensors;
}

OpReport to_op(const Json& json) {
  OpReport op;
  op.name = json.at("name");
  op.nodes = json.at("nodes").get<std::vector<std::string>>();
  op.hash = text(json, "hash");
  if (json.contains("lines")) {
    op.first_line = json["lines"][0];
    op.last_line = json["lines"][1];
  }
  op.kind = json.at("kind");
  op.kernel = text(json, "kernel");
  op.algorithm = text(json, "algorithm");
  op.schedule = text(json, "schedule");
  if (json.contains("us")) {
    get(json["us"], "warm", op.us, op.warm_rounds);
    get(json["us"], "cold", op.cold_us, op.cold_rounds);
  }
  op.bytes = integer(json, "bytes");
  op.flops = integer(json, "flops");
  op.bound = text(json, "bound");
  op.of_limit = number(json, "of_limit");
  op.original_us = number(json, "original_us");
  op.of_original = number(json, "of_original");
  if (json.contains("change")) op.change = to_estimate(json["change"]);
  op.reads = to_tensors(list(json, "reads"));
  op.writes = to_tensors(list(json, "writes"));
  return op;
}

OriginalReport to_original(const Json& json) {
  OriginalReport original;
  original.ops = json.at("ops");
  original.ours = json.at("fallbacks");
  original.agrees = json.at("agrees");
  Rounds none;
  get(json, "graph_us", original.graph_us, none);
  get(json, "launch_us", original.launch_us, none);
  original.kernel_sum_us = number(json, "kernel_sum_us");
  original.verdict = json.at("verdict").get<std::vector<std::string>>();
  return original;
}

template <class Enum>
Enum to_enum(const std::string& name, int count) {
  for (int i = 0; i < count; ++i)
    if (name_of(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  throw Json::other_error::create(0, "'" + name + "' is unknown", nullptr);
}

Limits to_limits(const Json& json) {
  Limits limits;
  limits.kind = to_enum<Limits::Kind>(text(json, "kind"), 4);
  limits.why = text(json, "why");
  limits.rms = number(json, "rms", kNoLimit);
  limits.slope = number(json, "slope", kNoLimit);
  limits.mean = number(json, "mean", kNoLimit);
  return limits;
}

ElementValue to_element(const Json& json) {
  if (json.is_number_integer()) return {.integral = true, .i = json.get<std::int64_t>()};
  return {.f = to_double(json)};
}

void get_figures(const Json& json, Comparison& c) {
  c.elements = integer(json, "numel");
  c.mismatched = integer(json, "off");
  c.not_compared = integer(json, "excused");
  c.max_abs = number(json, "max_abs");
  c.max_err_over_allowed = number(json, "max_err_over_allowed");
  c.rms = number(json, "rms");
  c.slope = number(json, "slope");
  c.mean = number(json, "mean");
  c.reference_rms = number(json, "reference_rms");
  if (json.contains("cosine")) c.cosine = to_double(json["cosine"]);
  if (json.contains("ulp")) {
    c.ulp_p50 = number(json["ulp"], "p50");
    c.ulp_p99 = number(json["ulp"], "p99");
    c.max_ulp = number(json["ulp"], "max");
    c.ulp_histogram = list(json["ulp"], "histogram").get<std::vector<std::int64_t>>();
  }
  if (json.contains("teeth")) c.teeth = {number(json["teeth"], "factor"), number(json["teeth"], "element")};
  c.limits = to_limits(json.at("tolerance"));
  c.rms_too_large = !(c.rms <= c.limits.rms);
  c.biased = !(std::fabs(c.slope) <= c.limits.slope) || !(std::fabs(c.mean) <= c.limits.mean);
  if (json.contains("oracle"))
    c.oracle = OracleJudgement{number(json["oracle"], "ours"), number(json["oracle"], "reference"), 0, 0,
                               text(json["oracle"], "verdict")};
  for (const Json& row : list(json, "worst"))
    c.worst.push_back({row.at("index").get<Dims>(), to_element(row.at("got")), to_element(row.at("want")),
                       number(row, "error"), number(row, "allowed")});
}

Comparison to_comparison(const Json& json) {
  Comparison c =
      without_figures(json.at("name"), to_enum<Status>(text(json, "status"), 5), text(json, "reason"));
  if (const auto dtype = find_dtype(text(json, "dtype"))) c.dtype = *dtype;
  c.size = list(json, "size").get<Dims>();
  if (json.contains("nan"))
    c.ours = {integer(json["nan"], "ours"), integer(json.at("inf"), "ours")},
    c.reference = {integer(json["nan"], "reference"), integer(json["inf"], "reference")};
  if (json.contains("mean") && !json.contains("numel"))
    c.values = ValueRange{number(json, "min"), number(json, "max"), number(json, "mean")};
  if (json.contains("numel")) get_figures(json, c);
  return c;
}

void get_total(const Json& json, GraphReport& report) {
  get(json, "launch_us", report.launch_us, report.launch_rounds);
  get(json, "graph_us", report.graph_us, report.graph_rounds);
  get(json, "cold_us", report.cold_us, report.cold_rounds);
  if (json.contains("yardstick_us")) {
    report.warm_yardstick = list(json["yardstick_us"], "warm").get<Rounds>();
    report.cold_yardstick = list(json["yardstick_us"], "cold").get<Rounds>();
  }
  report.kernel_sum_us = number(json, "kernel_sum_us");
  report.bytes = integer(json, "bytes");
  report.flops = integer(json, "flops");
  report.peak_memory_bytes = integer(json, "peak_memory_bytes");
  report.start_up_ms = number(json, "start_up_ms");
  report.parse_ms = number(json, "parse_ms");
  report.lower_ms = number(json, "lower_ms");
  report.compile_ms = number(json, "compile_ms");
  report.verdict_ms = number(json, "verdict_ms");
  report.wall_s = number(json, "wall_s");
}

void get_device(const Json& json, GraphReport& report) {
  report.device.name = text(json, "name");
  report.device.sm = json.value("sm", 0);
  report.device.driver = text(json, "driver");
  report.throttled = text(json, "throttled");
  report.device.copy_gbps = number(json, "copy_gbps");
  report.device.matmul_tflops = number(json, "matmul_tflops");
  report.device.memory_bytes = integer(json, "memory_bytes");
  if (json.contains("clocks")) report.sm_clock_mhz = integer(json["clocks"], "sm_mhz");
}

void get_results(const Json& json, GraphReport& report) {
  report.seed = json.value("seed", std::uint64_t{0});
  for (const Json& input : list(json, "inputs")) {
    report.inputs.push_back({text(input, "name"), text(input, "from")});
    if (report.inputs.back().from == "random") report.random_inputs.push_back(report.inputs.back().name);
  }
  get_device(json.at("device"), report);
  report.engine = text(json.at("engine"), "device");
  report.kernels = text(json.at("engine"), "kernels");
  report.clock = text(json["engine"], "clock");
  get_total(json.at("total"), report);
  for (const Json& op : list(json, "ops")) report.ops.push_back(to_op(op));
  if (json.contains("changes"))
    for (const auto& [name, change] : json["changes"].items())
      report.changes.push_back({name, to_estimate(change)});
  report.without_baseline = json.value("without_baseline", std::size_t{0});
  if (json.contains("repeat")) {
    const Json& repeat = json["repeat"];
    report.repeat =
        RepeatReport{integer(repeat, "runs"), repeat.value("equal", true), text(repeat, "op"),
                     text(repeat, "buffer"),  text(repeat, "output"),      integer(repeat, "differing")};
  }
  if (json.contains("original")) report.original = to_original(json["original"]);
  report.against = text(json, "against");
  for (const Json& c : list(json, "compare")) report.comparisons.push_back(to_comparison(c));
  report.reproduce = text(json, "reproduce");
}

GraphReport to_graph(const Json& json) {
  GraphReport report;
  report.dump = json.at("dump");
  report.status = json.at("status");
  report.exit_code = json.at("exit_code");
  report.name = text(json, "name");
  report.hash = text(json, "hash");
  report.torch = text(json, "torch");
  report.started = text(json, "started");
  if (json.contains("error")) {
    const Json& error = json["error"];
    report.error = error.value("text", text(error, "message") + "\n");
    report.fault = {text(error, "kind"),    text(error, "file"),   text(error, "message"),
                    integer(error, "line"), integer(error, "col"), text(error, "hint")};
  } else {
    get_results(json, report);
  }
  for (const Json& warning : list(json, "warnings"))
    report.warn(text(warning, "code"), text(warning, "text"));
  return report;
}

}  // namespace

RunRecord read_record(std::string_view content, const std::string& file) try {
  const Json json = Json::parse(content);
  if (!json.is_object() || text(json, "schema") != "ireplay.run/2")
    throw Error(Error::Kind::usage,
                "'" + file +
                    "' is no record of a run: its \"schema\" is not \"ireplay.run/2\"; give "
                    "a file that --json wrote");
  RunRecord record;
  const int signal = json.value("interrupted", false) ? std::max(1, json.value("exit_code", 0) - 128) : 0;
  record.header = {text(json.at("version"), "release"),
                   text(json, "command"),
                   text(json, "started"),
                   text(json, "host"),
                   signal,
                   text(json["version"], "commit"),
                   text(json["version"], "toolkit")};
  for (const Json& run : json.at("runs")) record.graphs.push_back(to_graph(run));
  return record;
} catch (const Json::exception& error) {
  throw Error(Error::Kind::usage, "'" + file + "' is no record of a run: " + error.what());
}

}  // namespace ireplay
