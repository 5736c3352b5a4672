#include "app/given_names.hpp"

#include <algorithm>

#include "app/options.hpp"
#include "parser/words.hpp"
#include "replay/case/named_things.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

/// The text of a graph and of its wrapper.
std::vector<std::string_view> texts_of(const CaseTexts& texts) {
  std::vector<std::string_view> all;
  for (const auto& source : {texts.ir, texts.pre, texts.wrapper})
    if (source) all.push_back(source->text());
  return all;
}

}  // namespace

GivenNames::GivenNames(const Options& options) {
  for (const auto& [name, value] : options.symbols) in_texts_.push_back({"--sym", name});
  for (const auto& [name, layout] : options.layouts) in_texts_.push_back({"--layout", name});
  for (const auto& [name, fill] : options.fills) in_plans_.push_back({"--input", name});
  const auto add_keys = [&](const char* option, const std::string& file) {
    if (file.empty()) return;
    for (const auto& [key, tensor] : read_tensors(file)) in_plans_.push_back({option, key});
  };
  add_keys("--inputs", options.inputs);
  add_keys("--pinned", options.pinned);
}

void GivenNames::refuse(const Name& name, const std::vector<std::string>& known) const {
  const bool symbol = name.option == "--sym";
  throw Error(Error::Kind::usage, name.option + ": the graph has no " + (symbol ? "symbol" : "input") + " '" +
                                      name.name + "'; it has " + list_names(known));
}

void GivenNames::look_in(const CaseTexts& texts, bool several) {
  const std::vector<std::string_view> all = texts_of(texts);
  for (Name& name : in_texts_) {
    for (const std::string_view text : all) name.seen = name.seen || has_word(text, name.name);
    if (name.seen || several || all.empty()) continue;
    const bool symbol = name.option == "--sym";
    const std::vector<std::string> known = symbol ? symbols_in(all.front()) : laid_out_names(all.front());
    if (symbol || !known.empty()) refuse(name, known);
  }
}

void GivenNames::look_in(const Plan& plan, bool several) {
  const std::vector<std::string> known = input_names(plan);
  for (Name& name : in_plans_) {
    name.seen = name.seen || std::find(known.begin(), known.end(), name.name) != known.end();
    if (!name.seen && !several) refuse(name, known);
  }
}

std::optional<Error> GivenNames::unknown_everywhere() const {
  std::vector<std::string> unknown;
  for (const auto* names : {&in_texts_, &in_plans_})
    for (const Name& name : *names)
      if (!name.seen) unknown.push_back(name.option + " " + name.name);
  if (unknown.empty()) return std::nullopt;
  return Error(Error::Kind::usage, "no graph has " + list_names(unknown));
}

TensorMap read_own(const std::filesystem::path& file) try {
  return read_tensors(file);
} catch (const Error& error) {
  if (error.kind() == Error::Kind::usage) throw Error(Error::Kind::dump, error.what());
  throw;
}

GivenTensors read_given(const CaseFiles& files, const Options& options) {
  GivenTensors given;
  const auto read = [](const std::string& asked, const std::filesystem::path& own) {
    if (!asked.empty()) return read_tensors(asked);
    return own.empty() ? TensorMap() : read_own(own);
  };
  given.own_inputs = options.inputs.empty() && !files.inputs.empty();
  given.tensors = read(options.inputs, files.inputs);
  TensorMap pinned = read(options.pinned, files.pinned);
  if (options.pinned.empty())
    for (const auto& [name, tensor] : pinned)
      if (!given.tensors.contains(name)) given.own_pinned.insert(name);
  given.tensors.merge(pinned);
  return given;
}

void refuse_other_inputs(const Plan& plan, const GivenTensors& given, const CaseFiles& files,
                         const Options& options) {
  if (options.text_only) return;
  const auto fail = [](const std::filesystem::path& file, const std::string& sentence) {
    throw Error(Error::Kind::dump, "'" + file.string() + "' " + sentence);
  };
  for (const PlanInput& input : plan.inputs) {
    if (!given.own_pinned.contains(input.name) || options.fills.contains(input.name)) continue;
    const HostTensor& tensor = given.tensors.find(input.name)->second;
    const PlanBuffer& buffer = buffer_of(plan, input.buffer);
    if (tensor.dtype != buffer.dtype || tensor.size != buffer.size)
      fail(files.pinned, "has '" + input.name + "' as " + to_text(tensor.dtype, tensor.size) +
                             ", but the graph takes " + to_text(buffer.dtype, buffer.size));
  }
  if (!given.own_inputs) return;
  const std::vector<std::string> unknown = keys_without_input(plan, given.tensors);
  if (!unknown.empty())
    fail(given.own_pinned.contains(unknown[0]) ? files.pinned : files.inputs,
         "has " + list_names(unknown) + ", which the graph does not take; it takes " +
             list_names(input_names(plan)));
  std::vector<std::string> missing;
  const auto is_argument = [&](const PlanInput& input) {
    const PlanBuffer& buffer = plan.buffers[static_cast<std::size_t>(input.buffer)];
    return plan.storages[static_cast<std::size_t>(buffer.storage)].kind == Storage::Kind::input;
  };
  for (const PlanInput& input : plan.inputs)
    if (is_argument(input) && !given.tensors.contains(input.name) && !options.fills.contains(input.name))
      missing.push_back(input.name);
  if (!missing.empty()) fail(files.inputs, "has no tensor for " + list_names(missing));
}

}  // namespace ireplay
