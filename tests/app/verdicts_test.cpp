#include <cstring>
#include <sstream>

#include "kernels/scalar/scalar.hpp"
#include "tests/support/command_line.hpp"

/// Verdicts from outside: what is never green, and with which words and exit codes.
namespace ireplay {
namespace {

constexpr const char* kRun = "run --device cpu --no-timing ";

class Verdicts : public CommandLine {
 protected:
  Outcome run(const std::string& arguments) { return ireplay(kRun + arguments); }

  /// The reference of a case with every element times `factor`.
  std::string scaled_reference(const std::string& name, double factor) {
    TensorMap tensors = read_tensors(Path(IREPLAY_TESTDATA) / "corpus" / name / "outputs.safetensors");
    for (auto& [key, tensor] : tensors)
      for (std::size_t at = 0; at < tensor.data.size(); at += bytes_of(tensor.dtype)) {
        const double x = load_element(&tensor.data[at], tensor.dtype).f;
        store_element(&tensor.data[at], tensor.dtype, Scalar{.f = x * factor}, DType::f64);
      }
    return put(folder_ / "scaled.safetensors", tensors);
  }
};

/// The float32 number that TF32 has for it: ten bits of mantissa, to nearest.
std::byte* round_to_tf32(std::byte* at) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, at, sizeof bits);
  bits = (bits + 0x0fff + ((bits >> 13) & 1)) & 0xffffe000U;
  std::memcpy(at, &bits, sizeof bits);
  return at + sizeof bits;
}

void expect_says(const std::string& text, const std::string& words) {
  EXPECT_NE(text.find(words), std::string::npos) << text;
}

TEST_F(Verdicts, AReferenceOffByAFactorFails) {
  const Outcome outcome = run(corpus("seed.0") + " --reference " + scaled_reference("seed.0", 1.12));
  EXPECT_EQ(outcome.code, 1);
  expect_says(outcome.out, "\nFAIL  2 differ, 0 agree, 0 skipped, 0 unjudged\n");
}

TEST_F(Verdicts, Tf32IsToleratedWhereItIsAllowed) {
  const std::string graph = corpus("cv_conv2d_bias_relu.0"),
                    reference = (folder_ / "tf32.safetensors").string();
  TensorMap inputs = read_tensors(Path(IREPLAY_TESTDATA) / "corpus/cv_conv2d_bias_relu.0/inputs.safetensors");
  for (auto& [name, tensor] : inputs) {
    ASSERT_EQ(tensor.dtype, DType::f32);
    for (std::byte* at = tensor.data.data(); at != tensor.data.data() + tensor.data.size();)
      at = round_to_tf32(at);
  }
  run(graph + " --inputs " + put(folder_ / "rounded.safetensors", inputs) + " --save-outputs " + reference);
  EXPECT_EQ(run(graph + " --reference " + reference).code,
            0);  // a graph for a CUDA device, no flags recorded
  EXPECT_EQ(run(graph + " --tf32 none --reference " + reference).code, 1);
  EXPECT_EQ(run(graph + " --tf32 matmul --reference " + reference).code, 1);
  EXPECT_EQ(run(graph + " --tf32 conv --reference " + reference).code, 0);
  EXPECT_EQ(run(graph + " --tf32 some").code, 2);
}

TEST_F(Verdicts, AProductWithoutItsLastTermsFails) {
  const Outcome outcome =
      run(corpus("seed.0") + " --reference " + testdata("verdict/seed_last_terms_dropped.safetensors"));
  EXPECT_EQ(outcome.code, 1);
  expect_says(outcome.out, "\nFAIL  1 differs, 0 agree, 0 skipped, 1 unjudged\n");
}

TEST_F(Verdicts, NamesThatTheGraphDoesNotHaveAreBadUsage) {
  const std::string names = testdata("verdict/other_names.safetensors"), graph = corpus("pw_chain_f32.0");
  const Outcome inputs = run(graph + " --inputs " + names);
  EXPECT_EQ(inputs.code, 2);
  EXPECT_EQ(inputs.err, "error: --inputs: the graph has no input 'x'; it has 'arg0_1' and 'arg1_1'\n");
  const Outcome reference = run(graph + " --reference " + names);
  EXPECT_EQ(reference.code, 2);
  expect_says(reference.err, "has 'x' and 'y', which the graph does not return; it returns 'output0'\n");
  EXPECT_EQ(run(graph + " --pinned " + names).err,
            "error: --pinned: the graph has no input 'x'; it has 'arg0_1' and 'arg1_1'\n");
  EXPECT_EQ(run(graph + " --input arg7_1=ones").err,
            "error: --input: the graph has no input 'arg7_1'; it has 'arg0_1' and 'arg1_1'\n");
  EXPECT_EQ(run(graph + " --layout 'arg7_1=f32[3]'").err,
            "error: --layout: the graph has no input 'arg7_1'; it has 'arg0_1', 'arg1_1' and 'buf0'\n");
  EXPECT_EQ(run(corpus("dy_dynamic_layer.0") + " --sym s99=3").err,
            "error: --sym: the graph has no symbol 's99'; it has 's27' and 's77'\n");
}

TEST_F(Verdicts, OfSeveralGraphsOneMustHaveTheName) {
  const std::string graphs = corpus("pw_chain_f32.0") + " " + corpus("seed.0");
  EXPECT_EQ(run(graphs + " --input arg3_1=randn").code, 0);
  const Outcome none = run(graphs + " --input arg77_1=randn");
  EXPECT_EQ(none.code, 2);
  EXPECT_EQ(none.err, "error: no graph has '--input arg77_1'\n");
}

TEST_F(Verdicts, OutputsWithoutAReferenceAreUnjudged) {
  const std::string graph =
      corpus("rd_arg.0") + " --reference " + testdata("verdict/rd_arg_four_of_six.safetensors");
  const Outcome outcome = run(graph);
  EXPECT_EQ(outcome.code, 7);
  expect_says(outcome.out, "  output0: unjudged: the reference has no tensor for it\n");
  expect_says(outcome.out, "\nUNJUDGED  4 agree, 0 skipped, 2 unjudged\n");
  const Outcome allowed = run(graph + " --allow-unjudged");
  EXPECT_EQ(allowed.code, 0);
  expect_says(allowed.out, "\nPASS  4 agree, 0 skipped, 2 unjudged\n");
}

TEST_F(Verdicts, TheOracleSaysWhichSideIsWrong) {
  const Outcome outcome = run(corpus("rd_arg.0") + " --oracle --reference " +
                              testdata("verdict/rd_arg_wrong_integer.safetensors"));
  EXPECT_EQ(outcome.code, 1);
  expect_says(
      outcome.out,
      ": ours 0 from exact, the reference 0 from exact and 1 element wrong: the reference is wrong\n");
  expect_says(outcome.out, ": ours 0 from exact, the reference 0 from exact: both within rounding\n");
}

TEST_F(Verdicts, NothingToCompareIsBadUsage) {
  const std::string empty = testdata("verdict/empty.safetensors");
  const Outcome run_outcome = run(corpus("pw_chain_f32.0") + " --reference " + empty);
  EXPECT_EQ(run_outcome.code, 2);
  EXPECT_EQ(run_outcome.err, "error: " + empty + " holds no tensors to compare with\n");
  const Outcome files = ireplay("compare " + empty + " " + empty);
  EXPECT_EQ(files.code, 2);
  EXPECT_EQ(files.err, "error: " + empty + " holds no tensors\n");
  const Outcome strangers =
      ireplay("compare " + corpus("seed.0/inputs.safetensors") + " " + corpus("seed.0/outputs.safetensors"));
  EXPECT_EQ(strangers.code, 2);
  expect_says(strangers.err, "error: no tensor of ");
}

TEST_F(Verdicts, NanAndInfinitiesThatDifferAreCounted) {
  const Outcome outcome = ireplay("compare " + testdata("verdict/nan_inf_a.safetensors") + " " +
                                  testdata("verdict/nan_inf_b.safetensors"));
  EXPECT_EQ(outcome.code, 1);
  expect_says(outcome.out, ", nan ");
}

TEST_F(Verdicts, NoRowWrapsOnAnyCapturedGraph) {
  const Outcome outcome = run(testdata("corpus") + " --no-progress");
  EXPECT_EQ(outcome.code, 0);
  std::istringstream lines(outcome.out);
  for (std::string line; std::getline(lines, line);)
    EXPECT_TRUE(line.size() <= 100 || line.starts_with("warning: ") || line.find("  on ") != line.npos)
        << line;
}

TEST_F(Verdicts, ReplacedInputsDropTheCasesOwnReference) {
  const Outcome outcome = run(corpus("pw_chain_f32.0") + " --input arg0_1=ones");
  EXPECT_EQ(outcome.code, 0);
  expect_says(outcome.out,
              "the case's own reference belongs to its own inputs, which --input replaces: left aside\n");
  expect_says(outcome.out, "no reference to compare with\n");
}

TEST_F(Verdicts, ReferencesCanBeComputed) {
  const Outcome cpu = run(corpus("pw_chain_f32.0") + " --input arg0_1=ones --reference cpu");
  EXPECT_EQ(cpu.code, 0);
  expect_says(cpu.out, "\nPASS  1 agrees, 0 skipped, 0 unjudged; against the CPU engine\n");
  const Outcome exact = run(corpus("pw_bf16_broadcast.0") + " --reference f64");
  EXPECT_EQ(exact.code, 0);
  expect_says(exact.out, "unjudged; against float64 on the CPU\n");
  expect_says(run(corpus("pw_chain_f32.0") + " --reference none").out, "no reference to compare with\n");
}

TEST_F(Verdicts, AnOutputOfAnotherTypeFails) {
  TensorMap tensors = read_tensors(Path(IREPLAY_TESTDATA) / "corpus/pw_chain_f32.0/outputs.safetensors");
  HostTensor& tensor = tensors.at("output0");
  tensor.dtype = DType::f64;
  tensor.data.resize(2 * tensor.data.size());
  const Outcome outcome =
      run(corpus("pw_chain_f32.0") + " --reference " + put(folder_ / "wide.safetensors", tensors));
  EXPECT_EQ(outcome.code, 1);
  expect_says(outcome.out, "got f32[37,53], the reference is f64[37,53]\n");
}

TEST_F(Verdicts, InfinitiesAgainstFiniteNumbersFail) {
  const Outcome outcome = run(testdata("verdict/infinite_output"));
  EXPECT_EQ(outcome.code, 1);
  expect_says(outcome.out, "\nFAIL  1 differs, 0 agree, 0 skipped, 0 unjudged\n");
}

TEST_F(Verdicts, ASumThatIsOffFails) {
  const Outcome outcome = run(testdata("verdict/sum_off_by_40_percent"));
  EXPECT_EQ(outcome.code, 1);
  expect_says(outcome.out, "\nFAIL  1 differs, 0 agree, 0 skipped, 0 unjudged\n");
}

TEST_F(Verdicts, OneTieExcusesNoOtherElement) {
  const Outcome outcome = run(testdata("verdict/one_tie"));
  EXPECT_EQ(outcome.code, 1);
  expect_says(outcome.out, "    off 22 of 24 (92 %), nan 0/0, inf 0/0, 2 excused\n");
}

TEST_F(Verdicts, TensorsOfACaseMustBeThoseOfItsGraph) {
  const Path folder = copy_of("pw_f64.0");
  TensorMap tensors = read_tensors(folder / "inputs.safetensors");
  auto node = tensors.extract("arg0_1");
  node.key() = "arg9_9";
  tensors.insert(std::move(node));
  write_safetensors(folder / "inputs.safetensors", tensors);
  const Outcome other = run("'" + folder.string() + "'");
  EXPECT_EQ(other.code, 3);
  expect_says(other.err,
              "inputs.safetensors' has 'arg9_9', which the graph does not take; it takes 'arg0_1'");
  tensors.erase("arg9_9");
  write_safetensors(folder / "inputs.safetensors", tensors);
  const Outcome missing = run("'" + folder.string() + "'");
  EXPECT_EQ(missing.code, 3);
  expect_says(missing.err, "inputs.safetensors' has no tensor for 'arg0_1'\n");
  std::filesystem::remove(folder / "inputs.safetensors");
  std::filesystem::create_directory(folder / "inputs.safetensors");
  EXPECT_EQ(run("'" + folder.string() + "'").code, 3);
}

}  // namespace
}  // namespace ireplay
