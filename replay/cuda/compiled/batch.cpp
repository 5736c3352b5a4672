#include "replay/cuda/compiled/batch.hpp"

#include <algorithm>
#include <cstring>

#include "replay/cuda/compiled/emit.hpp"
#include "replay/cuda/compiled/emit_body.hpp"
#include "replay/cuda/compiled/kernel_program.hpp"

namespace ireplay {
namespace {

constexpr int kThreads = 256;
constexpr std::size_t kMostArgumentBytes = 4000;  // a kernel takes 4 KiB everywhere
constexpr std::size_t kMostKinds = 24;  // different programs of one text, which takes time to compile

/// What the kernel's argument begins with: `Batch` of the text below, whose arrays are as long as needed.
std::size_t argument_bytes(std::size_t programs, std::size_t buffers) {
  const std::size_t bytes = sizeof(void*) * (1 + buffers) + sizeof(std::int32_t) * (4 * programs + 1);
  return (bytes + sizeof(void*) - 1) / sizeof(void*) * sizeof(void*);
}

/// Programs of one launch while they are gathered.
class Batch {
 public:
  /// Whether the program still fits.
  bool takes(const BatchMember& member) const {
    return kinds_.size() < kMostKinds &&
           argument_bytes(first_buffer_.size() + 1, buffers_.size() + member.addresses.size()) <=
               kMostArgumentBytes;
  }
  bool empty() const { return kind_.empty(); }

  void add(const BatchMember& member) {
    const EmittedKernel kernel =
        emit(member.program, member.memory, member.schedule, "part").value().kernels[0];
    const auto known = std::ranges::find(kinds_, kernel.text);
    kind_.push_back(static_cast<std::int32_t>(known - kinds_.begin()));
    if (known == kinds_.end()) {
      kinds_.push_back(kernel.text);
      calls_.push_back(call(member.program, member.memory));
      const std::string schedule = short_text(member.schedule);
      if (schedules_.find(schedule) == schedules_.npos)
        schedules_ += (schedules_.empty() ? "" : " + ") + schedule;
    }
    first_buffer_.push_back(static_cast<std::int32_t>(buffers_.size()));
    number_.push_back(member.number);
    buffers_.insert(buffers_.end(), member.addresses.begin(), member.addresses.end());
    first_block_.push_back(first_block_.back() + static_cast<std::int32_t>(kernel.blocks));
  }

  EmittedBatch take(void* fault) const {
    EmittedBatch batch;
    batch.text = text();
    batch.argument.resize(argument_bytes(kind_.size(), buffers_.size()));
    std::byte* at = batch.argument.data();
    const auto append = [&](const void* from, std::size_t bytes) {
      std::memcpy(at, from, bytes);
      at += bytes;
    };
    append(&fault, sizeof fault);
    append(buffers_.data(), buffers_.size() * sizeof buffers_[0]);
    for (const auto* numbers : {&first_block_, &first_buffer_, &kind_, &number_})
      append(numbers->data(), numbers->size() * sizeof numbers->at(0));
    batch.blocks = first_block_.back();
    batch.threads = kThreads;
    batch.programs = kind_.size();
    batch.schedules = schedules_;
    return batch;
  }

 private:
  /// What follows the block in the call of a program's part.
  static std::string call(const LoopProgram& program, const ProgramMemory& memory) {
    std::string text;
    for (std::size_t k = 0; k < program.buffers.size(); ++k)
      text += "(" + parameter_type(program, memory, k) + ")batch.buffers[first + " +
              number(static_cast<std::int64_t>(k)) + "], ";
    return text + "batch.fault, batch.program[at], nullptr";
  }

  std::string text() const {
    const auto programs = static_cast<std::int64_t>(kind_.size());
    Lines lines;
    lines.open("struct Batch");
    lines.add("Fault* fault;");
    lines.add("unsigned char* buffers[" + number(static_cast<std::int64_t>(buffers_.size())) + "];");
    lines.add("int first_block[" + number(programs + 1) + "], first_buffer[" + number(programs) + "], kind[" +
              number(programs) + "], program[" + number(programs) + "];");
    lines.close();
    lines.add(";");
    for (std::size_t k = 0; k < kinds_.size(); ++k) {
      lines.open("namespace kind" + number(static_cast<std::int64_t>(k)));
      lines.add(kinds_[k]);
      lines.close();
    }
    lines.open(kernel_head(kThreads) + "const __grid_constant__ Batch batch)");
    lines.add("int at = 0;  // the last program whose blocks begin no later");
    lines.open("for (int end = " + number(programs) + "; end - at > 1;)");
    lines.add("const int middle = (at + end) / 2;");
    lines.add("if (batch.first_block[middle] <= (int)blockIdx.x) at = middle; else end = middle;");
    lines.close();
    lines.add("const int first = batch.first_buffer[at];");
    lines.add("const dim3 block{blockIdx.x - (unsigned)batch.first_block[at], 0, 0};");
    lines.open("switch (batch.kind[at])");
    for (std::size_t k = 0; k < calls_.size(); ++k)
      lines.add("case " + number(static_cast<std::int64_t>(k)) + ": return kind" +
                number(static_cast<std::int64_t>(k)) + "::part(block, " + calls_[k] + ");");
    lines.close();
    lines.close();
    return lines.take();
  }

  std::vector<std::string> kinds_, calls_;  // functions of the different programs, what they are called with
  std::vector<std::byte*> buffers_;
  std::vector<std::int32_t> first_block_{0}, first_buffer_, kind_, number_;
  std::string schedules_;
};

}  // namespace

std::optional<BatchMember> batch_member(const LoopProgram& program, std::vector<std::byte*> addresses,
                                        const ScheduleDevice& device) {
  if (!why_not_compiled(program).empty()) return std::nullopt;
  BatchMember member{kernel_program(program), std::move(addresses), {}, {}};
  member.memory = memory_at(member.program, member.addresses);
  Schedule& schedule = member.schedule;
  schedule = make_schedule(member.program, member.memory, device);
  if (schedule.family != Family::points || schedule.tile_lead != 0) return std::nullopt;
  schedule.threads = kThreads;
  schedule.repeats = schedule.stacked = false;
  if (block_count(member.program, schedule) > (1 << 24)) return std::nullopt;
  return member;
}

std::vector<EmittedBatch> emit_batches(std::span<const BatchMember> members, void* fault) {
  std::vector<EmittedBatch> batches;
  Batch batch;
  for (const BatchMember& member : members) {
    if (!batch.empty() && !batch.takes(member)) {
      batches.push_back(batch.take(fault));
      batch = {};
    }
    batch.add(member);
  }
  if (!batch.empty()) batches.push_back(batch.take(fault));
  return batches;
}

}  // namespace ireplay
