#pragma once

#include <vector>

#include "replay/plan/index_algebra.hpp"

namespace ireplay {

/// Indices of one program as indices of another: variables are replaced by expressions, and values by those
/// of other numbers.
class IndexSubstitution {
 public:
  /// `variables`: by those of `from`, made by `to`. `values`: by the instructions of `from`; may grow.
  IndexSubstitution(const LoopProgram& from, IndexAlgebra& to, std::vector<Linear> variables,
                    const std::vector<ValueId>& values);

  Linear expression(IndexId index);
  /// kNone of kNone.
  IndexId index(IndexId index);

 private:
  Linear atom(std::int32_t number);

  const LoopProgram& from_;
  IndexAlgebra& to_;
  std::vector<Linear> variables_;
  const std::vector<ValueId>& values_;
  std::vector<IndexId> known_;  // by indices of `from`
};

}  // namespace ireplay
