#include "replay/verdict/reference.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>

#include "parser/parse.hpp"
#include "replay/verdict/unset_results.hpp"

namespace ireplay {
namespace {

constexpr std::string_view kOutput = "output";

/// `output3` as 3.
std::optional<std::size_t> output_number(std::string_view key) {
  if (!key.starts_with(kOutput)) return std::nullopt;
  key.remove_prefix(kOutput.size());
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  return error == std::errc() && end == key.data() + key.size() ? std::optional(number) : std::nullopt;
}

/// `buf3` or `reinterpret_tensor(buf3, (64, 8), (8, 1), 4)`: the buffer and where in it the view starts.
struct ReturnedView {
  std::string buffer;
  std::int64_t offset = 0;
  bool is_view = false;
};

/// No buffer where the expression is neither.
ReturnedView parse_return(const std::string& expression) try {
  const Source source("a returned value", expression);
  ExprPool exprs;
  const ExprId id = parse_expression(source, exprs);
  if (exprs[id].kind != ExprKind::call) return {expression, 0, false};
  const auto children = exprs.children_of(id);
  if (children.size() < 3) return {};
  ReturnedView view{std::string(exprs[children[1]].text), 0, true};
  const std::string_view offset = exprs[children.back()].text;
  if (exprs[children.back()].kind == ExprKind::integer)
    std::from_chars(offset.data(), offset.data() + offset.size(), view.offset);
  return view;
} catch (const Error&) {
  return {};
}

/// The reference of a returned view, laid out as the whole buffer is; none where the view does not cover it.
std::optional<HostTensor> lay_back(const HostTensor& want, const GraphHints::TensorHint& layout,
                                   std::int64_t offset, const TensorView& buffer) {
  const std::int64_t elements = numel(buffer.size);
  const bool covers = numel(want.size) == elements && layout.size == want.size &&
                      layout.stride.size() == layout.size.size() && offset == 0 &&
                      want.dtype == buffer.dtype && extent(layout.size, layout.stride) == elements &&
                      extent(buffer.size, buffer.stride) == elements;
  if (!covers) return std::nullopt;
  HostBytes storage(want.data.size());
  scatter_to_strided(want, storage.data(), layout.stride, 0);
  return gather_from_strided(storage.data(), want.dtype, buffer.size, buffer.stride, 0);
}

constexpr std::string_view kMutated = "mutated.";

class Matcher {
 public:
  Matcher(const Plan& plan, const TensorMap& reference, const CaseFacts& facts, const Wrapper* wrapper)
      : plan_(plan), reference_(reference), facts_(facts), wrapper_(wrapper), unset_(unset_storages(plan)) {
    if (wrapper == nullptr)
      std::ranges::transform(facts.returns, std::back_inserter(returned_), parse_return);
  }

  ReferenceMatch match() {
    for (std::size_t i = 0; i < plan_.outputs.size(); ++i) {
      const PlanOutput& output = plan_.outputs[i];
      if (output.view.buffer == kNone) continue;
      if (!take(output.key, i) && !take(output.name, i) && !take_returned(i))
        result_.unjudged[output.key] = "the reference has no tensor for it";
    }
    skip_unset();
    for (const auto& [key, want] : reference_)
      if (!taken_.contains(key)) report_missing(key);
    return std::move(result_);
  }

 private:
  bool take(const std::string& key, std::size_t output) {
    const auto found = reference_.find(key);
    if (found == reference_.end() || !taken_.insert(key).second) return false;
    result_.pairs.push_back({key, output, borrowed(found->second)});
    return true;
  }

  /// Several returned views may show the same buffer: all are compared.
  bool take_returned(std::size_t output) {
    bool any = false;
    for (std::size_t i = 0; i < returned_.size(); ++i) {
      const ReturnedView& view = returned_[i];
      const std::string key = std::string(kOutput) + std::to_string(i);
      const auto want = reference_.find(key);
      if (view.buffer != plan_.outputs[output].name || want == reference_.end() || taken_.contains(key))
        continue;
      const TensorView& got = plan_.outputs[output].view;
      if (!view.is_view && want->second.size == got.size) {
        any = take(key, output) || any;
      } else if (i < facts_.outputs.size() &&
                 facts_.outputs[i]) {  // a view, or a buffer whose shape the text does not say
        auto laid = lay_back(want->second, *facts_.outputs[i], view.offset, got);
        if (!laid) continue;
        taken_.insert(key);
        result_.pairs.push_back({key, output, std::make_shared<const HostTensor>(std::move(*laid))});
        any = true;
      }
    }
    return any;
  }

  void skip_unset() {
    std::erase_if(result_.pairs, [&](const OutputPair& pair) {
      const TensorView& view = plan_.outputs[pair.output].view;
      const bool unset = unset_.contains(plan_.buffers[static_cast<std::size_t>(view.buffer)].storage);
      if (unset) result_.skipped[pair.name] = "PyTorch leaves it unset where attention drops nothing out";
      return unset;
    });
  }

  void report_missing(const std::string& key) {
    const auto number = output_number(key);
    if (wrapper_ != nullptr && key.starts_with(kMutated) &&
        reused_inputs(*wrapper_).contains(key.substr(kMutated.size()))) {
      result_.skipped[key] = "the wrapper took the input's memory for a buffer of its own";
    } else if (wrapper_ == nullptr && number && *number < facts_.returns.size()) {
      result_.unjudged[key] = "the text alone does not say how '" + facts_.returns[*number] + "' is returned";
    } else if (wrapper_ == nullptr && number && facts_.returns.empty()) {
      result_.unjudged[key] = "the text alone does not say which buffer this is";
    } else {
      result_.missing.push_back(key);
    }
  }

  const Plan& plan_;
  const TensorMap& reference_;
  const CaseFacts& facts_;
  const Wrapper* wrapper_;
  std::set<std::int32_t> unset_;
  std::vector<ReturnedView> returned_;  // by position; only without a wrapper
  std::set<std::string, std::less<>> taken_;
  ReferenceMatch result_;
};

}  // namespace

ReferenceMatch match_reference(const Plan& plan, const TensorMap& reference, const CaseFacts& facts,
                               const Wrapper* wrapper) {
  return Matcher(plan, reference, facts, wrapper).match();
}

std::vector<Comparison> compare_outputs(const Plan& plan, const TensorMap& outputs,
                                        const ReferenceMatch& match, const std::vector<Limits>& limits,
                                        const std::vector<Excused>& excused) {
  std::vector<Comparison> comparisons;
  for (std::size_t i = 0; i < match.pairs.size(); ++i) {
    const OutputPair& pair = match.pairs[i];
    const auto got = outputs.find(plan.outputs[pair.output].key);
    comparisons.push_back(got == outputs.end()
                              ? without_figures(pair.name, Status::fail, "the engine returned no such tensor")
                              : compare(pair.name, got->second, *pair.want, limits[i], excused[i]));
  }
  for (const std::string& key : match.missing)
    comparisons.push_back(
        without_figures(key, Status::fail,
                        key.starts_with(kMutated)
                            ? "the graph does not change this input (up to 2.1 it returns the new value)"
                            : "the graph returns no such tensor"));
  for (const auto& [key, why] : match.skipped)
    comparisons.push_back(without_figures(key, Status::skipped, why));
  for (const auto& [key, why] : match.unjudged)
    comparisons.push_back(without_figures(key, Status::unjudged, why));
  return comparisons;
}

}  // namespace ireplay
