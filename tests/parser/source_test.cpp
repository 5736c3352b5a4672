#include "parser/source.hpp"

#include <gtest/gtest.h>

namespace ireplay {
namespace {

Position position_of(const Source& source, std::string_view part) {
  return source.position(source.text().data() + source.text().find(part));
}

std::string shown_at(const std::string& text, std::string_view part) {
  const Source source("dump.txt", text);
  return to_text(Error(Error::Kind::dump, source, source.text().data() + source.text().find(part), "wrong"));
}

TEST(Source, CleanTextIsTheOriginal) {
  const Source source("a", "one\ntwo\n");
  EXPECT_EQ(source.text(), "one\ntwo\n");
  EXPECT_FALSE(source.is_log());
  const Position at = position_of(source, "wo");
  EXPECT_EQ(at.line, 2U);
  EXPECT_EQ(at.column, 2U);
  EXPECT_EQ(source.line(source.text().data() + 5), "two");
}

TEST(Source, CarriageReturnsAreTakenOut) {
  const Source source("a", "one\r\ntwo\r\r\nthree\rx");
  EXPECT_EQ(source.text(), "one\ntwo\nthree\rx");
  EXPECT_EQ(position_of(source, "three").line, 3U);
  EXPECT_EQ(position_of(source, "three").column, 1U);
  EXPECT_EQ(source.line(source.text().data() + 4), "two\r");
}

TEST(Source, LinesThatABackslashSplitsAreJoined) {
  const Source source("a", "x = 'ab\\\ncd'\nlast");
  EXPECT_EQ(source.text(), "x = 'abcd'\nlast");
  EXPECT_EQ(position_of(source, "cd").line, 2U);
  EXPECT_EQ(position_of(source, "cd").column, 1U);
  EXPECT_EQ(position_of(source, "last").line, 3U);
}

TEST(Source, PrefixesOfLoggersAreTakenOut) {
  const Source source(
      "a",
      "V0520 02:43:23.617000 86891 path/file.py:271] [0/0_1] [__ir_post_fusion] op0: A(B)\n"
      "V0520 02:43:23.617000 86891 path/file.py:271] [0/0_1] [__ir_post_fusion]\n"
      "[rank0]:V0520 02:43:23.617000 86891 path/file.py:271] [0/0] [__ir_post_fusion]     [x]\n"
      "V0520 02:43:23.617000 86891 path/file.py:271] [0/0] [__output_code] def call(args):\n"
      "plain\n");
  EXPECT_TRUE(source.is_log());
  EXPECT_EQ(source.text(), "op0: A(B)\n\n    [x]\nplain\n");
  EXPECT_EQ(position_of(source, "op0").line, 1U);
  EXPECT_EQ(position_of(source, "op0").column, 74U);
  EXPECT_EQ(position_of(source, "plain").line, 5U);
  EXPECT_EQ(position_of(source, "plain").column, 1U);
}

TEST(Source, PrefixesOfOlderLoggersAreTakenOut) {
  const Source source(
      "a", "[2023-11-20 10:11:12,345] [0/0] torch._inductor.debug.__ir_post_fusion: [DEBUG] buf0: A(B)");
  EXPECT_EQ(source.text(), "buf0: A(B)");
}

TEST(Source, AByteOrderMarkIsTakenOut) { EXPECT_EQ(Source("a", "\xEF\xBB\xBFop0").text(), "op0"); }

TEST(Source, TextsThatOnlyLookLikeLogsStay) {
  for (const char* text :
       {"# path/file.py:12 in forward\n", "V0520 x.py:3] y", "[2023: [DEBUG]", "V0520 02 .py:", "V0520 "}) {
    EXPECT_EQ(Source("a", text).text(), text);
  }
}

TEST(Source, ForeignPointersHaveNoPlace) {
  const Source source("a", "text");
  const char* const other = "other";
  EXPECT_FALSE(source.contains(other));
  EXPECT_TRUE(source.contains(source.text().data() + 4));
  EXPECT_FALSE(Error(Error::Kind::dump, source, other, "wrong").has_place());
}

TEST(ErrorText, ShowsThePlaceTheLineAndACaret) {
  EXPECT_EQ(shown_at("first\nsecond line\n", "line"), "dump.txt:2:8: error: wrong\nsecond line\n       ^\n");
}

TEST(ErrorText, KeepsTabsSoThatTheCaretStaysBelowItsColumn) {
  EXPECT_EQ(shown_at("a\tb c", "c"), "dump.txt:1:5: error: wrong\na\tb c\n \t  ^\n");
}

TEST(ErrorText, ShowsControlBytesAndBrokenUtf8Harmlessly) {
  EXPECT_EQ(shown_at("\x1B[2J\xFF\xC3 x", "x"),
            "dump.txt:1:8: error: wrong\n\\x1b[2J\\xff\\xc3 x\n                ^\n");
}

TEST(ErrorText, CountsACharacterOfSeveralBytesOnceBelowTheLine) {
  EXPECT_EQ(shown_at("\xC3\xA4\xE2\x82\xAC x", "x"),
            "dump.txt:1:7: error: wrong\n\xC3\xA4\xE2\x82\xAC x\n   ^\n");
}

TEST(ErrorText, CutsLongLinesAroundTheCaret) {
  const std::string line = std::string(200, 'a') + "X" + std::string(200, 'b');
  EXPECT_EQ(shown_at(line, "X"), "dump.txt:1:201: error: wrong\n... " + std::string(50, 'a') + "X" +
                                     std::string(49, 'b') + " ...\n" + std::string(54, ' ') + "^\n");
}

TEST(ErrorText, StandsAtTheEndOfTheText) {
  const Source source("dump.txt", "one\n");
  const Error error(Error::Kind::dump, source, source.text().data() + 4, "too short");
  EXPECT_EQ(to_text(error), "dump.txt:2:1: error: too short\n\n^\n");
}

TEST(ErrorText, IsTheSentenceAloneWithoutAPlace) {
  EXPECT_EQ(to_text(Error(Error::Kind::usage, "no such option")), "error: no such option\n");
}

TEST(ErrorText, HasALineForEachLineOfTheSentence) {
  EXPECT_EQ(to_text(Error(Error::Kind::dump, "two things:\n  one\n  t\x1Bwo")),
            "error: two things:\n  one\n  t\\x1bwo\n");
}

TEST(InQuotes, CutsLongNamesAndHidesControlBytes) {
  EXPECT_EQ(in_quotes("buf0"), "'buf0'");
  EXPECT_EQ(in_quotes("a\x07"), "'a\\x07'");
  EXPECT_EQ(in_quotes(std::string(100, 'n')), "'" + std::string(60, 'n') + "...'");
}

}  // namespace
}  // namespace ireplay
