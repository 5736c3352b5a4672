#include "replay/cuda/original/tma_descriptors.hpp"

#include <limits>

#include "replay/plan/checked.hpp"

namespace ireplay {
namespace {

class Describer {
 public:
  Describer(const WrapperFacts& facts, ExprId call)
      : facts_(facts), exprs_(facts.wrapper->exprs), call_(call) {}

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(Error::Kind::unsupported, *facts_.wrapper->source, exprs_[call_].text.data(), what);
  }

  std::span<const ExprId> arguments() const { return exprs_.children_of(call_).subspan(1); }

  std::int64_t number(ExprId id) const {
    return evaluate_size(*facts_.wrapper->source, exprs_, id, facts_.symbols);
  }

  DescribedTensor tensor(ExprId id) const {
    const auto view = read_view(facts_, id);
    if (!view) fail("expected a tensor of which a descriptor is made");
    DescribedTensor tensor{*view, {}, {}};
    const auto layout = facts_.layouts.find(view->buffer);
    const bool known = layout != facts_.layouts.end();
    if (view->size)
      tensor.size.assign(view->size->begin(), view->size->end());
    else if (known && layout->second.size)
      tensor.size.assign(layout->second.size->begin(), layout->second.size->end());
    if (view->stride)
      tensor.stride.assign(view->stride->begin(), view->stride->end());
    else if (known && layout->second.stride)
      tensor.stride.assign(layout->second.stride->begin(), layout->second.stride->end());
    if (tensor.size.empty() || tensor.size.size() != tensor.stride.size() || tensor.size.size() > 5)
      fail("a tensor of one to five dimensions is needed for a descriptor");
    return tensor;
  }

  /// Innermost dimension first; that one's stride must be 1 and is not among the strides.
  void fill(TmaDescriptor& map, const DescribedTensor& tensor, std::span<const std::int64_t> block,
            std::int64_t element_bytes) const {
    const std::size_t rank = tensor.size.size();
    if (block.size() != rank) fail("a descriptor's block has as many dimensions as its tensor");
    if (tensor.stride[rank - 1] != 1) fail("a descriptor's innermost dimension must have stride 1");
    for (std::size_t d = rank; d-- > 0;) {
      const Checked bytes = checked_multiply(tensor.stride[d], element_bytes);
      const bool in_range =
          tensor.size[d] > 0 && block[d] > 0 && block[d] <= std::numeric_limits<std::uint32_t>::max();
      if (!bytes || *bytes < 0 || !in_range) fail("a descriptor's sizes, strides and block must be positive");
      map.size.push_back(static_cast<std::uint64_t>(tensor.size[d]));
      map.box.push_back(static_cast<std::uint32_t>(block[d]));
      if (d + 1 < rank) map.stride.push_back(static_cast<std::uint64_t>(*bytes));
    }
  }

 private:
  const WrapperFacts& facts_;
  const ExprPool& exprs_;
  ExprId call_;
};

/// Triton numbers three element types otherwise than CUtensorMapDataType does.
std::int64_t cuda_element_type(std::int64_t triton) {
  switch (triton) {
    case 8:
      return 10;
    case 9:
      return 8;
    case 10:
      return 9;
    default:
      return triton;
  }
}

std::pair<DescribedTensor, TmaDescriptor> from_tensor(const Describer& describer, const TmaRule* rule) {
  if (rule == nullptr) describer.fail("the kernel's file has no 'tensordesc_meta' for this descriptor");
  if (rule->fp4_padded) describer.fail("descriptors of padded fp4 are not supported");
  const auto arguments = describer.arguments();
  if (arguments.empty()) describer.fail("expected a tensor and the block of its descriptor");
  DescribedTensor tensor = describer.tensor(arguments[0]);
  TmaDescriptor map{.swizzle = rule->swizzle,
                    .element_type = cuda_element_type(rule->element_type),
                    .size = {},
                    .stride = {},
                    .box = {}};
  describer.fill(map, tensor, rule->block, rule->element_bytes);
  return {std::move(tensor), std::move(map)};
}

/// Elements are integers of their size; the swizzle is the widest that the block's rows fill, and a row wider
/// than 128 bytes is copied in several pieces (Triton's fill_2d_tma_descriptor and its 1d twin).
std::pair<DescribedTensor, TmaDescriptor> from_numbers(const Describer& describer, const WrapperFacts& facts,
                                                       std::size_t rank) {
  const auto arguments = describer.arguments();
  if (arguments.size() != 2 * rank + 2)
    describer.fail("expected an address, sizes, the block and the element's bytes");
  const ExprPool& exprs = facts.wrapper->exprs;
  const std::string_view pointer = exprs[arguments[0]].kind == ExprKind::call
                                       ? exprs[exprs.children_of(arguments[0])[0]].text
                                       : std::string_view();
  constexpr std::string_view kMethod = ".data_ptr";
  if (!pointer.ends_with(kMethod))
    describer.fail("expected the address of a tensor, such as arg0_1.data_ptr()");
  DescribedTensor tensor{
      NamedView{pointer.substr(0, pointer.size() - kMethod.size()), {}, {}, 0, false, {}}, {}, {}};
  std::vector<std::int64_t> block;
  for (std::size_t d = 0; d < rank; ++d) {
    tensor.size.push_back(describer.number(arguments[1 + d]));
    block.push_back(describer.number(arguments[1 + rank + d]));
  }
  tensor.stride = rank == 1 ? std::vector<std::int64_t>{1} : std::vector<std::int64_t>{tensor.size.back(), 1};
  const std::int64_t bytes = describer.number(arguments.back());
  if (bytes != 1 && bytes != 2 && bytes != 4) describer.fail("a descriptor's elements have 1, 2 or 4 bytes");
  TmaDescriptor map{
      .swizzle = 0, .element_type = bytes == 4 ? 2 : bytes - 1, .size = {}, .stride = {}, .box = {}};
  if (rank == 2) {
    const Checked row = checked_multiply(block.back(), bytes);
    if (!row || *row < 32) describer.fail("a descriptor's block has rows of at least 32 bytes");
    map.swizzle = *row >= 128 ? 3 : *row >= 64 ? 2 : 1;
    if (*row > 128) block.back() = 128 / bytes;
  }
  describer.fill(map, tensor, block, bytes);
  return {std::move(tensor), std::move(map)};
}

}  // namespace

std::pair<DescribedTensor, TmaDescriptor> tma_descriptor_of(const WrapperFacts& facts, const KernelCall& call,
                                                            std::string_view name, const TmaRule* rule) {
  const CallFact* made = nullptr;
  for (const CallFact& fact : facts.calls)
    if (fact.order < call.order && fact.results.size() == 1 && fact.results[0] == name) made = &fact;
  if (made == nullptr)
    throw Error(Error::Kind::unsupported, *facts.wrapper->source, name.data(),
                "this is no tensor descriptor that the wrapper made before");
  const Describer describer(facts, made->call);
  if (made->function.ends_with("TensorDescriptor.from_tensor")) return from_tensor(describer, rule);
  if (made->function.ends_with(".create_2d_tma_descriptor")) return from_numbers(describer, facts, 2);
  if (made->function.ends_with(".create_1d_tma_descriptor")) return from_numbers(describer, facts, 1);
  describer.fail("this makes no tensor descriptor of a known form");
}

}  // namespace ireplay
