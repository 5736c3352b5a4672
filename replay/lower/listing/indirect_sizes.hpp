#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/listing/listing.hpp"
#include "replay/lower/body/index_lowering.hpp"
#include "replay/lower/body/lower_body.hpp"

/// The size that `self.set_indirectN(value)` wraps negative indices by. No release prints it: it follows from
/// the buffers that `indirectN` addresses, and from the literals of the kernel's listing.
namespace ireplay {

class IndirectSizes {
 public:
  /// Evaluates every index line that an access uses once, with indirect symbols as unknowns.
  explicit IndirectSizes(const BodyContext& context);

  /// kNone where text and listing leave it open.
  std::int64_t find(std::int32_t number) const;

 private:
  struct Access {
    std::int32_t buffer = kNone;  // BodyContext::buffers
    Linear index;
    bool guarded = false;  // in a masked sub-block: it may be shifted, as those of paddings are
  };

  void collect(const Block& block);
  void add_access(std::string_view name, bool stores, std::int32_t line, bool guarded);
  std::optional<Linear> line_index(std::int32_t line);
  bool mentions(const Atom& atom, std::int32_t number) const;
  /// Sizes that one access allows, several if it is ambiguous.
  std::vector<std::int64_t> sizes_of(const Access& access, std::int32_t number) const;
  /// What all accesses together allow for indirect symbols of one value; none where they say nothing.
  std::optional<std::vector<std::int64_t>> common_sizes(const std::vector<std::int32_t>& numbers,
                                                        bool guarded) const;

  const BodyContext& context_;
  LoopProgram probe_;
  std::unique_ptr<IndexAlgebra> algebra_;
  std::unique_ptr<IndexLowering> lowering_;
  std::vector<Access> accesses_;
  std::vector<std::pair<std::int32_t, std::string>> sources_;  // what set_indirectN is given: `arg0_1/index0`
  std::size_t symbols_ = 0;                                    // how many set_indirect the body has
  ListingSizes listing_;
};

}  // namespace ireplay
