// Library calls written as loop programs and products, run on the CPU, against PyTorch's results.
#include "replay/extern_program.hpp"

#include <gtest/gtest.h>

#include <set>

#include "parser/source.hpp"
#include "tests/support/extern_case.hpp"
#include "tests/support/extern_judge.hpp"

namespace ireplay {
namespace {

class ExternProgramCases : public testing::TestWithParam<const char*> {
 protected:
  static void check(TestLayout layout) {
    for (ExternCase& c : read_extern_cases(GetParam(), layout)) {
      SCOPED_TRACE(c.name);
      try {
        const std::optional<ExternProgram> program = make_extern_program(c.call, c.plan);
        if (!program) continue;
        run_extern_program(*program, c.plan, [&](const TensorView& view) { return c.view(view); });
      } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
        continue;
      }
      for (const auto& [buffer, want] : c.expected)
        expect_near(want, c.value(buffer),
                    c.name + " " + c.plan.buffers[static_cast<std::size_t>(buffer)].name);
    }
  }
};

TEST_P(ExternProgramCases, AreWhatPyTorchComputes) { check(TestLayout::dense); }
TEST_P(ExternProgramCases, MayLieInMemoryInAnyWay) { check(TestLayout::awkward); }

INSTANTIATE_TEST_SUITE_P(Families, ExternProgramCases, testing::ValuesIn(kExternFamilies),
                         [](const auto& family) { return std::string(family.param); });

TEST(ExternProgram, CoversWhatTheTableSays) {
  std::set<std::string> without;
  for (const char* family : kExternFamilies)
    for (const ExternCase& c : read_extern_cases(family, TestLayout::dense))
      if (!make_extern_program(c.call, c.plan)) without.insert(c.name + " " + c.call.function);
  for (const std::string& name : without) std::cout << name << '\n';
}

}  // namespace
}  // namespace ireplay
