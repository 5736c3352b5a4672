#include <algorithm>
#include <nlohmann/json.hpp>

#include "replay/case/cut.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

Json layout_of(const std::string& name, const PlanBuffer& buffer) {
  return {{"name", name},
          {"dtype", "torch." + std::string(info(buffer.dtype).torch_name)},
          {"size", buffer.size},
          {"stride", buffer.stride}};
}

/// What the whole graph's case says of where it ran.
Json machine_of(const fs::path& facts) {
  Json json = Json::object();
  if (facts.empty()) return json;
  const Json whole = Json::parse(read_file(facts), nullptr, false);
  for (const char* key : {"torch", "gpu", "flags", "reference_rounding"})
    if (whole.is_object() && whole.contains(key)) json[key] = whole[key];
  return json;
}

const HostTensor& find(const TensorMap& tensors, const std::string& name) {
  const auto found = tensors.find(name);
  if (found == tensors.end())
    throw Error(Error::Kind::usage, "there are no values of '" + name + "' to write a case with");
  return found->second;
}

}  // namespace

void write_case(const fs::path& folder, const CutGraph& graph, const Plan& plan, const TensorMap& before,
                const TensorMap& after, const fs::path& facts, const std::string& readable) {
  const auto buffer = [&](const std::string& name) -> const PlanBuffer& {
    return *std::ranges::find(plan.buffers, name, &PlanBuffer::name);
  };
  Json json = machine_of(facts);
  json["inputs"] = Json::array();
  json["outputs"] = Json::array();
  for (const auto& [symbol, value] : graph.symbols)
    json["inputs"].push_back({{"name", symbol}, {"value", value}});
  TensorMap inputs, outputs;
  for (const std::string& name : graph.inputs) {
    json["inputs"].push_back(layout_of(name, buffer(name)));
    inputs[name] = find(before, name);
  }
  for (std::size_t k = 0; k < graph.returns.size(); ++k) {
    const std::string& name = graph.returns[k];
    const std::string key = graph.wrapper.empty() ? name : "output" + std::to_string(k);
    json["outputs"].push_back(layout_of(key, buffer(name)));
    outputs[key] = find(after, name);
  }
  for (const std::string& name : graph.changed)
    if (after.contains(name)) outputs["mutated." + name] = find(after, name);
  json["returns"] = graph.returns;
  json["mutated"] = graph.changed;
  json["has_tensors"] = true;

  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw Error(Error::Kind::usage, "cannot make the folder '" + folder.string() + "': " + error.message());
  for (const auto& [name, text] :
       {std::pair("ir_post_fusion.txt", &graph.text), std::pair("ir_pre_fusion.txt", &graph.pre),
        std::pair("output_code.py", &graph.wrapper), std::pair("fx_graph_readable.py", &readable)}) {
    if (text->empty())
      fs::remove(folder / name, error);  // of another case that lay here
    else
      write_file(folder / name, *text);
  }
  write_safetensors(folder / "inputs.safetensors", inputs);
  write_safetensors(folder / "outputs.safetensors", outputs);
  write_file(folder / "case.json", json.dump(1) + "\n");
}

}  // namespace ireplay
