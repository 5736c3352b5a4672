#include "replay/passes/program_hash.hpp"

#include <cstdint>
#include <cstdio>
#include <map>

namespace ireplay {
namespace {

std::string hash_of(const std::string& text) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a, the published offset and prime
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  char digits[24];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
  return digits;
}

/// Numbers buffers in order of appearance.
class Numbering {
 public:
  std::int32_t of(std::int32_t buffer) {
    if (buffer == kNone) return kNone;
    return numbers_.try_emplace(buffer, static_cast<std::int32_t>(numbers_.size())).first->second;
  }
  std::size_t size() const { return numbers_.size(); }

 private:
  std::map<std::int32_t, std::int32_t> numbers_;
};

std::string text_of(const CombineProgram& combine) {
  std::string text;
  for (const Instruction& at : combine.instructions) {
    text += "\n" + std::string(to_text(at.opcode)) + " " + std::to_string(at.kind) + " " +
            std::to_string(at.immediate.i);
    for (const ValueId operand : at.operands) text += " " + std::to_string(operand);
  }
  for (const ValueId result : combine.results) text += " " + std::to_string(result);
  return text;
}

std::string text_of(const LoopProgram& program, Numbering& numbering) {
  std::vector<std::string> names;
  names.reserve(program.buffers.size());
  for (const BufferUse& use : program.buffers)
    names.push_back("b" + std::to_string(numbering.of(use.buffer)));
  std::string text = to_text(program, names).substr(program.node.size());
  for (const CombineProgram& combine : program.combines) text += text_of(combine);
  return text;
}

void number(ExternValue& value, Numbering& numbering) {
  if (auto* view = std::get_if<TensorView>(&value.value)) view->buffer = numbering.of(view->buffer);
  if (auto* list = std::get_if<ExternList>(&value.value))
    for (ExternValue& member : *list) number(member, numbering);
}

std::string text_of(const ExternCall& call, Numbering& numbering) {
  Step step;
  step.kind = Step::Kind::extern_call;
  step.call = call;
  for (ExternArgument& argument : step.call.arguments) number(argument.value, numbering);
  for (std::int32_t& result : step.call.results) result = numbering.of(result);
  Plan named;
  for (std::size_t b = 0; b < numbering.size(); ++b)
    named.buffers.push_back({.name = "b" + std::to_string(b)});
  return to_text(step, named);
}

}  // namespace

std::string program_hash(const Step& step) {
  Numbering numbering;
  std::string text = step.op_kind;
  for (const LoopProgram& program : step.programs) text += text_of(program, numbering);
  if (step.kind == Step::Kind::extern_call) text += text_of(step.call, numbering);
  return hash_of(text);
}

std::string joined_hash(const std::vector<std::string>& hashes) {
  std::string text;
  for (const std::string& hash : hashes) text += hash;
  return hash_of(text);
}

}  // namespace ireplay
