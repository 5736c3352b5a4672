#include "replay/report/html.hpp"

namespace ireplay {
std::string to_html(const std::vector<GraphReport>&, const RunHeader&) { return ""; }
}  // namespace ireplay
