#include "replay/report/fitted_table.hpp"

#include <algorithm>

#include "replay/report/style.hpp"
#include "replay/report/text_table.hpp"

namespace ireplay {

std::string fitted_table(const std::vector<FittedColumn>& columns, std::size_t width, std::size_t rows,
                         const std::function<std::vector<std::string>(std::size_t)>& cells) {
  std::vector<std::vector<std::string>> all;
  std::vector<std::size_t> widths;
  widths.reserve(columns.size());
  for (const FittedColumn& column : columns) widths.push_back(column.header.size());
  for (std::size_t k = 0; k < rows; ++k) {
    all.push_back(cells(k));
    for (std::size_t c = 0; c < columns.size(); ++c) widths[c] = std::max(widths[c], all.back()[c].size());
  }
  std::size_t sum = 2 * (columns.size() - 1);
  for (const std::size_t one : widths) sum += one;
  std::size_t excess = sum > width ? sum - width : 0;
  TextTable table;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const FittedColumn& column = columns[c];
    column.right ? table.number_column(column.header) : table.column(column.header);
    const std::size_t least = std::max(column.least, column.header.size());
    if (column.least == 0 || widths[c] <= least) continue;
    const std::size_t cut = std::min(excess, widths[c] - least);
    widths[c] -= cut;
    excess -= cut;
  }
  for (auto& row : all) {
    for (std::size_t c = 0; c < columns.size(); ++c) row[c] = shortened(row[c], widths[c]);
    table.row(std::move(row));
  }
  return table.print("");
}

}  // namespace ireplay
