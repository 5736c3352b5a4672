#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "replay/lower/make_plan.hpp"
#include "replay/lower/wrapper_facts.hpp"
#include "replay/plan/index_algebra.hpp"

/// Every tensor name of a dump: what it is, its layout, and the storage it lies in.
namespace ireplay {

/// Where a buffer's memory comes from.
enum class Home : std::uint8_t {
  input,     // an argument of call()
  constant,  // constant0, _frozen_param0: contents given or drawn
  own,       // allocated by the graph
  alias,     // NonOwningLayout: a view into `target` (a concat part)
  mutation,  // MutationLayout, MutationOutput: another name for `target`
  tuple,     // MultiOutputLayout: no memory, its items are buffers
  none,      // NoneLayout
};

struct BufferFact {
  std::string_view name;  // points into the text it first stands in
  Home home = Home::own;
  std::optional<DType> dtype;
  std::optional<Dims> size, stride;  // until it is placed: then the plan's buffer has them
  std::int64_t layout_offset = 0;    // printed `offset=`, elements
  std::string_view target;           // alias, mutation
  std::optional<std::int64_t>
      alias_offset;           // elements from the start of the target, where the wrapper says it
  std::string_view ir_class;  // ComputedBuffer, ExternKernelOut ... (2.5 and later)
  bool is_output = false;     // has the user OUTPUT
  bool waits = false;         // its sizes depend on a symbol that data decides and nobody knows yet
  bool placing = false;       // on the way to its base: views that form a circle are found by it
  std::int32_t plan_buffer = kNone;
};

/// The size of a buffer, placed or not; null where it is not known.
const Dims* size_of(const BufferFact& fact, const Plan& plan);

/// The names of one graph, in order of first mention. Built from the scheduler text, the wrapper and the
/// hints, in that order of trust.
class GraphBuffers {
 public:
  GraphBuffers(const GraphTexts& texts, const GraphHints& hints, const WrapperFacts* facts,
               const SymbolValues& symbols);

  BufferFact* find(std::string_view name);
  /// What the dependencies of the scheduler text tell of a buffer's extent; worked out at the first question.
  std::optional<std::int64_t> dependency_extent(std::string_view name);
  std::vector<BufferFact>& all() { return buffers_; }

  /// Creates storage and PlanBuffer of everything whose layout is known. Throws Error{dump} where an alias or
  /// a mutation names no buffer, and where a given tensor does not fit the graph's layout.
  void place(Plan& plan);
  /// The same for one buffer whose dtype, size and stride became known later.
  void place(Plan& plan, BufferFact& fact);
  /// Throws Error{dump} at the first buffer that leaves its storage.
  void check_places(const Plan& plan) const;

 private:
  void place_on_base(Plan& plan, BufferFact& fact);
  void inherit_layout(const Plan& plan, BufferFact& fact);
  void place_parts(const Plan& plan, std::string_view target, const PlanBuffer& base);
  std::int64_t extent_of(const BufferFact& fact) const;
  void read_dump(const Dump& dump);
  void read_node(const Dump& dump, const Node& node);
  void read_layout(const Dump& dump, const Layout& layout, BufferFact& fact);
  void read_reads(const Dump& dump, const Node& node);
  void add_inputs();
  void apply_facts();
  void apply_view(BufferFact& fact);
  void apply_hints();
  void apply_annotations();
  void check_hint(BufferFact& fact) const;
  bool is_loaded(std::string_view name) const;
  BufferFact& add(std::string_view name, Home home);
  std::int64_t concat_offset(Plan& plan, const BufferFact& fact, const PlanBuffer& base);

  const GraphTexts& texts_;
  const GraphHints& hints_;
  const WrapperFacts* facts_;
  const SymbolValues& symbols_;
  std::vector<BufferFact> buffers_;
  [[noreturn]] void refuse(const BufferFact& fact, const std::string& what) const;
  std::int32_t number_of(std::string_view name) const;

  EntryTable by_name_;
  std::vector<std::string_view> unwritten_;                               // read before any node wrote it
  std::unordered_map<std::string_view, std::vector<std::size_t>> parts_;  // of a concat, by its name
  std::unordered_map<std::string_view, std::unordered_map<std::string_view, std::optional<std::int64_t>>>
      concat_offsets_;  // of the parts, none where it does not fit 64 bits
  std::unordered_map<std::string_view, std::int64_t> extents_;
  bool has_extents_ = false;
};

/// Why a view does not lie within the memory of its buffer: `leaves its storage of 1344 elements: it reaches
/// element 99999`; empty where it does.
std::string why_outside(const Plan& plan, const TensorView& view);

/// Largest index + 1 that the memory dependencies of each buffer reach. The way to a buffer's extent in
/// releases that print no layouts.
std::unordered_map<std::string_view, std::int64_t> extents_from_dependencies(const Dump& dump,
                                                                             const SymbolValues& symbols);

}  // namespace ireplay
