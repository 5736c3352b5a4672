#pragma once

#include <string>

/// Numbers as reports print them: three significant digits and a unit that keeps them short.
namespace ireplay {

std::string print_microseconds(double us);  // 0.85 us, 12.3 us, 1.20 ms, 3.00 s
std::string print_bytes(double bytes);      // 512 B, 2.10 MB, 1.05 GB (decimal)
std::string print_rate(double value);       // 3, 12.3, 2930: for columns whose unit stands in the header
std::string print_percent(double ratio);    // 93 %
std::string print_change(double ratio);     // of 1.031: +3.1 %

}  // namespace ireplay
