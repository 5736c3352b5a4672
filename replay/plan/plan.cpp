#include "replay/plan/plan.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "parser/source.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kAlignment = 256;

std::int64_t aligned(std::int64_t bytes) {
  std::int64_t rounded = 0;
  if (__builtin_add_overflow(std::max<std::int64_t>(bytes, 0), kAlignment - 1, &rounded))
    throw Error(Error::Kind::dump, "a storage of " + std::to_string(bytes) + " bytes is too large");
  return rounded / kAlignment * kAlignment;
}

/// The arena at one moment: holes by place and by size, and where it ends.
class Arena {
 public:
  /// The smallest hole that holds `bytes`, the lowest of several; else the end, which grows.
  std::int64_t take(std::int64_t bytes) {
    const auto fit = by_size_.lower_bound({bytes, 0});
    if (fit != by_size_.end()) {
      const auto [size, offset] = *fit;
      remove(offset, size);
      if (size > bytes) insert(offset + bytes, size - bytes);
      return offset;
    }
    std::int64_t offset = end_;
    if (!holes_.empty()) {
      const auto [last, size] = *holes_.rbegin();
      if (last + size == end_) remove(offset = last, size);
    }
    if (__builtin_add_overflow(offset, bytes, &end_))
      throw Error(Error::Kind::dump, "the buffers of the graph take more than 2**63 bytes");
    return offset;
  }

  void give_back(std::int64_t offset, std::int64_t bytes) {
    const auto after = holes_.find(offset + bytes);
    if (after != holes_.end()) {
      const std::int64_t size = after->second;
      remove(offset + bytes, size);
      bytes += size;
    }
    const auto next = holes_.lower_bound(offset);
    if (next != holes_.begin()) {
      const auto [before, size] = *std::prev(next);
      if (before + size == offset) {
        remove(before, size);
        offset = before;
        bytes += size;
      }
    }
    insert(offset, bytes);
  }

  std::int64_t end() const { return end_; }

 private:
  void insert(std::int64_t offset, std::int64_t bytes) {
    holes_.emplace(offset, bytes);
    by_size_.emplace(bytes, offset);
  }
  void remove(std::int64_t offset, std::int64_t bytes) {
    holes_.erase(offset);
    by_size_.erase({bytes, offset});
  }

  std::map<std::int64_t, std::int64_t> holes_;               // offset -> bytes; never two side by side
  std::set<std::pair<std::int64_t, std::int64_t>> by_size_;  // bytes, offset
  std::int64_t end_ = 0;
};

/// Bytes of a storage that a program reads or writes.
struct Span {
  std::int32_t storage;
  std::int64_t begin, end;
  bool written;
  std::size_t program;
};

std::vector<Span> spans_of(const std::vector<LoopProgram>& programs, const Plan& plan) {
  std::vector<Span> spans;
  for (std::size_t k = 0; k < programs.size(); ++k)
    for (const BufferUse& use : programs[k].buffers) {
      const PlanBuffer& buffer = plan.buffers[static_cast<std::size_t>(use.buffer)];
      const std::int64_t begin = buffer.offset * static_cast<std::int64_t>(bytes_of(buffer.dtype));
      const std::int64_t bytes = use.extent * static_cast<std::int64_t>(bytes_of(use.dtype));
      spans.push_back({buffer.storage, begin, begin + bytes, use.written, k});
    }
  return spans;
}

}  // namespace

/// Sorted by where they begin, each span is compared with those that begin before it ends.
bool are_independent(const std::vector<LoopProgram>& programs, const Plan& plan) {
  std::vector<Span> spans = spans_of(programs, plan);
  std::ranges::sort(spans, {}, [](const Span& span) { return std::pair(span.storage, span.begin); });
  for (std::size_t k = 0; k < spans.size(); ++k)
    for (std::size_t next = k + 1;
         next < spans.size() && spans[next].storage == spans[k].storage && spans[next].begin < spans[k].end;
         ++next)
      if (spans[next].program != spans[k].program && (spans[next].written || spans[k].written)) return false;
  return true;
}

void place_storages(Plan& plan) {
  std::vector<std::size_t> starts;
  for (std::size_t k = 0; k < plan.storages.size(); ++k)
    if (plan.storages[k].kind == Storage::Kind::arena) starts.push_back(k);
  const auto storage = [&](std::size_t k) -> Storage& { return plan.storages[k]; };
  std::vector<std::size_t> ends = starts;
  std::ranges::stable_sort(starts, [&](std::size_t a, std::size_t b) {
    if (storage(a).first_step != storage(b).first_step) return storage(a).first_step < storage(b).first_step;
    return storage(a).bytes > storage(b).bytes;
  });
  const auto last_step = [&](std::size_t k) { return std::max(storage(k).first_step, storage(k).last_step); };
  std::ranges::stable_sort(ends, {}, last_step);
  Arena arena;
  auto ended = ends.begin();
  for (std::size_t k : starts) {
    for (; last_step(*ended) < storage(k).first_step; ++ended)
      if (aligned(storage(*ended).bytes) > 0)
        arena.give_back(storage(*ended).arena_offset, aligned(storage(*ended).bytes));
    const std::int64_t bytes = aligned(storage(k).bytes);
    storage(k).arena_offset = bytes == 0 ? 0 : arena.take(bytes);
  }
  plan.arena_bytes = arena.end();
}

}  // namespace ireplay
