#include <ctime>
#include <random>

#include "parser/check.hpp"
#include "parser/listing/listing.hpp"
#include "parser/parse.hpp"
#include "parser/to_text.hpp"
#include "tests/support/golden.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kSeed = 20240520;
constexpr std::size_t kLargest = 100'000;  // bytes of a text that is broken on purpose

bool is_dump(const fs::path& file) {
  return file.filename().string().starts_with("ir_") && file.extension() == ".txt";
}
bool is_wrapper(const fs::path& file) { return file.filename() == "output_code.py"; }

std::vector<fs::path> captured(bool (*wanted)(const fs::path&)) {
  std::vector<fs::path> files = test::files_below("corpus", wanted);
  const std::vector<fs::path> more = test::files_below("corpus_versions", wanted);
  files.insert(files.end(), more.begin(), more.end());
  return files;
}

/// The message for a dump's text; empty where it parses.
std::string dump_error(const std::string& text) {
  try {
    const Source source("dump", text);
    const Dump dump = parse_dump(source);
    EXPECT_FALSE(to_full_text(dump).empty());
    check(dump);
    return {};
  } catch (const Error& error) {
    return to_text(error);
  }
}

std::string wrapper_error(const std::string& text) {
  try {
    const Source source("wrapper", text);
    to_text(parse_wrapper(source));
    return {};
  } catch (const Error& error) {
    return to_text(error);
  }
}

/// Of the listing of a kernel.
std::string listing_error(const std::string& text) {
  try {
    const Source source("kernel", text);
    to_text(parse_listing(source, source.text()));
    return {};
  } catch (const Error& error) {
    return to_text(error);
  }
}

std::string cut(const std::string& text, std::mt19937& random) {
  return text.substr(0, random() % (text.size() + 1));
}

std::string with_edits(std::string text, std::mt19937& random) {
  for (int edit = 0; edit < 3 && !text.empty(); ++edit) {
    const std::size_t at = random() % text.size();
    const char byte = "()[]{}'\",:=.\n\\ \x01\xFFx0-"[random() % 20];
    switch (random() % 3) {
      case 0:
        text[at] = byte;
        break;
      case 1:
        text.insert(at, 1, byte);
        break;
      default:
        text.erase(at, 1 + random() % 8);
    }
  }
  return text;
}

void break_on_purpose(const std::vector<fs::path>& files, std::string (*error)(const std::string&)) {
  std::mt19937 random(kSeed);
  int refused = 0;
  for (const fs::path& file : files) {
    const std::string text = test::read_text(file).substr(0, kLargest);
    SCOPED_TRACE(file.string() + ", seed " + std::to_string(kSeed));
    EXPECT_NO_THROW(refused += error(cut(text, random)).empty() ? 0 : 1);
    EXPECT_NO_THROW(refused += error(with_edits(text, random)).empty() ? 0 : 1);
  }
  EXPECT_GT(refused, 0);
}

TEST(ParserCorpus, EveryDumpParses) {
  const std::vector<fs::path> files = captured(is_dump);
  EXPECT_GT(files.size(), 300U);
  for (const fs::path& file : files) EXPECT_EQ(dump_error(test::read_text(file)), "") << file;
}

TEST(ParserCorpus, EveryWrapperParses) {
  const std::vector<fs::path> files = captured(is_wrapper);
  EXPECT_GT(files.size(), 250U);
  for (const fs::path& file : files) EXPECT_EQ(wrapper_error(test::read_text(file)), "") << file;
}

TEST(ParserCorpus, EveryKernelOfAWrapperHasAListing) {
  for (const fs::path& file : captured(is_wrapper)) {
    const Source source("wrapper", test::read_text(file));
    const Wrapper wrapper = parse_wrapper(source);
    for (const PyKernel& kernel : wrapper.kernels)
      EXPECT_FALSE(kernel.source.empty()) << file << ' ' << kernel.name;
    EXPECT_EQ(source.text().find("async_compile.triton(") != std::string_view::npos,
              !wrapper.kernels.empty() &&
                  std::any_of(wrapper.kernels.begin(), wrapper.kernels.end(),
                              [](const PyKernel& kernel) { return kernel.language == "triton"; }))
        << file;
    EXPECT_TRUE(std::any_of(
        wrapper.functions.begin(), wrapper.functions.end(),
        [](const PyFunction& function) { return function.name == "call" && function.body.count > 0; }))
        << file;
  }
}

/// Nothing in the kernels that Inductor generates is left as text; templates are written by hand.
TEST(ParserCorpus, EveryStatementOfAListingIsUnderstood) {
  std::size_t listings = 0;
  for (const fs::path& file : captured(is_wrapper)) {
    const Source source("wrapper", test::read_text(file));
    const Wrapper wrapper = parse_wrapper(source);
    for (const PyKernel& kernel : wrapper.kernels) {
      if (kernel.language != "triton" ||
          kernel.source.find("triton_heuristics.template(") != kernel.source.npos)
        continue;
      const Listing listing = parse_listing(source, kernel.source);
      ++listings;
      EXPECT_FALSE(listing.functions.empty()) << file << ' ' << kernel.name;
      EXPECT_FALSE(listing.decorators.empty()) << file << ' ' << kernel.name;
      for (const ListingStatement& statement : listing.statements)
        EXPECT_NE(statement.kind, ListingKind::other) << file << ' ' << statement.text;
    }
  }
  EXPECT_GT(listings, 400U);
}

TEST(ParserCorpus, BrokenListingsGiveAListingOrAnError) {
  std::mt19937 random(kSeed);
  for (const fs::path& file : captured(is_wrapper)) {
    const Source source("wrapper", test::read_text(file));
    const Wrapper wrapper = parse_wrapper(source);
    SCOPED_TRACE(file.string() + ", seed " + std::to_string(kSeed));
    for (const PyKernel& kernel : wrapper.kernels) {
      EXPECT_NO_THROW(listing_error(cut(std::string(kernel.source), random)));
      EXPECT_NO_THROW(listing_error(with_edits(std::string(kernel.source), random)));
    }
  }
}

TEST(ParserCorpus, BrokenDumpsGiveADumpOrAnError) { break_on_purpose(captured(is_dump), dump_error); }

TEST(ParserCorpus, BrokenWrappersGiveAWrapperOrAnError) {
  break_on_purpose(captured(is_wrapper), wrapper_error);
}

/// Doubling a text must not more than double the work; a factor of four tells linear from quadratic.
double seconds_to_parse(const std::string& text) {
  const std::clock_t start = std::clock();
  dump_error(text);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void expect_linear(const std::string& front, const std::string& piece, std::size_t count,
                   const std::string& back) {
  const auto text = [&](std::size_t pieces) {
    std::string result = front;
    for (std::size_t i = 0; i < pieces; ++i) result += piece;
    return result + back;
  };
  const double once = std::min(seconds_to_parse(text(count)), seconds_to_parse(text(count)));
  const double eight_times = seconds_to_parse(text(8 * count));
  EXPECT_LT(eight_times, 32 * once + 0.05) << front << piece;
}

TEST(ParserCorpus, TimeIsLinearInNamesListsLinesAndNodes) {
  expect_linear("op0", "_op1", 20'000, ": SchedulerNode(ComputedBuffer)\n");
  expect_linear("op0: A(B)\nop0.writes = [", "StarDep(name='buf0'), ", 4000, "]\n");
  expect_linear("op0: A(B)\nop0.aliases = [", "'a', ", 20'000, "]\n");
  expect_linear("op0: A(B)\nop0.new = \n", "    more\n", 20'000, "");
  expect_linear("", "op0: A(B)\n", 4000, "");
  expect_linear("op0_op1: F(A)\n", "op0_op1.snodes[0] =\nop0: A(B)\nop0.writes = []\n", 2000, "");
  expect_linear("op0: A(B)\nclass op0_loop_body:\n    var_ranges = {}\n    def body(self, ops):\n",
                "        load = ops.load('arg0_1', load)\n", 4000, "");
  expect_linear("op0: A(B)\nclass op0_loop_body:\n", "    def body(self, ops):\n", 8000, "");
  expect_linear("", "\n", 100'000, "");
}

}  // namespace
}  // namespace ireplay
