#include "app/options.hpp"

#include <gtest/gtest.h>

#include "app/commands.hpp"
#include "parser/source.hpp"

namespace ireplay {
namespace {

struct Parsed {
  Options options;
  std::optional<int> done;
  std::string out, err;
};

Parsed parse(std::vector<std::string> words) {
  words.insert(words.begin(), "ireplay");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  Parsed parsed;
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  parsed.done = parse_options(static_cast<int>(argv.size()), argv.data(), parsed.options);
  parsed.out = testing::internal::GetCapturedStdout();
  parsed.err = testing::internal::GetCapturedStderr();
  return parsed;
}

TEST(Options, APathAloneIsARun) {
  for (const auto& words :
       {std::vector<std::string>{"some/dir"}, {"run", "some/dir"}, {"--device", "cpu", "some/dir"}}) {
    const Parsed parsed = parse(words);
    EXPECT_FALSE(parsed.done);
    EXPECT_EQ(parsed.options.command, "run");
    EXPECT_EQ(parsed.options.paths, std::vector<std::string>{"some/dir"});
  }
}

TEST(Options, ShowTakesAPathAndANode) {
  const Options options = parse({"show", "dir", "op3", "--format", "dot"}).options;
  EXPECT_EQ(options.paths, std::vector<std::string>{"dir"});
  EXPECT_EQ(options.node, "op3");
  EXPECT_EQ(options.format, "dot");
}

TEST(Options, StandardInputIsAPath) { EXPECT_EQ(parse({"-"}).options.paths, std::vector<std::string>{"-"}); }

TEST(Options, HelpNamesEveryCommandAndEndsWell) {
  const Parsed parsed = parse({"--help"});
  EXPECT_EQ(parsed.done, 0);
  for (const Command& command : commands())
    EXPECT_NE(parsed.out.find(command.help), std::string::npos) << command.name;
  EXPECT_EQ(parse({"--version"}).done, 0);
}

TEST(Options, BadUsageIsExitCodeTwo) {
  for (const auto& words : {std::vector<std::string>{},
                            {"run"},
                            {"x", "--device", "tpu"},
                            {"x", "--device", "cuda:"},
                            {"x", "--no-such-option"},
                            {"x", "--kernels", "fast"},
                            {"check", "x", "--kernels", "prebuilt"},
                            {"x", "--repeat", "0"},
                            {"x", "--sym", "s0"},
                            {"x", "--sym", "s0=many"},
                            {"x", "--input", "=zeros"},
                            {"show", "a", "b", "c"},
                            {"compare", "a"}}) {
    const Parsed parsed = parse(words);
    EXPECT_EQ(parsed.done, 2) << (words.empty() ? "" : words.back());
    EXPECT_FALSE(parsed.err.empty());
  }
}

TEST(Options, StandAnywhereAndTakeOneValueEachTime) {
  const Options before = parse({"--sym", "s0=1", "--sym", "s1=2", "check", "x"}).options;
  EXPECT_EQ(before.command, "check");
  EXPECT_EQ(before.symbols.size(), 2U);
  const Options between = parse({"--input", "a=ones", "x", "--input", "b=zeros", "y"}).options;
  EXPECT_EQ(between.paths, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(between.fills.size(), 2U);
}

TEST(Options, ContradictionsNameBoth) {
  struct Row {
    std::vector<std::string> words;
    std::string error;
  };
  for (const Row& row : std::vector<Row>{
           {{"x", "-q", "-v"}, "--quiet contradicts --verbose"},
           {{"x", "--no-timing", "--repeat", "3"}, "--no-timing contradicts --repeat"},
           {{"x", "--no-compare", "--reference", "cpu"}, "--no-compare contradicts --reference"},
           {{"x", "--reference", "none", "--atol", "1"}, "--reference none contradicts --atol"},
           {{"x", "--device", "cpu", "--kernels", "compiled"}, "--device cpu contradicts --kernels"},
           {{"x", "--input", "a=ones", "--input", "a=zeros"}, "--input: 'a' is given twice"}}) {
    const Parsed parsed = parse(row.words);
    EXPECT_EQ(parsed.done, 2) << row.error;
    EXPECT_EQ(parsed.err, "error: " + row.error + "; `ireplay --help` lists what there is\n");
  }
}

TEST(Options, NumbersAreNumbersWithinTheirBounds) {
  for (const auto& words : {std::vector<std::string>{"--seed", "-1"},
                            {"--seed", "1x"},
                            {"--seed", "18446744073709551616"},
                            {"--atol", "nan"},
                            {"--atol", "-0.5"},
                            {"--rtol", "1e999"},
                            {"--rtol", "1e-3x"},
                            {"--min-time", "nan"},
                            {"--min-time", "3601"},
                            {"--threads", "0"},
                            {"--threads", "2.5"},
                            {"--warmup", "-1"},
                            {"--repeat", "1000001"}}) {
    const Parsed parsed = parse({"x", words[0], words[1]});
    EXPECT_EQ(parsed.done, 2) << words[1];
    EXPECT_NE(parsed.err.find("error: " + words[0] + ": expected a "), std::string::npos) << parsed.err;
    EXPECT_NE(parsed.err.find(", not '" + words[1] + "'"), std::string::npos) << parsed.err;
  }
  EXPECT_EQ(parse({"x", "--seed", "18446744073709551615"}).options.seed, 18446744073709551615U);
  EXPECT_EQ(parse({"x", "--atol", "1e-3"}).options.atol, 1e-3);
}

TEST(Options, KernelsAreThoseThatThereAre) {
  EXPECT_EQ(parse({"x"}).options.kernels, "auto");
  EXPECT_EQ(parse({"x", "--kernels", "auto"}).options.kernels, "auto");
  EXPECT_EQ(parse({"x", "--kernels", "prebuilt"}).options.kernels, "prebuilt");
  EXPECT_EQ(parse({"x", "--kernels", "compiled"}).options.kernels, "compiled");
  const Parsed refused = parse({"x", "--kernels", "fast"});
  EXPECT_NE(refused.err.find("--kernels: expected auto, compiled, prebuilt or original, not 'fast'"),
            std::string::npos)
      << refused.err;
}

TEST(Options, SymbolsLayoutsAndFillsAreNamed) {
  const Options options =
      parse({"x", "--sym", "s0=13", "--sym", "s77=-1", "--layout", "arg0_1=bf16[2048,128]:1,2048", "--input",
             "arg1_1=index", "--input", "arg2_1=dir=with/x.npy"})
          .options;
  EXPECT_EQ(options.symbols.at("s0"), 13);
  EXPECT_EQ(options.symbols.at("s77"), -1);
  EXPECT_EQ(options.layouts.at("arg0_1").dtype, DType::bf16);
  EXPECT_EQ(options.layouts.at("arg0_1").size, (Dims{2048, 128}));
  EXPECT_EQ(options.layouts.at("arg0_1").stride, (Dims{1, 2048}));
  EXPECT_EQ(options.fills.at("arg1_1"), "index");
  EXPECT_EQ(options.fills.at("arg2_1"), "dir=with/x.npy");
}

TEST(Options, LayoutsSayWhichFormTheyTake) {
  EXPECT_EQ(parse_layout("f32[]").size, Dims{});
  EXPECT_EQ(parse_layout("torch.int64[ 3 , 4 ]").dtype, DType::i64);
  EXPECT_EQ(parse_layout("f32[2,]").size, Dims{2});
  for (const char* text : {"", "f32", "f33[2]", "f32[2", "f32[2,,]", "f32[-2]", "f32[2]:", "f32[2]:1,1",
                           "f32[2]x", "f32[99999999999999999999]"}) {
    try {
      parse_layout(text);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), Error::Kind::usage);
      EXPECT_NE(std::string(error.what()).find("bf16[2048,128]"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace ireplay
