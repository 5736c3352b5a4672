#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "replay/lower/body/lower_body.hpp"
#include "replay/lower/graph_buffers.hpp"
#include "replay/lower/listing/fx_calls.hpp"

/// Nodes with loop bodies, alone, fused or grouped, to steps of loop programs.
namespace ireplay {

class LoopSteps {
 public:
  /// `readable`: fx_graph_readable.py, which outlives the object; may be empty.
  LoopSteps(const WrapperFacts* facts, std::string_view readable, const SymbolValues& symbols,
            GraphBuffers& buffers, Plan& plan);

  /// The programs of `node` (a part is a node too), in the order in which they run. `parts` are the leaves,
  /// which may be another text's: `dump`'s, the one before fusion.
  Step make(const Node& node, const Dump& of_node, const std::vector<const Node*>& parts, const Dump& dump);
  /// The programs of a foreach node whose parts are not in the text, from the kernel's listing. Throws
  /// Error{dump} where there is none.
  Step make_from_listing(const Node& node, const Dump& dump);

 private:
  struct Twin {
    std::int32_t buffer = kNone;  // the float32 copy of what a half-precision buffer held before rounding
    std::size_t written_by = 0;   // number of the part
  };
  using Twins = std::unordered_map<std::string_view, Twin>;

  struct PartPlace {
    const Twins& twins;
    std::size_t number;
  };

  Twins make_twins(const std::vector<const Node*>& parts, const Dump& dump);
  std::int32_t make_twin(std::string_view name);
  std::int32_t load_buffer(const PartPlace& part, std::string_view name);
  BodyContext::StoreBuffers store_buffers(const PartPlace& part, std::string_view name);
  LoopProgram lower_part(const Node& part, const Dump& dump, std::string_view listing,
                         const std::vector<std::string_view>& origins, const Twins& twins,
                         std::size_t number);
  const KernelCall* foreach_call(const Node& node, const Dump& dump) const;
  /// The wrapper's kernel call of a top-level node: kernels are called in the order of the nodes.
  std::size_t claim_call(const Node& node, const Dump& dump);
  std::unordered_map<const Node*, std::size_t> calls_of_grouped_parts(const Node& node, const Dump& dump);
  const PyKernel* claimed_kernel();
  std::vector<std::string_view> with_targets(std::vector<std::string_view> names) const;
  std::size_t first_call(const std::vector<std::string_view>& names, std::size_t from) const;
  std::vector<std::string_view> own_names(const Node& node, const Dump& dump) const;
  bool mutates(const std::vector<std::string_view>& names) const;
  void group_unfused_nodes(const Dump& dump);
  std::span<const Node* const> nodes_of_claimed_kernel(const Dump& dump);
  std::int32_t provisional(BufferFact& fact);
  void settle(LoopProgram& program);

  std::vector<std::string_view> graph_scans(std::int64_t elements);

  const WrapperFacts* facts_;
  std::string_view readable_;
  std::optional<FxCalls> fx_calls_;  // read when the first scan is not understood
  const SymbolValues& symbols_;
  GraphBuffers& buffers_;
  Plan& plan_;
  static constexpr std::size_t kNothing = static_cast<std::size_t>(-1);
  std::size_t next_kernel_call_ = 0, claimed_ = kNothing;  // of WrapperFacts::kernel_calls
  bool grouped_ = false;  // what follows is filled, for texts without fused nodes
  std::unordered_map<std::size_t, std::vector<const Node*>> kernel_nodes_;  // by call, in order
  std::unordered_map<const Node*, std::size_t> unfused_calls_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> kernel_calls_;  // by argument, ascending
  std::vector<std::pair<BufferFact*, bool>> provisional_;  // and whether the size was known
};

/// pointwise, reduction, scan or sort: what the programs of a step do at most.
std::string op_kind_of(const std::vector<LoopProgram>& programs);

}  // namespace ireplay
