#include "replay/passes/traffic.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "replay/externs/flops.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/plan/extern_program.hpp"
#include "replay/triton/launch.hpp"

/// A lower bound by counting distinct elements: an access touches at most the product of the extents of the
/// variables that its index depends on, and at most its buffer; of several accesses to a buffer the largest
/// counts, once for reading and once for writing. What an earlier program of the same step wrote is not read
/// again, and buffers inside of a fused kernel cost nothing.
namespace ireplay {
namespace {

constexpr std::int64_t kLargest = std::int64_t{1} << 62;

std::int64_t saturating_multiply(std::int64_t a, std::int64_t b) {
  return a != 0 && b > kLargest / a ? kLargest : a * b;
}

/// Marks the variables that an index depends on; an indirect one may reach anything.
void mark_variables(const LoopProgram& program, IndexId index, std::uint64_t& used) {
  for (const IndexTerm& term : program.indices[static_cast<std::size_t>(index)].terms) {
    const Atom& atom = program.atoms[static_cast<std::size_t>(term.atom)];
    if (atom.kind == AtomKind::variable)
      used |= std::uint64_t{1} << (atom.which % 64);
    else if (atom.kind == AtomKind::value)
      used = ~std::uint64_t{0};
    else
      for (IndexId arg : atom.args)
        if (arg != kNone) mark_variables(program, arg, used);
  }
}

/// Distinct elements that one access reaches at most: the product of the extents its index depends on.
std::int64_t touched(const LoopProgram& program, const Instruction& access) {
  const std::int64_t extent = program.buffers[static_cast<std::size_t>(access.buffer)].extent;
  if (access.index == kNone) return std::min<std::int64_t>(extent, 1);
  std::uint64_t used = 0;
  mark_variables(program, access.index, used);
  std::int64_t count = 1;
  for (std::size_t v = 0; v < program.ranges.size(); ++v)
    if ((used >> (v % 64) & 1) != 0) count = saturating_multiply(count, program.ranges[v]);
  return std::min(count, extent);
}

/// What one step reads and writes of a buffer, in elements.
struct BufferTraffic {
  std::int32_t buffer = kNone;
  std::int64_t read = 0, written = 0;
  std::size_t written_by = kNobody;  // number of the program
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
};

bool is_access(const Instruction& at) {
  return at.opcode == Opcode::load || at.opcode == Opcode::store || at.opcode == Opcode::load_seed;
}

/// Traffic of the loops of one step after the other, buffer by buffer. What an earlier program of the step
/// wrote is not read again.
class LoopTraffic {
 public:
  explicit LoopTraffic(const Plan& plan) : plan_(plan), entry_of_(plan.buffers.size(), kNone) {}

  std::int64_t bytes(const Step& step, const std::unordered_set<std::int32_t>& inner) {
    for (std::size_t number = 0; number < step.programs.size(); ++number) {
      const LoopProgram& program = step.programs[number];
      for (const Instruction& access : program.instructions) {
        if (!is_access(access)) continue;
        const std::int32_t buffer = program.buffers[static_cast<std::size_t>(access.buffer)].buffer;
        if (!inner.contains(buffer)) include(access, touched(program, access), number, traffic_of(buffer));
      }
    }
    std::int64_t total = 0;
    for (const BufferTraffic& entry : entries_) {
      total += (entry.read + entry.written) *
               static_cast<std::int64_t>(bytes_of(buffer_of(plan_, entry.buffer).dtype));
      entry_of_[static_cast<std::size_t>(entry.buffer)] = kNone;
    }
    entries_.clear();
    return total;
  }

 private:
  BufferTraffic& traffic_of(std::int32_t buffer) {
    std::int32_t& entry = entry_of_[static_cast<std::size_t>(buffer)];
    if (entry == kNone) {
      entry = static_cast<std::int32_t>(entries_.size());
      entries_.push_back({buffer});
    }
    return entries_[static_cast<std::size_t>(entry)];
  }

  static void include(const Instruction& access, std::int64_t count, std::size_t number,
                      BufferTraffic& entry) {
    if (access.opcode == Opcode::store) {
      entry.written = std::max(entry.written, count);
      if (entry.written_by == BufferTraffic::kNobody) entry.written_by = number;
      if (access.mode != StoreMode::plain) entry.read = std::max(entry.read, count);
    } else if (entry.written_by == BufferTraffic::kNobody || entry.written_by == number) {
      entry.read = std::max(entry.read, count);
    }
  }

  const Plan& plan_;
  std::vector<std::int32_t>
      entry_of_;  // by buffer, into entries_; kNone for those that the step leaves alone
  std::vector<BufferTraffic> entries_;
};

/// Distinct elements of a view.
std::int64_t elements_of(const TensorView& view) {
  std::int64_t count = 1;
  for (std::size_t d = 0; d < view.size.size(); ++d)
    count = saturating_multiply(count,
                                view.stride[d] == 0 ? std::min<std::int64_t>(1, view.size[d]) : view.size[d]);
  return count;
}

std::int64_t bytes_of(const TensorView& view) {
  return saturating_multiply(elements_of(view), static_cast<std::int64_t>(bytes_of(view.dtype)));
}

/// Traffic of a call's parts. Accesses to different places of a buffer add up, to no more than all that they
/// span: real and imaginary parts, or slices, are seen one by one. What an earlier part wrote is not read
/// again, and temporaries cost nothing.
class PartTraffic {
 public:
  std::int64_t bytes(const ExternProgram& program) {
    for (const ExternPart& part : program.parts) {
      number_ += 1;
      if (const auto* loops = std::get_if<LoopPart>(&part))
        add(*loops);
      else
        for (const TensorUse& use : uses_of(part))
          add(*use.tensor, nullptr, elements_of(*use.tensor), use.written);
    }
    std::int64_t total = 0;
    for (const auto& [buffer, seen] : buffers_)
      total += std::min(seen.read, seen.last - seen.first) + std::min(seen.written, seen.last - seen.first);
    return total;
  }

 private:
  /// Where an access begins and how it goes on: by its index, or all of a view.
  struct Place {
    std::int64_t offset = 0;  // bytes
    std::vector<IndexTerm> terms;
    Dims size, stride;
    bool operator==(const Place&) const = default;
  };
  struct Known {
    Place place;
    std::int64_t read = 0, written = 0;
  };
  /// All in bytes.
  struct SeenBuffer {
    std::vector<Known> places;
    std::int64_t first = kLargest, last = 0, read = 0, written = 0;
    std::size_t written_by = 0;  // number of the part; 0: none
  };

  void add(const LoopPart& part) {
    for (const Instruction& access : part.program.instructions) {
      if (!is_access(access)) continue;
      const TensorView& tensor = part.tensors[static_cast<std::size_t>(access.buffer)];
      const std::int64_t count = std::min(touched(part.program, access), elements_of(tensor));
      const IndexExpr* index =
          access.index == kNone ? nullptr : &part.program.indices[static_cast<std::size_t>(access.index)];
      const bool writes = access.opcode == Opcode::store;
      if (!writes || access.mode != StoreMode::plain) add(tensor, index, count, false);
      if (writes) add(tensor, index, count, true);
    }
  }

  void add(const TensorView& tensor, const IndexExpr* index, std::int64_t count, bool writes) {
    if (is_temporary(tensor)) return;
    SeenBuffer& buffer = buffers_[tensor.buffer];
    if (!writes && buffer.written_by != 0 && buffer.written_by != number_) return;
    if (writes && buffer.written_by == 0) buffer.written_by = number_;
    const auto size = static_cast<std::int64_t>(bytes_of(tensor.dtype));
    buffer.first = std::min(buffer.first, tensor.offset * size);
    buffer.last = std::max(buffer.last, (tensor.offset + extent(tensor.size, tensor.stride)) * size);
    const Place place = index == nullptr
                            ? Place{tensor.offset * size, {}, tensor.size, tensor.stride}
                            : Place{(tensor.offset + index->offset) * size, index->terms, {}, {}};
    auto known = std::ranges::find(buffer.places, place, &Known::place);
    if (known == buffer.places.end()) known = buffer.places.insert(known, {place});
    std::int64_t& most = writes ? known->written : known->read;
    const std::int64_t more = std::max<std::int64_t>(0, count * size - most);
    most += more;
    (writes ? buffer.written : buffer.read) += more;
  }

  std::map<std::int32_t, SeenBuffer> buffers_;
  std::size_t number_ = 0;
};

std::int64_t loop_flops(const LoopProgram& program) {
  std::int64_t flops = 0;
  const std::int64_t rows = parallel_count(program), columns = reduction_count(program);
  for (const Stage& stage : program.stages)
    for (std::int32_t i = stage.begin; i < stage.end; ++i) {
      const Opcode opcode = program.instructions[static_cast<std::size_t>(i)].opcode;
      if (opcode == Opcode::scalar || opcode == Opcode::reduce || opcode == Opcode::scan)
        flops += stage.per_element ? saturating_multiply(rows, columns) : rows;
    }
  return flops;
}

/// Of a call that has no parts: its operands and results.
std::int64_t bytes_of(const ExternCall& call, const Plan& plan) {
  std::int64_t bytes = 0;
  for_each_tensor(call, [&](const TensorView& view) { bytes += bytes_of(view); });
  for (const std::int32_t result : call.results)
    if (result != kNone) bytes += bytes_of(whole_buffer(plan, result));
  return bytes;
}

}  // namespace

void count_traffic(Plan& plan) {
  const auto inner = inner_buffers(plan);
  LoopTraffic traffic(plan);
  for (std::size_t s = 0; s < plan.steps.size(); ++s) {
    Step& step = plan.steps[s];
    if (step.kind == Step::Kind::loops) {
      step.bytes = traffic.bytes(step, inner[s]);
      for (const LoopProgram& program : step.programs) step.flops += loop_flops(program);
    }
    if (step.kind != Step::Kind::extern_call) continue;
    step.flops = is_triton(step.call) ? operations_of(step.call) : flops_of(step, plan);
    step.bytes = step.parts ? PartTraffic().bytes(*step.parts) : bytes_of(step.call, plan);
  }
}

}  // namespace ireplay
