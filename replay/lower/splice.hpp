#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "replay/plan/plan.hpp"

/// Puts the plan of a subgraph into the plan that calls it.
namespace ireplay {

class Splice {
 public:
  /// Appends the steps and the memory of `inner` to `outer`. What `inner` takes as the input of a name in
  /// `arguments` is the memory of that view of `outer`; its other inputs are constants, which become inputs
  /// of `outer` unless it has them. `suffix` makes the names of a second call's steps and buffers others.
  Splice(Plan& outer, const Plan& inner, const std::map<std::string, TensorView, std::less<>>& arguments,
         const std::string& suffix);

  /// A tensor of `inner` as one of `outer`.
  TensorView map(TensorView view) const;
  std::int32_t map(std::int32_t buffer) const;

 private:
  struct Place {
    std::int32_t storage = kNone;
    std::int64_t bytes = 0;  // from the start of the outer storage to that of the inner one
  };

  void place_storages(Plan& outer, const Plan& inner,
                      const std::map<std::string, TensorView, std::less<>>& arguments,
                      const std::string& suffix);
  void map(ExternValue& value) const;

  std::vector<Place> places_;           // by storage of `inner`
  std::vector<std::int32_t> storages_;  // by buffer of `inner`
  std::int32_t first_ = 0;              // number in `outer` of the first buffer of `inner`
};

}  // namespace ireplay
