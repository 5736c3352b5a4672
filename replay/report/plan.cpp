#include "replay/report/plan.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "replay/report/originals_json.hpp"
#include "replay/report/step_buffers.hpp"
#include "replay/report/style.hpp"
#include "replay/report/text_table.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;

const PlanBuffer& buffer_at(const Plan& plan, std::int32_t buffer) {
  return plan.buffers[static_cast<std::size_t>(buffer)];
}

Json names_of(const Plan& plan, const std::vector<std::int32_t>& buffers) {
  Json json = Json::array();
  for (const std::int32_t buffer : buffers) json.push_back(buffer_at(plan, buffer).name);
  return json;
}

std::string in_quotes(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += (c == '"' || c == '\\') ? std::string("\\") + c : std::string(1, c);
  return out + "\"";
}

}  // namespace

std::string to_overview(const Plan& plan, std::size_t width) {
  constexpr std::size_t kOpWidth = 24, kKindWidth = 9, kGaps = 6;
  const std::size_t rest = std::max<std::size_t>(width, 80) - kOpWidth - kKindWidth - kGaps;
  TextTable table;
  table.column("op").column("kind").column("writes").column("reads");
  for (const Step& step : plan.steps) {
    const StepBuffers buffers(step);
    std::string writes, reads = step.call.function;
    for (const std::int32_t buffer : buffers.writes)
      writes += (writes.empty() ? "" : ", ") + buffer_at(plan, buffer).name + ' ' +
                to_text(buffer_at(plan, buffer).dtype, buffer_at(plan, buffer).size);
    for (const std::int32_t buffer : buffers.reads)
      reads += (reads.empty() ? "" : " ") + buffer_at(plan, buffer).name;
    table.row({shortened(step.name, kOpWidth), step.op_kind, shortened(writes, rest / 2),
               shortened(reads, rest - rest / 2)});
  }
  std::string text = table.print("");
  text += "returns";
  for (const PlanOutput& output : plan.outputs)
    text += ' ' + output.key + (output.name == output.key ? "" : "=" + output.name);
  text += "\n";
  for (const std::string& warning : plan.warnings) text += "warning: " + warning + "\n";
  return text;
}

std::string to_json(const Plan& plan, const std::vector<OriginalUse>& originals) {
  Json json = {{"schema", "ireplay.plan/1"}, {"inputs", Json::array()}, {"outputs", Json::array()},
               {"buffers", Json::array()},   {"ops", Json::array()},    {"arena_bytes", plan.arena_bytes},
               {"warnings", plan.warnings}};
  for (const PlanInput& input : plan.inputs) {
    Json row = {{"name", input.name}};
    if (input.index_bound > 0) row["index_bound"] = input.index_bound;
    if (input.pinned) row["pinned"] = true;
    json["inputs"].push_back(std::move(row));
  }
  for (const PlanOutput& output : plan.outputs) {
    Json row = {{"key", output.key}};
    if (output.view.buffer != kNone)
      row.update({{"buffer", output.name},
                  {"dtype", info(output.view.dtype).name},
                  {"size", output.view.size},
                  {"stride", output.view.stride},
                  {"offset", output.view.offset}});
    json["outputs"].push_back(std::move(row));
  }
  for (const PlanBuffer& buffer : plan.buffers) {
    Json row = {{"name", buffer.name},
                {"dtype", info(buffer.dtype).name},
                {"size", buffer.size},
                {"stride", buffer.stride},
                {"offset", buffer.offset}};
    if (buffer.storage != kNone)
      row["storage"] = plan.storages[static_cast<std::size_t>(buffer.storage)].name;
    json["buffers"].push_back(std::move(row));
  }
  for (const Step& step : plan.steps) {
    const StepBuffers buffers(step);
    Json row = {{"name", step.name}, {"nodes", step.nodes}, {"kind", step.op_kind}};
    if (!step.call.function.empty()) row["function"] = step.call.function;
    row["reads"] = names_of(plan, buffers.reads);
    row["writes"] = names_of(plan, buffers.writes);
    row["bytes"] = step.bytes;
    row["flops"] = step.flops;
    if (Json launches = originals_to_json(originals, step.name); !launches.empty())
      row["original"] = std::move(launches);
    json["ops"].push_back(std::move(row));
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string to_dot(const Plan& plan) {
  std::string text = "digraph plan {\n  node [shape=box, fontname=\"monospace\"];\n";
  std::vector<std::string> writer(plan.storages.size());
  const auto writer_of = [&](std::int32_t buffer) -> std::string& {
    return writer[static_cast<std::size_t>(buffer_at(plan, buffer).storage)];
  };
  for (const PlanInput& input : plan.inputs) {
    text += "  " + in_quotes(input.name) + " [shape=ellipse];\n";
    writer_of(input.buffer) = input.name;
  }
  const auto edge = [&](std::int32_t buffer, const std::string& to) {
    if (buffer_at(plan, buffer).storage == kNone || writer_of(buffer).empty()) return;
    const PlanBuffer& from = buffer_at(plan, buffer);
    text += "  " + in_quotes(writer_of(buffer)) + " -> " + in_quotes(to) +
            " [label=" + in_quotes(from.name + " " + to_text(from.dtype, from.size)) + "];\n";
  };
  for (const Step& step : plan.steps) {
    text += "  " + in_quotes(step.name) + " [label=" +
            in_quotes(step.name + "  " + (step.call.function.empty() ? step.op_kind : step.call.function)) +
            "];\n";
    const StepBuffers buffers(step);
    for (const std::int32_t buffer : buffers.reads) edge(buffer, step.name);
    for (const std::int32_t buffer : buffers.writes)
      if (buffer_at(plan, buffer).storage != kNone) writer_of(buffer) = step.name;
  }
  for (const PlanOutput& output : plan.outputs) {
    if (output.view.buffer == kNone) continue;
    text += "  " + in_quotes("return " + output.key) + " [shape=ellipse];\n";
    edge(output.view.buffer, "return " + output.key);
  }
  return text + "}\n";
}

std::string to_dot(const Dump& dump) {
  std::string text = "digraph plan {\n  node [shape=box, fontname=\"monospace\"];\n";
  std::map<std::string_view, std::string_view> writers;
  for (const std::uint32_t top : dump.top) {
    const Node& node = dump.nodes[top];
    text += "  " + in_quotes(std::string(node.name)) + ";\n";
    for (const Dep& dep : slice(dump.deps, node.unmet))
      if (const auto writer = writers.find(dep.name); writer != writers.end())
        text += "  " + in_quotes(std::string(writer->second)) + " -> " + in_quotes(std::string(node.name)) +
                " [label=" + in_quotes(std::string(dep.name)) + "];\n";
    for (const Dep& dep : slice(dump.deps, node.writes)) writers[dep.name] = node.name;
  }
  return text + "}\n";
}

std::string to_json(const Dump& dump, const std::string& why_not) {
  Json json = {{"schema", "ireplay.plan/1"}, {"unsupported", why_not}, {"nodes", Json::array()}};
  for (const std::uint32_t top : dump.top) {
    const Node& node = dump.nodes[top];
    Json row = {{"name", node.name}, {"class", node.scheduler_class}};
    if (!node.kernel.empty()) row["kernel"] = node.kernel;
    for (const auto& [key, deps] : {std::pair("reads", node.met), std::pair("waits_for", node.unmet),
                                    std::pair("writes", node.writes)}) {
      row[key] = Json::array();
      for (const Dep& dep : slice(dump.deps, deps)) row[key].push_back(dep.name);
    }
    json["nodes"].push_back(std::move(row));
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

const Step* find_step(const Plan& plan, std::string_view node) {
  const auto found = std::find_if(plan.steps.begin(), plan.steps.end(), [&](const Step& step) {
    return step.name == node || std::find(step.nodes.begin(), step.nodes.end(), node) != step.nodes.end();
  });
  return found == plan.steps.end() ? nullptr : &*found;
}

}  // namespace ireplay
