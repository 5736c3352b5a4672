#include "replay/case/minimize.hpp"

#include <algorithm>

namespace ireplay {
namespace {

using Items = std::vector<std::string>;

/// Items [first, last), or all others.
Items part_of(const Items& items, std::size_t first, std::size_t last, bool others) {
  Items part;
  for (std::size_t k = 0; k < items.size(); ++k)
    if ((k >= first && k < last) != others) part.push_back(items[k]);
  return part;
}

}  // namespace

Items minimize(Items items, const std::function<bool(const Items& part)>& is_interesting) {
  std::size_t pieces = 2;
  while (items.size() > 1) {
    pieces = std::min(pieces, items.size());
    bool smaller = false;
    for (const bool others : {false, true}) {
      if (others && pieces == 2) continue;  // the other half was tried
      for (std::size_t piece = 0; piece < pieces && !smaller; ++piece) {
        const Items part =
            part_of(items, piece * items.size() / pieces, (piece + 1) * items.size() / pieces, others);
        if (!is_interesting(part)) continue;
        items = part;
        pieces = others ? std::max<std::size_t>(pieces - 1, 2) : 2;
        smaller = true;
      }
    }
    if (smaller) continue;
    if (pieces == items.size()) break;
    pieces *= 2;
  }
  return items;
}

}  // namespace ireplay
