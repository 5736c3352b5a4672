#include "replay/report/node.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parser/node_text.hpp"
#include "parser/source.hpp"
#include "replay/case/named_things.hpp"
#include "replay/externs/program_text.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/passes/excerpt.hpp"
#include "replay/passes/program_hash.hpp"
#include "replay/report/numbers.hpp"
#include "replay/report/origin_text.hpp"
#include "replay/report/originals_json.hpp"
#include "replay/report/plan.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (std::ranges::find(list, item) == list.end()) list.push_back(item);
}

std::int64_t bytes_of(const PlanBuffer& buffer) {
  return numel(buffer.size) * static_cast<std::int64_t>(bytes_of(buffer.dtype));
}

/// Who writes and reads memory, by unit, in order.
struct Uses {
  std::vector<std::string> writers, readers, outputs;

  Uses(const Plan& plan, std::int32_t storage) {
    const auto touches = [&](const std::vector<std::int32_t>& buffers) {
      return std::ranges::any_of(buffers,
                                 [&](std::int32_t b) { return buffer_of(plan, b).storage == storage; });
    };
    for (const Unit& unit : units_of(plan, true)) {
      if (touches(written_by(plan, unit))) add_once(writers, name_of(plan, unit));
      if (touches(read_by(plan, unit))) add_once(readers, name_of(plan, unit));
    }
    for (const PlanOutput& output : plan.outputs)
      if (output.view.buffer != kNone && buffer_of(plan, output.view.buffer).storage == storage)
        outputs.push_back(output.key);
  }
};

std::vector<Unit> units_named(const Plan& plan, const std::string& op) {
  std::vector<Unit> units;
  for (const Unit& unit : units_of(plan, true))
    if (plan.steps[unit.step].name == op || name_of(plan, unit) == op) units.push_back(unit);
  return units;
}

std::string layout_of(const PlanBuffer& buffer) {
  std::string text = to_text(buffer.dtype, buffer.size);
  if (buffer.stride != dense_strides(buffer.size)) {
    text += ":";
    for (std::size_t d = 0; d < buffer.stride.size(); ++d)
      text += (d == 0 ? "" : ",") + std::to_string(buffer.stride[d]);
  }
  return text + (buffer.offset == 0 ? "" : "+" + std::to_string(buffer.offset));
}

/// Buffers that units read from outside and those that they write.
void collect(const Plan& plan, const std::vector<Unit>& units, std::vector<std::int32_t>& reads,
             std::vector<std::int32_t>& writes) {
  const auto has = [](const std::vector<std::int32_t>& list, std::int32_t b) {
    return std::ranges::find(list, b) != list.end();
  };
  for (const Unit& unit : units) {
    for (const std::int32_t buffer : read_by(plan, unit))
      if (!has(writes, buffer) && !has(reads, buffer)) reads.push_back(buffer);
    for (const std::int32_t buffer : written_by(plan, unit))
      if (!has(writes, buffer)) writes.push_back(buffer);
  }
}

std::string to_flow(const Plan& plan, const std::vector<Unit>& units) {
  std::vector<std::int32_t> reads, writes;
  collect(plan, units, reads, writes);
  std::string text;
  for (const auto& [word, buffers] : {std::pair("reads  ", &reads), std::pair("writes ", &writes)})
    for (const std::int32_t number : *buffers) {
      const PlanBuffer& buffer = buffer_of(plan, number);
      const Uses uses(plan, buffer.storage);
      text += word + buffer.name + " " + layout_of(buffer) + ", " +
              print_bytes(static_cast<double>(bytes_of(buffer)));
      if (buffers == &reads)
        text += uses.writers.empty() ? ", an input" : ", written by " + list_names(uses.writers);
      else if (!uses.readers.empty())
        text += ", read by " + list_names(uses.readers);
      if (buffers == &writes && !uses.outputs.empty()) text += ", returned as " + join(uses.outputs);
      text += "\n";
    }
  return text;
}

/// The step, or of a fused one the programs of the named node alone.
Step step_of(const std::string& op, const Step& whole) {
  Step step = whole;
  if (step.name == op || step.programs.empty()) return step;
  std::erase_if(step.programs, [&](const LoopProgram& program) { return program.node != op; });
  step.joined.clear();
  step.name = op;
  return step.programs.empty() ? whole : step;
}

const Step& find(const Plan& plan, const std::string& op) {
  if (const Step* step = find_step(plan, op)) return *step;
  std::vector<std::string> names;
  for (const Step& step : plan.steps) names.push_back(step.name);
  throw Error(Error::Kind::usage,
              "the graph has no node or buffer '" + op + "'; its nodes are " + list_names(names));
}

const PlanBuffer& find_buffer(const Plan& plan, std::string_view name) {
  return *std::ranges::find(plan.buffers, name, &PlanBuffer::name);
}

Json to_json(const Plan& plan, const PlanBuffer& buffer) {
  const Uses uses(plan, buffer.storage);
  Json json = {{"name", buffer.name},     {"dtype", info(buffer.dtype).name}, {"size", buffer.size},
               {"stride", buffer.stride}, {"offset", buffer.offset},          {"bytes", bytes_of(buffer)}};
  if (buffer.storage != kNone) json["storage"] = plan.storages[static_cast<std::size_t>(buffer.storage)].name;
  json.update({{"written_by", uses.writers}, {"read_by", uses.readers}, {"returned_as", uses.outputs}});
  return json;
}

std::string print(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string describe_origin(const Origin& origin) {
  std::string text;
  if (!origin.file.empty())
    text += origin.file + ":" + std::to_string(origin.first_line) + "-" + std::to_string(origin.last_line) +
            "\n" + indented(without_listing(origin.text), 2);
  return text + to_provenance(origin, 0);
}

namespace {

/// The step, and of a library call what runs it.
std::string program_text(const Step& step, const Plan& plan) {
  const std::string text = to_text(step, plan), parts = describe_parts(step, plan);
  return parts.empty() ? text : text + "  as\n" + indented(parts, 4);
}

}  // namespace

std::string describe_op(const Plan& plan, const std::string& op, const Origin& origin) {
  const Step& whole = find(plan, op);
  const Step step = step_of(op, whole);
  std::string text = program_text(step, plan);
  if (step.name != whole.name) text += "a node of " + whole.name + "\n";
  text += "hash " + to_hex(hash_of(step, plan)) + "\n";
  return text + to_flow(plan, units_named(plan, op)) + describe_origin(origin);
}

std::string op_to_json(const Plan& plan, const std::string& op, const Origin& origin,
                       const std::vector<OriginalUse>& originals) {
  const Step& whole = find(plan, op);
  const Step step = step_of(op, whole);
  std::vector<std::int32_t> reads, writes;
  collect(plan, units_named(plan, op), reads, writes);
  Json json = {{"schema", "ireplay.op/1"}, {"name", step.name},
               {"node_of", whole.name},    {"kind", whole.op_kind},
               {"nodes", step.nodes},      {"bytes", whole.bytes},
               {"flops", whole.flops},     {"hash", to_hex(hash_of(step, plan))},
               {"reads", Json::array()},   {"writes", Json::array()}};
  if (!step.call.function.empty()) json["function"] = step.call.function;
  for (const std::int32_t buffer : reads) json["reads"].push_back(to_json(plan, buffer_of(plan, buffer)));
  for (const std::int32_t buffer : writes) json["writes"].push_back(to_json(plan, buffer_of(plan, buffer)));
  json["program"] = program_text(step, plan);
  json["origin"] = to_json(origin);
  if (Json launches = originals_to_json(originals, whole.name); !launches.empty())
    json["original"] = std::move(launches);
  return print(json);
}

bool has_buffer(const Plan& plan, std::string_view name) {
  return std::ranges::find(plan.buffers, name, &PlanBuffer::name) != plan.buffers.end();
}

std::string writer_of(const Plan& plan, std::string_view buffer) {
  for (const Unit& unit : units_of(plan, true))
    for (const std::int32_t written : written_by(plan, unit))
      if (buffer_of(plan, written).name == buffer) return name_of(plan, unit);
  return {};
}

std::string describe_buffer(const Plan& plan, const std::string& name, const Origin& origin) {
  const PlanBuffer& buffer = find_buffer(plan, name);
  std::string text =
      name + " " + layout_of(buffer) + ", " + print_bytes(static_cast<double>(bytes_of(buffer))) + "\n";
  if (buffer.storage != kNone) {
    const Storage& storage = plan.storages[static_cast<std::size_t>(buffer.storage)];
    constexpr const char* kKinds[] = {"an input", "a constant", "the graph's own"};
    std::vector<std::string> others;
    for (const PlanBuffer& other : plan.buffers)
      if (other.storage == buffer.storage && other.name != name) others.push_back(other.name);
    text += "memory of " + storage.name + ", " + kKinds[static_cast<std::size_t>(storage.kind)] + ", " +
            print_bytes(static_cast<double>(storage.bytes));
    if (!others.empty()) text += ", shared with " + list_names(others);
    text += "\n";
    const Uses uses(plan, buffer.storage);
    const std::string writer = writer_of(plan, name);
    std::vector<std::string> other_writers = uses.writers;
    std::erase(other_writers, writer);
    if (!writer.empty()) text += "written by '" + writer + "'\n";
    if (!other_writers.empty()) text += "its memory is written by " + list_names(other_writers) + "\n";
    text += uses.readers.empty() ? "" : "read by " + list_names(uses.readers) + "\n";
    text += uses.outputs.empty() ? "" : "returned as " + join(uses.outputs) + "\n";
  }
  for (const PlanInput& input : plan.inputs)
    if (input.name == name && input.index_bound > 0)
      text += "an index below " + std::to_string(input.index_bound) + "\n";
  return text + describe_origin(origin);
}

std::string buffer_to_json(const Plan& plan, const std::string& name, const Origin& origin) {
  Json json = {{"schema", "ireplay.buffer/1"}};
  json.update(to_json(plan, find_buffer(plan, name)));
  json["origin"] = to_json(origin);
  return print(json);
}

}  // namespace ireplay
