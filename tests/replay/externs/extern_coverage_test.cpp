// Which rows of the table have a case whose results are PyTorch's.
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>
#include <string>

#include "replay/plan/extern_program.hpp"
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

/// `ireplay ops` says what runs a row without a call at hand.
TEST(ExternCoverage, RunnersAreThoseOfTheParts) {
  std::map<const ExternRow*, std::array<bool, 4>> seen;  // products, convolutions, factorizations, sorts
  for (const char* family : kExternFamilies)
    for (const ExternCase& c : read_extern_cases(family, TestLayout::dense)) {
      const Step step = c.step();
      std::array<bool, 4>& has = seen[find_extern(c.call)];
      has[0] |= has_part<ProductPart>(step);
      has[1] |= has_part<ConvolutionPart>(step);
      has[2] |= has_part<SolverPart>(step);
      has[3] |= has_part<SortPart>(step);
    }
  for (const auto& [row, has] : seen) {
    SCOPED_TRACE(row->name);
    const std::string text(cpu_text(row->runner()));
    const bool factors = text.starts_with("factorizations");
    EXPECT_TRUE(has[0] == text.starts_with("products") || factors);
    EXPECT_EQ(has[1], text.starts_with("convolutions"));
    EXPECT_EQ(has[2], factors);
    EXPECT_EQ(has[3], text == "sort");
  }
}

}  // namespace
}  // namespace ireplay
