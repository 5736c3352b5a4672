#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "replay/lower/graph_buffers.hpp"
#include "replay/plan/checked.hpp"

/// Where a graph's buffers lie: a storage each, or a view of another one's.
namespace ireplay {

void GraphBuffers::place(Plan& plan) {
  plan.buffers.reserve(buffers_.size() * 2);
  plan.storages.reserve(buffers_.size());
  for (BufferFact& fact : buffers_) place(plan, fact);
}

std::int64_t GraphBuffers::extent_of(const BufferFact& fact) const try {
  return extent(*fact.size, *fact.stride);
} catch (const Error& error) {
  refuse(fact, std::string(": ") + error.what());
}

/// Every buffer lies within its storage.
void GraphBuffers::check_places(const Plan& plan) const {
  for (const BufferFact& fact : buffers_) {
    if (fact.plan_buffer == kNone) continue;
    if (const std::string why = why_outside(plan, whole_buffer(plan, fact.plan_buffer)); !why.empty())
      refuse(fact, " " + why);
  }
}

/// At the place where the name first stands.
void GraphBuffers::refuse(const BufferFact& fact, const std::string& what) const {
  const std::string sentence = std::string(fact.name) + what;
  for (const Source* source : {texts_.post != nullptr ? texts_.post->source : nullptr,
                               texts_.pre != nullptr ? texts_.pre->source : nullptr,
                               texts_.wrapper != nullptr ? texts_.wrapper->source : nullptr}) {
    if (source == nullptr) continue;
    const std::string_view text = source->text();
    const std::less<> before;
    if (before(fact.name.data(), text.data()) || !before(fact.name.data(), text.data() + text.size()))
      continue;
    throw Error(Error::Kind::dump, *source, fact.name.data(), sentence);
  }
  throw Error(Error::Kind::dump, sentence);
}

/// A view comes after what it is a view of. A text may have long chains of views: no recursion.
void GraphBuffers::place(Plan& plan, BufferFact& fact) {
  std::vector<BufferFact*> chain;  // each a view of the next one
  for (BufferFact* at = &fact;
       at->plan_buffer == kNone && at->home != Home::tuple && at->home != Home::none;) {
    if (std::exchange(at->placing, true)) refuse(*at, " is a view of itself");
    chain.push_back(at);
    if (at->home != Home::alias && at->home != Home::mutation) break;
    BufferFact* const base = find(at->target);
    if (base == nullptr || base == at)
      refuse(*at,
             " is a view of '" + std::string(at->target) + "', which no node writes and which is no input");
    at = base;
  }
  for (; !chain.empty(); chain.pop_back()) {
    chain.back()->placing = false;
    place_on_base(plan, *chain.back());
  }
}

/// Releases up to 2.4 print no layout of a buffer that takes over the memory of another one.
void GraphBuffers::inherit_layout(const Plan& plan, BufferFact& fact) {
  if (facts_ == nullptr || (fact.size && fact.dtype)) return;
  const auto heir = facts_->heirs.find(fact.name);
  const BufferFact* from = heir == facts_->heirs.end() ? nullptr : find(heir->second);
  if (from == nullptr || from->plan_buffer == kNone) return;
  const PlanBuffer& model = plan.buffers[static_cast<std::size_t>(from->plan_buffer)];
  if (!fact.dtype) fact.dtype = model.dtype;
  if (fact.size) return;
  fact.size = model.size;
  fact.stride = model.stride;
}

/// One buffer, whose base has been placed if it can be.
void GraphBuffers::place_on_base(Plan& plan, BufferFact& fact) {
  PlanBuffer buffer{.name = std::string(fact.name)};
  if (fact.home == Home::alias || fact.home == Home::mutation) {
    const BufferFact* const base = find(fact.target);
    if (base->plan_buffer == kNone) return;
    const PlanBuffer under = plan.buffers[static_cast<std::size_t>(base->plan_buffer)];
    if (!fact.dtype) fact.dtype = under.dtype;
    // of a view that is written to, the text may print the sizes with the strides of the memory under it
    const bool is_mixed = fact.home == Home::mutation && fact.size &&
                          extent_of(fact) * static_cast<std::int64_t>(bytes_of(*fact.dtype)) >
                              plan.storages[static_cast<std::size_t>(under.storage)].bytes;
    if (!fact.size || is_mixed) fact.size = under.size, fact.stride = under.stride;
    buffer.storage = under.storage;
    buffer.offset = under.offset * static_cast<std::int64_t>(bytes_of(under.dtype)) /
                    static_cast<std::int64_t>(bytes_of(*fact.dtype));
    if (fact.home == Home::alias) {
      const Checked offset = checked_add(buffer.offset, concat_offset(plan, fact, under));
      if (!offset) refuse(fact, " begins at an offset that does not fit 63 bits");
      buffer.offset = *offset;
    }
  } else {
    inherit_layout(plan, fact);
    if (!fact.dtype || !fact.size) return;
    const auto bytes = static_cast<std::int64_t>(bytes_of(*fact.dtype));
    const std::int64_t elements =
        checked_add(extent_of(fact), fact.layout_offset).value_or(std::numeric_limits<std::int64_t>::max());
    if (elements > (std::int64_t{1} << 50) / bytes) refuse(fact, " would take more than 2^50 bytes");
    buffer.storage = static_cast<std::int32_t>(plan.storages.size());
    const auto kind = fact.home == Home::input      ? Storage::Kind::input
                      : fact.home == Home::constant ? Storage::Kind::constant
                                                    : Storage::Kind::arena;
    plan.storages.push_back({.kind = kind, .name = std::string(fact.name), .bytes = elements * bytes});
  }
  buffer.dtype = *fact.dtype;
  buffer.size = *std::exchange(fact.size, std::nullopt);
  buffer.stride = *std::exchange(fact.stride, std::nullopt);
  fact.plan_buffer = static_cast<std::int32_t>(plan.buffers.size());
  plan.buffers.push_back(std::move(buffer));
}

/// Elements from the start of `base` to the view. The layout does not print it; the wrapper's `# alias` line
/// does. Without a wrapper the parts of a concat are taken to lie in the order of their numbers.
std::int64_t GraphBuffers::concat_offset(Plan& plan, const BufferFact& fact, const PlanBuffer& base) {
  if (fact.alias_offset) return *fact.alias_offset;
  const auto parts = parts_.find(fact.target);
  if (parts == parts_.end() || fact.size->size() != base.size.size()) return 0;
  if (!concat_offsets_.contains(fact.target)) place_parts(plan, fact.target, base);
  if (parts->second.size() > 1)
    plan.warnings.push_back(
        std::string(fact.name) + ": its place in " + std::string(fact.target) +
        " is not printed; parts are taken in the order of their numbers (output_code.py would say)");
  const auto& offsets = concat_offsets_[fact.target];
  const auto found = offsets.find(fact.name);
  if (found == offsets.end()) return 0;
  if (!found->second) refuse(fact, " begins at an offset that does not fit 63 bits");
  return *found->second;
}

/// Where each part of a concat begins. A part lies behind those before it along the first dimension in which
/// it or they are shorter than the whole: for each dimension the lengths so far are kept.
void GraphBuffers::place_parts(const Plan& plan, std::string_view target, const PlanBuffer& base) {
  struct Part {
    std::string_view name;
    const Dims* size;
  };
  const std::size_t rank = base.size.size();
  std::vector<Part> parts;
  for (const std::size_t number : parts_[target])
    if (const Dims* size = size_of(buffers_[number], plan); size != nullptr && size->size() == rank)
      parts.push_back({buffers_[number].name, size});
  std::ranges::sort(parts, [](const Part& a, const Part& b) {
    return a.name.size() != b.name.size() ? a.name.size() < b.name.size() : a.name < b.name;
  });
  std::vector<Checked> lengths(rank, 0);  // of the parts before that first differ in this dimension
  std::vector<std::int64_t> counts(rank + 1, 0);
  for (const Part& part : parts) {
    const auto differs =
        static_cast<std::size_t>(std::ranges::mismatch(*part.size, base.size).in1 - part.size->begin());
    Checked offset = 0;
    for (std::size_t d = 0; d < std::min(differs + 1, rank); ++d)
      offset = checked_add(offset, checked_multiply(lengths[d], base.stride[d]));
    if (differs < rank) {  // the ones that are as long as the whole here lie before it in this dimension
      const std::int64_t whole = std::accumulate(counts.begin() + static_cast<std::ptrdiff_t>(differs) + 1,
                                                 counts.end(), std::int64_t{0});
      offset = checked_add(
          offset, checked_multiply(checked_multiply(whole, base.size[differs]), base.stride[differs]));
      lengths[differs] = checked_add(lengths[differs], (*part.size)[differs]);
    }
    ++counts[differs];
    concat_offsets_[target].emplace(part.name, offset);
  }
  concat_offsets_.try_emplace(target);
}

std::string why_outside(const Plan& plan, const TensorView& view) {
  if (view.buffer == kNone) return "";
  const PlanBuffer& buffer = plan.buffers[static_cast<std::size_t>(view.buffer)];
  const std::int64_t elements = plan.storages[static_cast<std::size_t>(buffer.storage)].bytes /
                                static_cast<std::int64_t>(bytes_of(view.dtype));
  if (view.size.size() != view.stride.size()) return "has sizes and strides of different ranks";
  Checked last = view.offset;
  bool is_empty = false;
  for (std::size_t d = 0; d < view.size.size(); ++d) {
    if (view.size[d] < 0 || view.stride[d] < 0) return "has a negative size or stride";
    is_empty = is_empty || view.size[d] == 0;
    last = checked_add(last, checked_multiply(view.size[d] - 1, view.stride[d]));
  }
  const std::string leaves = "leaves its storage of " + std::to_string(elements) + " elements";
  if (view.offset < 0 || (view.offset > elements && !is_empty))
    return leaves + ": it begins at element " + std::to_string(view.offset);
  if (is_empty || (last && *last < elements)) return "";
  return last ? leaves + ": it reaches element " + std::to_string(*last) : leaves;
}

}  // namespace ireplay
