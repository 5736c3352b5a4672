#pragma once

#include <functional>
#include <string>
#include <vector>

namespace ireplay {

/// Delta debugging (Zeller and Hildebrandt 2002): a part of `items`, in their order, that is still
/// interesting and of which no single item can be left out. `items` themselves must be interesting. Tries
/// about n log n parts, n^2 at worst.
std::vector<std::string> minimize(
    std::vector<std::string> items,
    const std::function<bool(const std::vector<std::string>& part)>& is_interesting);

}  // namespace ireplay
