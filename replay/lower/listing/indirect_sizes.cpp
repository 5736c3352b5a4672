#include "replay/lower/listing/indirect_sizes.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <unordered_map>

/// Candidates and intersection. An index line is a sum of terms; the one of the indirect symbol walks along
/// some dimension of the buffer with the term's coefficient as its stride, and that dimension's size is a
/// candidate, as are the sizes of dimensions that lie together in memory. Several accesses are intersected,
/// then with the literals of the listing, and only a single survivor is an answer.
namespace ireplay {
namespace {

constexpr std::int32_t kMostNumber = 1 << 16;
constexpr std::string_view kSetter = "set_indirect";
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

/// N of `indirectN` and `set_indirectN`, without the word; none if it is none above 0.
std::optional<std::int64_t> leading_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || value <= 0) return std::nullopt;
  return value;
}

void keep_distinct(std::vector<std::int64_t>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::vector<std::int64_t> intersection(const std::vector<std::int64_t>& a,
                                       const std::vector<std::int64_t>& b) {
  std::vector<std::int64_t> both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return both;
}

struct Dimension {
  std::int64_t size, stride;
};

/// Dimensions with more than one element, widest stride first.
std::vector<Dimension> dimensions_of(const PlanBuffer& buffer) {
  std::vector<Dimension> dimensions;
  for (std::size_t d = 0; d < buffer.size.size() && d < buffer.stride.size(); ++d)
    if (buffer.size[d] > 1 && buffer.stride[d] > 0) dimensions.push_back({buffer.size[d], buffer.stride[d]});
  std::ranges::stable_sort(dimensions, std::greater(), &Dimension::stride);
  return dimensions;
}

/// Size of `dimension` and of what it forms together with those around it, where they are one run of memory.
void append_merged_sizes(const std::vector<Dimension>& dimensions, std::size_t d,
                         std::vector<std::int64_t>& sizes) {
  std::int64_t size = dimensions[d].size;
  for (std::size_t outer = d; outer-- > 0;) {
    std::int64_t reach = 0;
    if (__builtin_mul_overflow(size, dimensions[d].stride, &reach) || dimensions[outer].stride != reach)
      return;
    if (__builtin_mul_overflow(size, dimensions[outer].size, &size)) return;
    sizes.push_back(size);
  }
}

/// A term beside the indirect one: the coefficient without its sign, and how far it goes over the loop, where
/// that is known.
struct Term {
  std::int64_t step, reach;
};

/// Sizes for an index that walks along dimension `d` from address `start`, beside terms with the coefficients
/// `others`: more than one where an outer dimension is walked by no term, or the walk starts inside of a
/// dimension.
void append_sizes(const std::vector<Dimension>& dimensions, std::size_t d, std::int64_t start,
                  const std::vector<Term>& others, std::vector<std::int64_t>& sizes) {
  bool outer_is_open = start < 0;
  for (std::size_t outer = 0; outer < d; ++outer) {
    const std::int64_t size = dimensions[outer].size, stride = dimensions[outer].stride;
    const auto walks_along = [&](const Term& other) {
      if (other.step >= stride) return other.step / stride < size;
      // merged loops: one variable walks along this dimension and those inside of it
      return stride % other.step == 0 && other.reach >= stride;
    };
    if (stride > dimensions[d].stride && std::ranges::none_of(others, walks_along)) outer_is_open = true;
    start %= stride;
  }
  const std::int64_t first = start / dimensions[d].stride;
  sizes.push_back(dimensions[d].size);
  for (const Term& other :
       others)  // the layout is coarser than the index: `30*p0 + indirect0` in one dimension
    if (other.step > dimensions[d].stride && other.step / dimensions[d].stride < dimensions[d].size)
      sizes.push_back(other.step / dimensions[d].stride);
  if (first > 0) sizes.push_back(dimensions[d].size - first);
  if (outer_is_open || first != 0) append_merged_sizes(dimensions, d, sizes);
}

}  // namespace

IndirectSizes::IndirectSizes(const BodyContext& context)
    : context_(context), listing_(parse_listing_sizes(context.listing)) {
  const Dump& dump = *context.dump;
  const std::span<const Variable> variables = slice(dump.variables, context.body->variables);
  for (const Variable& variable : variables)
    probe_.ranges.push_back(evaluate_size(*dump.source, dump.exprs, variable.extent, *context.symbols));
  algebra_ = std::make_unique<IndexAlgebra>(probe_);
  const auto unknown = [this](const Expr& name, int) -> std::optional<Quantity> {
    constexpr Bounds kUnknown{std::numeric_limits<std::int64_t>::min(),
                              std::numeric_limits<std::int64_t>::max()};
    constexpr std::string_view kPrefix = "indirect";
    if (name.text == "I") return Quantity::of(algebra_->value(kMostNumber, kUnknown));
    if (!name.text.starts_with(kPrefix)) return std::nullopt;
    const auto number = leading_integer(name.text.substr(kPrefix.size())).value_or(0);
    return Quantity::of(
        algebra_->value(static_cast<std::int32_t>(std::min<std::int64_t>(number, kMostNumber)), kUnknown));
  };
  lowering_ = std::make_unique<IndexLowering>(*dump.source, dump.exprs, *algebra_, variables,
                                              *context.symbols, unknown);
  for (const Block& block : slice(dump.blocks, context.body->blocks)) collect(block);
}

void IndirectSizes::collect(const Block& block) {
  const Dump& dump = *context_.dump;
  const std::span<const IndexLine> lines = slice(dump.index_lines, context_.body->indices);
  const bool guarded = block.name != "body";
  std::unordered_map<std::string_view, std::string_view> line_names;  // get_index_1 -> index0
  std::unordered_map<std::string_view, std::string> loads;            // load_3 -> arg0_1/index0
  for (const Statement& statement : slice(dump.statements, block.statements)) {
    const std::span<const ExprId> arguments = slice(dump.expr_lists, statement.arguments);
    if (statement.kind == StatementKind::self_call && statement.name.starts_with(kSetter)) {
      ++symbols_;
      const std::int64_t number = leading_integer(statement.name.substr(kSetter.size())).value_or(0);
      const auto source = arguments.empty() ? loads.end() : loads.find(dump.exprs[arguments[0]].text);
      if (number < kMostNumber && source != loads.end())
        sources_.emplace_back(static_cast<std::int32_t>(number), source->second);
    }
    if (statement.calls_self("get_index") && arguments.size() == 1)
      line_names[statement.result] = dump.exprs[arguments[0]].text;
    const bool stores = statement.calls_ops("store");
    if (!(stores || statement.calls_ops("load")) || arguments.size() < 2) continue;
    const auto name = line_names.find(dump.exprs[arguments[1]].text);
    if (name == line_names.end()) continue;
    const std::string_view buffer = dump.exprs[arguments[0]].text;
    if (!stores) loads[statement.result] = std::string(buffer) + '/' + std::string(name->second);
    const auto line = std::ranges::find(lines, name->second, &IndexLine::name);
    if (line == lines.end()) continue;
    add_access(buffer, stores, static_cast<std::int32_t>(line - lines.begin()), guarded);
  }
}

std::optional<Linear> IndirectSizes::line_index(std::int32_t line) {
  const std::span<const IndexLine> lines = slice(context_.dump->index_lines, context_.body->indices);
  const Quantity value = lowering_->lower(lines[static_cast<std::size_t>(line)].value);
  if (!value.is_integer()) return std::nullopt;
  return value.numerator;
}

void IndirectSizes::add_access(std::string_view name, bool stores, std::int32_t line, bool guarded) {
  const std::int32_t buffer = stores ? context_.store_buffers(name)[0] : context_.load_buffer(name);
  if (buffer == kNone) return;
  std::optional<Linear> index = line_index(line);
  if (!index) return;
  if (!algebra_->is_affine(*index)) accesses_.push_back({buffer, *std::move(index), guarded});
}

bool IndirectSizes::mentions(const Atom& atom, std::int32_t number) const {
  std::vector<const Atom*> open{&atom};
  std::vector<bool> seen(probe_.indices.size(), false);
  while (!open.empty()) {
    const Atom& at = *open.back();
    open.pop_back();
    if (at.kind == AtomKind::value && at.which == number) return true;
    for (IndexId arg : at.args) {
      if (arg == kNone || seen[static_cast<std::size_t>(arg)]) continue;
      seen[static_cast<std::size_t>(arg)] = true;
      for (const IndexTerm& term : probe_.indices[static_cast<std::size_t>(arg)].terms)
        open.push_back(&probe_.atoms[static_cast<std::size_t>(term.atom)]);
    }
  }
  return false;
}

std::vector<std::int64_t> IndirectSizes::sizes_of(const Access& access, std::int32_t number) const {
  std::int64_t step = 0;
  __int128 corner = access.index.offset;  // the least address that the other terms reach
  std::vector<Term> others;
  for (const IndexTerm& term : access.index.terms()) {
    const Atom& atom = probe_.atoms[static_cast<std::size_t>(term.atom)];
    if (atom.kind == AtomKind::value && atom.which == number) {
      step = term.coefficient;
      continue;
    }
    if (mentions(atom, number)) return {};
    others.push_back({std::max(term.coefficient, -std::max(term.coefficient, -kMost)), 0});
    if (atom.kind == AtomKind::variable)
      __builtin_mul_overflow(others.back().step, probe_.ranges[static_cast<std::size_t>(atom.which)] - 1,
                             &others.back().reach);
    if (atom.kind == AtomKind::variable && term.coefficient < 0)
      corner += __int128{term.coefficient} * (probe_.ranges[static_cast<std::size_t>(atom.which)] - 1);
  }
  const std::vector<Dimension> dimensions =
      dimensions_of((*context_.buffers)[static_cast<std::size_t>(access.buffer)]);
  std::vector<std::int64_t> sizes;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (dimensions[d].stride != std::max(step, -std::max(step, -kMost))) continue;
    const __int128 start = step < 0 ? corner + __int128{step} * (dimensions[d].size - 1) : corner;
    if (access.guarded && start < 0) return {};
    if (start > -kMost && start < kMost)
      append_sizes(dimensions, d, static_cast<std::int64_t>(start), others, sizes);
  }
  keep_distinct(sizes);
  return sizes;
}

std::optional<std::vector<std::int64_t>> IndirectSizes::common_sizes(const std::vector<std::int32_t>& numbers,
                                                                     bool guarded) const {
  std::optional<std::vector<std::int64_t>> sizes;
  for (const Access& access : accesses_) {
    if (access.guarded != guarded) continue;
    for (const std::int32_t number : numbers) {
      const std::vector<std::int64_t> here = sizes_of(access, number);
      if (!here.empty()) sizes = sizes ? intersection(*sizes, here) : here;
    }
  }
  return sizes;
}

std::int64_t IndirectSizes::find(std::int32_t number) const {
  constexpr std::size_t kMostAlike = 16;
  std::vector<std::int32_t> alike{number};  // symbols of the same value
  const auto own = std::ranges::find(sources_, number, &std::pair<std::int32_t, std::string>::first);
  for (const auto& [other, source] : sources_)
    if (own != sources_.end() && other != number && source == own->second && alike.size() < kMostAlike)
      alike.push_back(other);
  auto found = common_sizes(alike, false);
  if (!found) found = common_sizes(alike, true);
  const std::vector<std::int64_t> sizes = std::move(found).value_or(std::vector<std::int64_t>());
  if (!listing_.asserted.empty()) {
    const std::vector<std::int64_t> both = intersection(sizes, listing_.asserted);
    if (both.size() == 1) return both[0];
    if (both.empty())  // of an index whose range is known nothing is asserted
      if (const auto named = intersection(sizes, listing_.mentioned); named.size() == 1) return named[0];
    return symbols_ == 1 && listing_.asserted.size() == 1 ? listing_.asserted[0] : kNone;
  }
  if (sizes.size() == 1) return sizes[0];
  const std::vector<std::int64_t> both = intersection(sizes, listing_.mentioned);
  return both.size() == 1 ? both[0] : kNone;
}

}  // namespace ireplay
