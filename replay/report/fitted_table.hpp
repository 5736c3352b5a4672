#pragma once

#include <functional>
#include <string>
#include <vector>

namespace ireplay {

/// A column of a table that must fit the terminal.
struct FittedColumn {
  std::string header;
  std::size_t least = 0;  // it may be shortened to so many characters; 0: never
  bool right = false;
};

/// A table of which no row is wider than `width`: columns that may be shortened are, from the first on, until
/// it fits. `cells(k)` is row k.
std::string fitted_table(const std::vector<FittedColumn>& columns, std::size_t width, std::size_t rows,
                         const std::function<std::vector<std::string>(std::size_t)>& cells);

}  // namespace ireplay
