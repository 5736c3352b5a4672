#include "parser/check.hpp"
#include "parser/listing/listing.hpp"
#include "parser/parse.hpp"
#include "parser/ptx/ptx.hpp"
#include "parser/to_text.hpp"
#include "parser/ttir/ttir.hpp"
#include "tests/support/golden.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

std::string dump_text(const Source& source) {
  std::string text;
  const std::size_t graphs = count_graphs(source);
  for (std::size_t graph = 0; graph < graphs; ++graph) {
    const Dump dump = parse_dump(source, graph);
    check(dump);
    if (graphs > 1) text += "graph " + std::to_string(graph) + '\n';
    text += to_text(dump) + '\n' + to_full_text(dump);
  }
  return text;
}

/// What a file says: a dump (.txt), a wrapper (.py), a kernel's listing (.triton), inline assembly (.ptx),
/// Triton's own form of a kernel (.ttir) or an expression (.expr), or the message for it.
std::string outcome(const fs::path& file) {
  const Source source(file.filename().string(), test::read_text(file));
  try {
    if (file.extension() == ".py") return to_text(parse_wrapper(source));
    if (file.extension() == ".triton") return to_text(parse_listing(source, source.text()));
    if (file.extension() == ".ptx") return to_text(parse_ptx(source, source.text()));
    if (file.extension() == ".ttir") return to_text(parse_ttir(source));
    if (file.extension() == ".txt") return dump_text(source);
    ExprPool exprs;
    return to_text(exprs, parse_expression(source, exprs)) + '\n';
  } catch (const Error& error) {
    return to_text(error);
  }
}

bool is_input(const fs::path& file) { return file.extension() != ".golden"; }

class ParserGolden : public testing::TestWithParam<fs::path> {};

TEST_P(ParserGolden, TextAndErrorsAreUnchanged) {
  fs::path golden = GetParam();
  golden += ".golden";
  test::expect_golden(golden, outcome(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Dumps, ParserGolden, testing::ValuesIn(test::files_below("dumps", is_input)),
                         test::test_name);
INSTANTIATE_TEST_SUITE_P(Bad, ParserGolden, testing::ValuesIn(test::files_below("bad", is_input)),
                         test::test_name);

TEST(ParserGoldenFiles, BadTextsAreRefusedWithTheirPlace) {
  for (const fs::path& file : test::files_below("bad", is_input)) {
    const std::string name = file.filename().string();
    EXPECT_TRUE(outcome(file).starts_with(name + ':')) << name;
    EXPECT_NE(outcome(file).find(": error: "), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace ireplay
