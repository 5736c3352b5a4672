#include "replay/lower/graph_buffers.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "parser/name_set.hpp"
#include "replay/lower/extern_steps.hpp"
#include "replay/plan/checked.hpp"

namespace ireplay {
namespace {

Dims evaluate_all(const Dump& dump, Range range, const SymbolValues& symbols) {
  Dims dims;
  dims.reserve(range.count);
  for (ExprId id : slice(dump.expr_lists, range))
    dims.push_back(evaluate_size(*dump.source, dump.exprs, id, symbols));
  return dims;
}

bool is_mutation_class(std::string_view layout_class) { return layout_class.starts_with("MutationLayout"); }
bool is_alias_class(std::string_view layout_class) {
  return layout_class == "NonOwningLayout" || layout_class == "AliasedLayout";
}

/// Interval of an index expression of a dependency; none for what is not bounded by its variables.
struct Interval {
  std::int64_t low = 0, high = 0;
};

std::optional<Interval> interval(Checked low, Checked high) {
  return low && high ? std::optional(Interval{*low, *high}) : std::nullopt;
}

class DependencyInterval {
 public:
  DependencyInterval(const Dump& dump, const Dep& dep, const SymbolValues& symbols)
      : dump_(dump), dep_(dep), symbols_(symbols) {}

  std::optional<Interval> of(ExprId id) const {
    const Expr& node = dump_.exprs[id];
    const auto args = dump_.exprs.children_of(id);
    switch (node.kind) {
      case ExprKind::name:
        if (const auto variable = variable_interval(node.text)) return variable;
        break;
      case ExprKind::add:
        return combine(args, [](Interval a, Interval b) {
          return interval(checked_add(a.low, b.low), checked_add(a.high, b.high));
        });
      case ExprKind::sub:
        return combine(args, [](Interval a, Interval b) {
          return interval(checked_subtract(a.low, b.high), checked_subtract(a.high, b.low));
        });
      case ExprKind::mul:
        return combine(args, product);
      case ExprKind::neg:
        if (const auto inner = of(args[0]))
          return interval(checked_subtract(0, inner->high), checked_subtract(0, inner->low));
        return std::nullopt;
      case ExprKind::floordiv:
        return divided(args[0], args[1]);
      case ExprKind::call:
        if (dump_.exprs[args[0]].text == "ModularIndexing" && args.size() == 4) return modular(args[3]);
        return std::nullopt;
      default:
        break;
    }
    try {
      const std::int64_t value = evaluate_size(*dump_.source, dump_.exprs, id, symbols_);
      return Interval{value, value};
    } catch (const Error&) {
      return std::nullopt;
    }
  }

 private:
  std::optional<Interval> variable_interval(std::string_view name) const {
    for (const Variable& variable : slice(dump_.variables, dep_.variables))
      if (variable.name == name)
        return interval(
            0, checked_subtract(evaluate_size(*dump_.source, dump_.exprs, variable.extent, symbols_), 1));
    return positional(name);
  }

  /// 2.0 prints the sizes alone: they are those of c0, c1, ...
  std::optional<Interval> positional(std::string_view name) const {
    const auto variables = slice(dump_.variables, dep_.variables);
    if (name.size() < 2 || (name[0] != 'c' && name[0] != 'd') || variables.empty() ||
        !variables[0].name.empty())
      return std::nullopt;
    std::size_t number = 0;
    for (char digit : name.substr(1)) {
      if (digit < '0' || digit > '9' || number > 1000) return std::nullopt;
      number = number * 10 + static_cast<std::size_t>(digit - '0');
    }
    if (number >= variables.size()) return std::nullopt;
    return interval(0, checked_subtract(
                           evaluate_size(*dump_.source, dump_.exprs, variables[number].extent, symbols_), 1));
  }

  template <class Combine>
  std::optional<Interval> combine(std::span<const ExprId> args, Combine how) const {
    const auto a = of(args[0]), b = of(args[1]);
    if (!a || !b) return std::nullopt;
    return how(*a, *b);
  }

  static std::optional<Interval> product(Interval a, Interval b) {
    const std::array corners{checked_multiply(a.low, b.low), checked_multiply(a.low, b.high),
                             checked_multiply(a.high, b.low), checked_multiply(a.high, b.high)};
    const auto [low, high] = std::minmax_element(corners.begin(), corners.end());  // none is the least
    return interval(*low, *high);
  }

  std::optional<Interval> divided(ExprId value, ExprId by) const {
    const auto a = of(value), b = of(by);
    if (!a || !b || b->low <= 0 || a->low < 0) return std::nullopt;
    return Interval{a->low / b->high, a->high / b->low};
  }

  std::optional<Interval> modular(ExprId modulus) const {
    const auto m = of(modulus);
    if (!m) return std::nullopt;
    return interval(0, checked_subtract(m->high, 1));
  }

  const Dump& dump_;
  const Dep& dep_;
  const SymbolValues& symbols_;
};

}  // namespace

const Dims* size_of(const BufferFact& fact, const Plan& plan) {
  if (fact.plan_buffer != kNone) return &plan.buffers[static_cast<std::size_t>(fact.plan_buffer)].size;
  return fact.size ? &*fact.size : nullptr;
}

GraphBuffers::GraphBuffers(const GraphTexts& texts, const GraphHints& hints, const WrapperFacts* facts,
                           const SymbolValues& symbols)
    : texts_(texts), hints_(hints), facts_(facts), symbols_(symbols) {
  const Dump& dump = texts.post != nullptr ? *texts.post : *texts.pre;
  buffers_.reserve(dump.nodes.size() * 2);
  by_name_.reserve(dump.nodes.size() + dump.out_buffers.size() / 2);
  add_inputs();
  read_dump(dump);
  if (texts.post != nullptr && texts.pre != nullptr) read_dump(*texts.pre);
  for (std::string_view name : unwritten_) add(name, facts == nullptr ? Home::input : Home::constant);
  apply_facts();
  apply_hints();
  apply_annotations();
  for (std::size_t i = 0; i < buffers_.size(); ++i)
    if (buffers_[i].home == Home::alias) parts_[buffers_[i].target].push_back(i);
}

std::int32_t GraphBuffers::number_of(std::string_view name) const {
  return by_name_.find(hash_of_name(name), [&](std::int32_t number) {
    return buffers_[static_cast<std::size_t>(number)].name == name;
  });
}

BufferFact* GraphBuffers::find(std::string_view name) {
  std::int32_t number = number_of(name);
  if (number == kNone && facts_ != nullptr) {  // a second name that only the wrapper knows
    const auto alias = facts_->views.find(name);
    if (alias != facts_->views.end() && !alias->second.size) number = number_of(alias->second.buffer);
  }
  return number == kNone ? nullptr : &buffers_[static_cast<std::size_t>(number)];
}

BufferFact& GraphBuffers::add(std::string_view name, Home home) {
  const std::int32_t known = number_of(name);
  if (known != kNone) return buffers_[static_cast<std::size_t>(known)];
  by_name_.insert(hash_of_name(name), static_cast<std::int32_t>(buffers_.size()));
  return buffers_.emplace_back(BufferFact{.name = name, .home = home});
}

void GraphBuffers::add_inputs() {
  if (facts_ == nullptr) return;
  for (std::string_view name : facts_->inputs)
    if (!facts_->symbols.contains(name)) add(name, Home::input);
}

void GraphBuffers::read_dump(const Dump& dump) {
  const bool is_pre = texts_.post != nullptr && &dump != texts_.post;
  for (const Node& node : dump.nodes) {
    if (node.parts.count != 0) continue;  // a fused node repeats what its parts say
    read_node(dump, node);
    if (!is_pre) read_reads(dump, node);
  }
}

void GraphBuffers::read_node(const Dump& dump, const Node& node) {
  for (const OutBuffer& out : slice(dump.out_buffers, node.outputs)) {
    BufferFact& fact = add(out.name, Home::own);
    fact.ir_class = out.ir_class;
    for (const NodeUser& user : slice(dump.users, out.users)) fact.is_output |= user.is_output;
    if (fact.size || fact.home != Home::own) continue;
    const Layout& layout = dump.layouts[out.layout];
    read_layout(dump, layout, fact);
    const auto aliases = slice(dump.names, out.aliases), mutations = slice(dump.names, out.mutations);
    if (is_mutation_class(layout.class_name) || out.ir_class == "MutationOutput") {
      fact.home = Home::mutation;
      if (!mutations.empty()) fact.target = mutations[0];
    } else if (is_alias_class(layout.class_name) && !aliases.empty()) {
      fact.home = Home::alias;
      fact.target = aliases[0];
    }
  }
  const bool old_style = node.outputs.count == 0 && node.parts.count == 0 && node.part_names.count == 0;
  if (old_style) {  // up to 2.4 a node bears its buffer's name
    BufferFact& fact = add(node.name, Home::own);
    for (const NodeUser& user : slice(dump.users, node.users)) fact.is_output |= user.is_output;
    const auto aliases = slice(dump.names, node.aliases), mutations = slice(dump.names, node.mutations);
    if (!mutations.empty()) fact.home = Home::mutation, fact.target = mutations[0];
    if (!aliases.empty()) fact.home = Home::alias, fact.target = aliases[0];
    for (const Dep& dep : slice(dump.deps, node.writes)) add(dep.name, Home::own);
  }
  const Home unknown = facts_ == nullptr ? Home::input : Home::constant;
  for (const BufferLayout& line : slice(dump.buffer_layouts, node.layouts)) {
    const std::size_t before = buffers_.size();
    BufferFact& fact = add(line.buffer, unknown);
    if (fact.size) continue;
    const bool produced = buffers_.size() == before;
    const Home home = fact.home;
    read_layout(dump, dump.layouts[line.layout], fact);
    if (produced && fact.home == Home::own) fact.home = home;
  }
}

void GraphBuffers::read_layout(const Dump& dump, const Layout& layout, BufferFact& fact) try {
  if (layout.class_name == "MultiOutputLayout") fact.home = Home::tuple;
  if (layout.class_name == "NoneLayout" || layout.class_name.starts_with("<")) fact.home = Home::none;
  if (!layout.has_shape()) return;
  fact.dtype = find_dtype(layout.dtype);
  if (!fact.dtype)
    throw Error(Error::Kind::unsupported, *dump.source, layout.dtype.data(),
                "no element type torch." + std::string(layout.dtype));
  fact.size = evaluate_all(dump, layout.size, symbols_);
  fact.stride = evaluate_all(dump, layout.stride, symbols_);
  if (fact.size->size() != fact.stride->size() && is_mutation_class(layout.class_name)) {
    fact.size
        .reset();  // the size is that of what is written, the strides are the target's: the target knows both
    fact.stride.reset();
    return;
  }
  if (fact.size->size() != fact.stride->size())
    throw Error(Error::Kind::dump, *dump.source, layout.dtype.data(),
                "expected as many strides as sizes in this layout");
  for (std::size_t d = 0; d < fact.size->size(); ++d)
    if ((*fact.size)[d] < 0 || (*fact.stride)[d] < 0)
      throw Error(Error::Kind::dump, *dump.source, layout.dtype.data(),
                  "expected sizes and strides that are not negative");
  if (layout.offset != kNoExpr)
    fact.layout_offset = evaluate_size(*dump.source, dump.exprs, layout.offset, symbols_);
} catch (const PendingSymbol&) {
  fact.size.reset();
  fact.stride.reset();
  fact.waits = true;
}

/// What nodes read and nobody writes is an input or, where the wrapper lists the inputs, a constant. Whether
/// somebody writes it is known in the end.
void GraphBuffers::read_reads(const Dump& dump, const Node& node) {
  for (const Range range : {node.met, node.unmet})
    for (const Dep& dep : slice(dump.deps, range)) {
      const bool names_buffer = dep.kind == DepKind::memory || dep.kind == DepKind::star;
      if (names_buffer && number_of(dep.name) == kNone) unwritten_.push_back(dep.name);
    }
}

void GraphBuffers::apply_facts() {
  if (facts_ == nullptr) return;
  for (BufferFact& fact : buffers_) {
    apply_view(fact);
    const auto known = facts_->layouts.find(fact.name);
    if (known == facts_->layouts.end()) continue;
    if (!fact.dtype) fact.dtype = known->second.dtype;
    if (!fact.size && known->second.size && known->second.stride) {
      fact.size = known->second.size;
      fact.stride = known->second.stride;
    }
  }
}

/// A concat part's place, and buffers that the wrapper makes as views: `buf0 =
/// torch.ops.aten.view.dtype(arg0_1, torch.uint8)`.
void GraphBuffers::apply_view(BufferFact& fact) {
  struct Place {
    std::string_view buffer;
    std::int64_t offset;
    bool is_view;
  };
  Place at{fact.name, 0, fact.home == Home::alias}, root = at;
  for (int steps = 0; steps < 64; ++steps) {
    const auto view = facts_->views.find(at.buffer);
    if (view == facts_->views.end()) break;
    const Checked offset = checked_add(at.offset, view->second.offset);
    if (!offset) refuse(fact, " begins at an offset that does not fit 63 bits");
    at = {view->second.buffer, *offset,
          at.is_view || view->second.dtype.has_value() || view->second.size.has_value()};
    const std::int32_t number = number_of(at.buffer);
    const bool is_tuple = number != kNone && buffers_[static_cast<std::size_t>(number)].home == Home::tuple;
    if (!is_tuple) root = at;  // a tuple holds no elements itself
    if (fact.home == Home::alias) break;
  }
  if (root.buffer == fact.name || !root.is_view || (fact.home != Home::alias && fact.home != Home::own))
    return;
  fact.alias_offset = root.offset;
  if (fact.home == Home::own && number_of(root.buffer) != kNone) {
    fact.home = Home::alias;
    fact.target = root.buffer;
  }
}

void GraphBuffers::apply_hints() {
  for (BufferFact& fact : buffers_) {
    const auto hint = hints_.tensors.find(fact.name);
    if (hint == hints_.tensors.end()) continue;
    if (fact.size && fact.dtype) {
      check_hint(fact);
      continue;
    }
    if (!fact.dtype) fact.dtype = hint->second.dtype;
    if (!fact.size) {
      fact.size = hint->second.size;
      fact.stride = hint->second.stride.empty() ? dense_strides(hint->second.size) : hint->second.stride;
    }
  }
}

/// The graph's own annotations, where neither text nor wrapper says the type or the shape of an input.
void GraphBuffers::apply_annotations() {
  for (BufferFact& fact : buffers_) {
    const auto known = hints_.annotated.find(fact.name);
    if (fact.home != Home::input || known == hints_.annotated.end()) continue;
    if (fact.size && *fact.size != known->second.size) continue;
    if (!fact.dtype) fact.dtype = known->second.dtype;
    if (fact.size) continue;
    fact.size = known->second.size;
    fact.stride = known->second.stride.empty() ? dense_strides(*fact.size) : known->second.stride;
  }
}

/// Whether loops read the buffer, and not only library calls.
bool GraphBuffers::is_loaded(std::string_view name) const {
  const Dump& dump = texts_.post != nullptr ? *texts_.post : *texts_.pre;
  return std::ranges::any_of(dump.deps,
                             [&](const Dep& dep) { return dep.kind == DepKind::memory && dep.name == name; });
}

/// PyTorch checks the sizes of inputs and no types: a library call takes the integers that it is given, which
/// the wrapper may think of another width.
void GraphBuffers::check_hint(BufferFact& fact) const {
  const GraphHints::TensorHint& hint = hints_.tensors.find(fact.name)->second;
  if (fact.home != Home::input && fact.home != Home::constant) return;
  if (hint.size == *fact.size && hint.dtype == *fact.dtype) return;
  if (hint.size == *fact.size && is_integer(hint.dtype) && is_integer(*fact.dtype) && !is_loaded(fact.name)) {
    fact.dtype = hint.dtype;
    return;
  }
  throw Error(Error::Kind::usage, std::string(fact.name) + ": given as " + to_text(hint.dtype, hint.size) +
                                      ", but the graph takes " + to_text(*fact.dtype, *fact.size));
}

namespace {}  // namespace

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

std::optional<std::int64_t> GraphBuffers::dependency_extent(std::string_view name) {
  if (!has_extents_) {
    extents_ = extents_from_dependencies(texts_.post != nullptr ? *texts_.post : *texts_.pre, symbols_);
    has_extents_ = true;
  }
  const auto found = extents_.find(name);
  if (found == extents_.end()) return std::nullopt;
  return found->second;
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

std::unordered_map<std::string_view, std::int64_t> extents_from_dependencies(const Dump& dump,
                                                                             const SymbolValues& symbols) {
  std::unordered_map<std::string_view, std::int64_t> extents;
  for (const Dep& dep : dump.deps) {
    if (dep.kind != DepKind::memory || dep.index == kNoExpr) continue;
    std::optional<Interval> interval;
    try {
      interval = DependencyInterval(dump, dep, symbols).of(dep.index);
    } catch (const PendingSymbol&) {
    }
    if (!interval) continue;
    std::int64_t& extent = extents[dep.name];
    extent = std::max(extent, checked_add(interval->high, 1).value_or(interval->high));
  }
  return extents;
}

}  // namespace ireplay
