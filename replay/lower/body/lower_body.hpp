#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model.hpp"
#include "replay/lower/symbols.hpp"
#include "replay/plan/plan.hpp"

/// Loop body of one scheduler node -> LoopProgram, all releases' spellings.
namespace ireplay {

/// What a body's names mean outside of it.
struct BodyContext {
  const Dump* dump = nullptr;  // where the body stands (post or pre fusion text)
  const Node* node = nullptr;  // its sizes split the variables; may stand in another dump than the body
  const Dump* node_dump = nullptr;
  const LoopBody* body = nullptr;
  const SymbolValues* symbols = nullptr;
  const std::vector<PlanBuffer>* buffers = nullptr;
  const std::vector<Storage>* storages = nullptr;
  /// Index into `buffers` of what a load of this name reads, kNone if there is no such buffer.
  std::function<std::int32_t(std::string_view name)> load_buffer;
  /// What a store to this name writes: a buffer and its unrounded twin, kNone for what there is not.
  using StoreBuffers = std::array<std::int32_t, 2>;
  std::function<StoreBuffers(std::string_view name)> store_buffers;
  /// The kernel's listing (Triton or C++), empty where there is none: read for facts that the text lacks: a
  /// scan's combine function, sizes of indirect indexing, `rand4x`, inline assembly.
  std::string_view listing;
  const Source* listing_source = nullptr;  // where the listing stands, if not in the dump
  /// The nodes that this kernel computes, in order, where they are not the parts of one fused node (the text
  /// from before fusion); empty otherwise.
  std::span<const Node* const> kernel_nodes;
  /// ATen names of the origin ("aten.cumsum"), empty where unknown: the second way to a scan's combine
  /// function.
  std::vector<std::string_view> origins;
  /// The graph's ops that scan tensors of so many elements: the third way. May be empty.
  std::function<std::vector<std::string_view>(std::int64_t elements)> graph_scans;
  std::vector<std::string>* warnings = nullptr;  // what is doubtful; may be null
  bool cpu_random = false;  // the dump was made for the CPU backend: its random engine differs
};

/// Throws Error{dump} at the place of what is inconsistent (unknown name, wrong arity, index out of the
/// buffer for a point of the domain, extent that is negative) and Error{unsupported} at an op that has no
/// row.
LoopProgram lower_body(const BodyContext& context);

}  // namespace ireplay
