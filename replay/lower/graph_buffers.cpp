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

/// Facts are merged by precedence: layouts that the texts print, then what the wrapper asserts or allocates,
/// then what the user gives, then the graph's annotations; what nobody writes is an input.
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

std::optional<std::int64_t> GraphBuffers::dependency_extent(std::string_view name) {
  if (!has_extents_) {
    extents_ = extents_from_dependencies(texts_.post != nullptr ? *texts_.post : *texts_.pre, symbols_);
    has_extents_ = true;
  }
  const auto found = extents_.find(name);
  if (found == extents_.end()) return std::nullopt;
  return found->second;
}

}  // namespace ireplay
