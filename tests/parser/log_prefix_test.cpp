#include "parser/log_prefix.hpp"

#include <gtest/gtest.h>

namespace ireplay {
namespace {

std::string rest_of(std::string_view line, std::string_view* tag = nullptr) {
  std::string_view found;
  const std::size_t length = log_prefix_length(line, found);
  if (tag != nullptr) *tag = found;
  return std::string(line.substr(length));
}

TEST(LogPrefix, WhateverStandsBeforeALoggersPrefixGoesWithIt) {
  const std::string own =
      "I1130 02:19:41.717000 31310 torch/_inductor/debug.py:803] [0/0] [__ir_post_fusion] ";
  for (const char* before :
       {"", "> ", "0: ", "[1,0]<stderr>:", "2026-03-10T12:00:00.0000000Z ", "(EngineCore_DP0 pid=58928) ",
        "[default0]:", "[rank0]:[rank0]:", "| worker-3 | "}) {
    std::string_view tag;
    EXPECT_EQ(rest_of(before + own + "op0: A(B)", &tag), "op0: A(B)") << before;
    EXPECT_EQ(tag, "__ir_post_fusion");
  }
}

TEST(LogPrefix, OtherLinesHaveNone) {
  for (const char* line : {"op0: SchedulerNode(ComputedBuffer)", "V0520 x.py:3] y",
                           "size=[1024, 16], stride=[16, 1]", "xV0520 02:43:23.617000 86891 a.py:271] z", ""})
    EXPECT_EQ(rest_of(line), line);
}

TEST(CommonPrefix, IsThatOfMostLinesWithDigitsThatDiffer) {
  EXPECT_EQ(common_prefix("12:01 op0: SchedulerNode(A)\n12:02 op0.writes = []\n12:03 x\n12:04 y\n12:05 z\n"),
            "12:01 ");
  EXPECT_EQ(common_prefix("# op0: SchedulerNode(A)\n# op0.writes = []\n#\n# x\n# y\n"), "# ");
  EXPECT_EQ(common_prefix("op0: SchedulerNode(A)\n    x: SchedulerNode(B)\n"), "");
  EXPECT_EQ(common_prefix("see op0: SchedulerNode(A)\nand other\nlines\n"), "");
  EXPECT_TRUE(has_prefix("99:59 a", "12:01 "));
  EXPECT_TRUE(has_prefix("#", "# "));
  EXPECT_FALSE(has_prefix("12-01 a", "12:01 "));
}

TEST(Colors, AreSequencesOfATerminal) {
  EXPECT_EQ(color_length("\x1B[1;32mop0"), 7U);
  EXPECT_EQ(color_length("\x1B[K"), 3U);
  EXPECT_EQ(color_length("\x1B[2J"), 0U);
  EXPECT_EQ(color_length("[32m"), 0U);
}

TEST(WrappersOfLog, AreTheLogWithItsOtherLinesEmptied) {
  const std::string p = "V1130 01:02:03.000000 123 a.py:1] [0/0] ";
  const std::string ir = p + "[__ir_post_fusion] op0: A(B)\n";
  const std::string start = p + "[__output_code] Output code: \n",
                    code = p + "[__output_code] def call(args):\n";
  const auto wrappers = wrappers_of_log(ir + start + code + "other\n" + ir + start + code);
  ASSERT_EQ(wrappers.size(), 2U);
  EXPECT_EQ(wrappers[0], "\n\n" + code + "\n\n\n\n");
  EXPECT_EQ(wrappers[1], "\n\n\n\n\n\n" + code);
  EXPECT_TRUE(wrappers_of_log(ir).empty());
}

}  // namespace
}  // namespace ireplay
