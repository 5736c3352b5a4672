#pragma once

#include <functional>
#include <optional>

#include "replay/plan/plan.hpp"

/// The other right answer of calls that pick one of several equal values.
namespace ireplay {

/// A call that sorts or selects along a dimension and leaves open which of equal values comes first.
struct Selection {
  std::int32_t positions = kNone;  // the buffer that they go to
  TensorView from;                 // what is sorted or selected from
  std::size_t dimension = 0;
};

/// Of sort, argsort, topk, kthvalue, median and mode; none for a stable sort, and where nobody reads the
/// positions.
std::optional<Selection> find_selection(const Step& step);

/// Runs a selection with the last of equal values first: the operand is handed out back to front along the
/// dimension, and the positions that come back are counted from the other end.
class LateTies {
 public:
  using ViewOf = std::function<HostView(const TensorView&)>;
  LateTies(const Plan& plan, const ViewOf& view_of, const Selection& selection)
      : plan_(plan), view_of_(view_of), selection_(selection) {}

  HostView view(const TensorView& tensor) const;
  /// Turns the positions around.
  void finish() const;

 private:
  const Plan& plan_;
  const ViewOf& view_of_;
  const Selection& selection_;
};

}  // namespace ireplay
