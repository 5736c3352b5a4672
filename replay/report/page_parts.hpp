#pragma once

#include <string_view>

/// The files that pages are made of, as they were when the program was built.
namespace ireplay::page {

extern const std::string_view style;   // page/page.css
extern const std::string_view script;  // page/page.js
extern const std::string_view chart;   // Chart.js (MIT licence), minified

}  // namespace ireplay::page
