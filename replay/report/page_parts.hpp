#pragma once

#include <string_view>

/// The files that pages are made of, as they were when the program was built.
namespace ireplay::page {

extern const std::string_view kStyle;   // page/page.css
extern const std::string_view kScript;  // page/page.js
extern const std::string_view kChart;   // Chart.js (MIT licence), minified

}  // namespace ireplay::page
