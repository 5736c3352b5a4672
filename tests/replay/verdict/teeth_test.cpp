#include "tests/support/teeth.hpp"

#include <gtest/gtest.h>

#include "parser/source.hpp"

/// Verdicts bite: wrong results on every captured graph fail. `teeth_bench` prints what passes elsewhere.
namespace ireplay {
namespace {

class Teeth : public testing::TestWithParam<const char*> {};

TEST_P(Teeth, EveryWrongResultFails) {
  int tried = 0;
  for (const CaseFiles& files : captured_with_tensors(GetParam())) {
    const TeethOfCase teeth = try_teeth(CapturedCase(files), files.name);
    tried += teeth.tried;
    for (const Bitten& b : teeth.passed)
      ADD_FAILURE() << b.graph << " " << b.output << ": " << b.change << " passes, the allowed rms is "
                    << b.noise << " of the reference's";
  }
  EXPECT_GT(tried, 300);
}

INSTANTIATE_TEST_SUITE_P(Captured, Teeth, testing::Values("corpus", "corpus_versions"));

}  // namespace
}  // namespace ireplay
