#include "tests/support/run_apart.hpp"

#include <deque>

#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

using Memory = std::deque<HostBytes>;

void add_exchanged(const LoopProgram& half, std::vector<HostBuffer>& buffers, Memory& memory) {
  for (std::size_t k = buffers.size(); k < half.buffers.size(); ++k) {
    const BufferUse& use = half.buffers[k];
    memory.emplace_back(static_cast<std::size_t>(use.extent) * bytes_of(use.dtype));
    buffers.push_back({"exchanged " + std::to_string(k), memory.back().data(), use.dtype, use.extent});
  }
}

void sort_rows(std::int64_t rows, std::int64_t length, bool descending, const HostBuffer& key,
               const HostBuffer& from, const HostBuffer& to) {
  ProgramBuilder b({rows, length}, 1);
  const std::int32_t keys = b.output(key.dtype, 0), payload = b.output(from.dtype, 0),
                     sorted = b.output(to.dtype, 0);
  const IndexId point = b.index({length, 1});
  const ValueId value = b.sort({b.load(keys, point), b.load(payload, point)}, descending, 1);
  b.stage(true);
  b.store(sorted, point, value);
  run_loops(b.program, {key, from, to}, {});
}

}  // namespace

void run_apart(const LoopProgram& program, std::vector<HostBuffer> buffers, const Plan& plan,
               const LoopRunner& run_part) {
  const std::int64_t rows = parallel_count(program), length = reduction_count(program);
  const auto split = split_sorts(program, plan);
  if (!split || rows == 0 || length == 0) return run_part(program, buffers);
  Memory memory;
  std::vector<HostBuffer> before = buffers;
  add_exchanged(split->before, before, memory);
  add_exchanged(split->after, buffers, memory);
  verify(split->before);
  run_part(split->before, before);
  const auto buffer = [](const std::vector<HostBuffer>& of, std::int32_t number) {
    return of[static_cast<std::size_t>(number)];
  };
  for (const SortedKey& key : split->keys)
    for (const SortedKey::Moved& moved : key.moved)
      sort_rows(rows, length, key.descending, buffer(before, key.key), buffer(before, moved.from),
                buffer(buffers, moved.to));
  verify(split->after);
  run_apart(split->after, std::move(buffers), plan, run_part);
}

}  // namespace ireplay
