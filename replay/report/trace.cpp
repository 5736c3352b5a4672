#include "replay/report/trace.hpp"

#include <nlohmann/json.hpp>

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;

Json to_arguments(const OpReport& op, double us) {
  Json arguments = {{"kind", op.kind}, {"bytes", op.bytes}, {"flops", op.flops}};
  if (!op.kernel.empty()) arguments["kernel"] = op.kernel;
  if (!op.algorithm.empty()) arguments["algorithm"] = op.algorithm;
  if (!op.schedule.empty()) arguments["schedule"] = op.schedule;
  if (us > 0 && op.bytes > 0) arguments["GB/s"] = static_cast<double>(op.bytes) / us * 1e-3;
  if (us > 0 && op.flops > 0) arguments["TFLOP/s"] = static_cast<double>(op.flops) / us * 1e-6;
  if (!op.bound.empty()) arguments["bound"] = op.bound;
  if (op.of_limit > 0) arguments["of limit"] = op.of_limit;
  if (!op.hash.empty()) arguments["hash"] = op.hash;
  for (const auto& [key, tensors] : {std::pair("reads", &op.reads), std::pair("writes", &op.writes)})
    if (!tensors->empty()) {
      arguments[key] = Json::array();
      for (const TensorReport& tensor : *tensors) arguments[key].push_back(tensor.name + " " + tensor.layout);
    }
  return arguments;
}

}  // namespace

std::string to_trace(const std::vector<GraphReport>& reports) {
  Json events = Json::array();
  for (std::size_t graph = 0; graph < reports.size(); ++graph) {
    const GraphReport& report = reports[graph];
    const std::size_t process = graph + 1;
    events.push_back({{"ph", "M"},
                      {"pid", process},
                      {"tid", 1},
                      {"name", "process_name"},
                      {"args", {{"name", report.dump}}}});
    events.push_back({{"ph", "M"},
                      {"pid", process},
                      {"tid", 1},
                      {"name", "thread_name"},
                      {"args", {{"name", report.device.name}}}});
    double at = 0;
    for (const OpReport& op : report.ops) {
      const Timing& us = op.us.samples > 0 ? op.us : op.cold_us;
      if (us.samples == 0) continue;
      events.push_back({{"ph", "X"},
                        {"pid", process},
                        {"tid", 1},
                        {"name", op.name},
                        {"cat", op.kind},
                        {"ts", at},
                        {"dur", us.median},
                        {"args", to_arguments(op, us.median)}});
      at += us.median;
    }
  }
  const Json trace = {{"displayTimeUnit", "ns"}, {"traceEvents", std::move(events)}};
  return trace.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ireplay
