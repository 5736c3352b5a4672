// Which rows of the table have a case whose results are PyTorch's.
#include <gtest/gtest.h>

#include <set>

#include "tests/support/extern_case.hpp"

namespace ireplay {
namespace {

/// Rows of which PyTorch has no numbers to compare with: whatever the arguments, another generator draws
/// others. extern_draws_test.cpp judges how their numbers are distributed.
const std::set<std::string_view> kNeverTheSame = {"rand", "randn", "rand_like", "randn_like"};

std::set<const ExternRow*> rows_with_cases() {
  std::set<const ExternRow*> rows;
  for (const char* family : kExternFamilies)
    for (const ExternCase& c : read_extern_cases(family, TestLayout::dense)) rows.insert(find_extern(c.call));
  return rows;
}

TEST(ExternCoverage, EveryRowHasACase) {
  const std::set<const ExternRow*> covered = rows_with_cases();
  for (const ExternRow& row : extern_rows())
    EXPECT_NE(covered.count(&row) == 1, kNeverTheSame.count(row.name) == 1)
        << "write a case of " << row.name << " into tests/extern_cases, or take it off the list above";
}

}  // namespace
}  // namespace ireplay
