#include "replay/report/numbers.hpp"

#include <cmath>
#include <cstdio>

namespace ireplay {
namespace {

template <class... Values>
std::string print(const char* format, Values... values) {
  char text[64];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

/// Three significant digits without an exponent, for 0.01 and more.
std::string three_digits(double value) {
  if (value >= 99.95) return print("%.0f", value);
  if (value >= 9.995) return print("%.1f", value);
  return print("%.2f", value);
}

struct Unit {
  double size;
  const char* name;
};

template <std::size_t count>
std::string with_unit(double value, const Unit (&units)[count]) {
  std::size_t i = 0;
  while (i + 1 < count && value >= 999.5 * units[i].size) ++i;
  return three_digits(value / units[i].size) + ' ' + units[i].name;
}

}  // namespace

std::string print_microseconds(double us) {
  static constexpr Unit kUnits[] = {{1, "us"}, {1e3, "ms"}, {1e6, "s"}};
  return with_unit(us, kUnits);
}

std::string print_bytes(double bytes) {
  static constexpr Unit kUnits[] = {{1e3, "kB"}, {1e6, "MB"}, {1e9, "GB"}, {1e12, "TB"}};
  if (bytes < 1e3) return print("%.0f B", bytes);
  return with_unit(bytes, kUnits);
}

std::string print_rate(double value) {
  return value > 0 && value < 0.01 ? print("%.1g", value) : three_digits(value);
}

std::string print_percent(double ratio) { return print(ratio < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * ratio); }

std::string print_change(double ratio) {
  const double percent = 100 * (ratio - 1);
  return print(std::fabs(percent) < 9.95 ? "%+.1f %%" : "%+.0f %%", percent);
}

}  // namespace ireplay
