#include <sys/stat.h>

#include "tests/support/command_line.hpp"

/// Case folders with something wrong in one of their files: case.json, the other ranks' folders, pinned
/// buffers, kernels, the log of subgraphs, or something else in a file's place.
namespace ireplay {
namespace {

namespace fs = std::filesystem;

class BrokenCases : public CommandLine {
 protected:
  /// A copy of a captured case.
  fs::path copy(const std::string& name) {
    const fs::path to = folder_ / "case";
    fs::remove_all(to);
    fs::copy(fs::path(IREPLAY_TESTDATA) / name, to, fs::copy_options::recursive);
    return to;
  }

  static void edit(const fs::path& file, const std::string& from, const std::string& to) {
    std::string content = read_file(file);
    ASSERT_NE(content.find(from), std::string::npos) << from;
    for (std::size_t at = 0; (at = content.find(from, at)) != std::string::npos; at += to.size())
      content.replace(at, from.size(), to);
    std::ofstream(file, std::ios::binary) << content;
  }

  /// `check` and `run` say the same on standard error.
  void expect_refused(const fs::path& path, int code, const std::string& error) {
    for (const char* command : {"run --device cpu --no-timing -q ", "check -q "}) {
      const Outcome outcome = ireplay(command + ("'" + path.string() + "'"));
      EXPECT_EQ(outcome.code, code) << command << outcome.err << outcome.out;
      EXPECT_NE(outcome.err.find(error), std::string::npos) << command << outcome.err;
    }
  }
};

TEST_F(BrokenCases, FactsThatAreNoFactsAreSaid) {
  struct Row {
    const char *from, *to, *error;
  };
  const Row rows[] = {
      {"\"rank\": 0", "\"rank\": -1", "the rank -1 is no count\n"},
      {"\"rank\": 0", "\"rank\": 99999999999", "the rank 99999999999 is no count\n"},
      {"\"rank\": 0", "\"rank\": \"0\"", "the rank \"0\" is no count\n"},
      {"\"groups\": {", "\"groups\": {\"1\": [0, 1.5], ", "the rank 1.5 is no count\n"},
      {"\"groups\": {", "\"groups\": {\"1\": 0, ", "the group '1' is no list of ranks\n"},
      {"\"groups\": {", "\"groups\": {\"1\": [0, 0], ", "the group '1' has a rank twice\n"},
      {"\"groups\": {", "\"groups\": {\"1\": [], ", "the group '1' has no rank\n"},
      {"\"rank\": 0", "\"rank\": 0, \"flags\": {\"allow_tf32_matmul\": \"yes\"}",
       "'allow_tf32_matmul' is neither true nor false\n"},
      {"\"rank\": 0", "\"rank\": 0, \"symbols\": []", "'symbols' is no object\n"},
      {"\"rank\": 0", "\"rank\": 0, \"symbols\": {\"u0\": 9223372036854775808}",
       "'u0' does not fit 64 bits\n"},
  };
  for (const Row& row : rows) {
    const fs::path folder = copy("corpus_language/2.15/co_tp_mlp.0/rank0");
    edit(folder / "case.json", row.from, row.to);
    expect_refused(folder, 3,
                   "error: '" + (folder / "case.json").string() + "' is no case file: " + row.error);
  }
}

TEST_F(BrokenCases, RanksThatDoNotFitEachOtherAreSaidAtTheCollective) {
  const std::string place = "rank0/ir_post_fusion.txt:69:1: error: op3: ";
  fs::path folder = copy("corpus_language/2.15/co_tp_mlp.0");
  edit(folder / "rank0/case.json", "\"rank\": 0", "\"rank\": 5");
  expect_refused(folder / "rank0", 3, place + "the group '0' has rank 0, whose folder is not there\n");

  folder = copy("corpus_language/2.15/co_broadcast.0");
  const fs::path wrapper = folder / "rank0/output_code.py";
  edit(wrapper, "broadcast_.default(buf1, 0, '0')", "broadcast_.default(buf1, 7, '0')");
  expect_refused(folder / "rank0", 3,
                 "error: op2: a broadcast comes from a rank that its group does not have\n");

  // the other rank's tensors are smaller
  folder = copy("corpus_language/2.15/co_broadcast.0");
  for (const char* file : {"rank1/ir_post_fusion.txt", "rank1/output_code.py"})
    for (const auto& [from, to] :
         {std::pair("6, 8", "3, 4"), std::pair("[8, 1]", "[4, 1]"), std::pair("(8, 1)", "(4, 1)"),
          std::pair("48", "12"), std::pair("8*d0", "4*d0"), std::pair("{d0: 6, d1: 8}", "{d0: 3, d1: 4}")})
      if (read_file(folder / file).find(from) != std::string::npos) edit(folder / file, from, to);
  put(folder / "rank1/case.json", R"({"rank": 1, "groups": {"0": [0, 1]}})");
  write_safetensors(folder / "rank1/inputs.safetensors", {{"arg0_1", {DType::f32, {3, 4}, HostBytes(48)}}});
  expect_refused(folder / "rank0", 3, "error: op2: one rank gives f32[6,8], another one f32[3,4]\n");
}

TEST_F(BrokenCases, APinnedBufferOfAnotherSizeIsSaid) {
  const fs::path folder = copy("corpus/rng_dropout.0");
  TensorMap pinned;
  pinned["buf0"] = {DType::i64, {3}, HostBytes(24)};
  write_safetensors(folder / "pinned.safetensors", pinned);
  expect_refused(folder, 3, "pinned.safetensors' has 'buf0' as i64[3], but the graph takes i64[1]\n");
}

TEST_F(BrokenCases, SomethingElseInAFilesPlaceIsSaid) {
  for (const char* name : {"ir_post_fusion.txt", "output_code.py", "ir_pre_fusion.txt", "case.json",
                           "fx_graph_readable.py", "inputs.safetensors", "pinned.safetensors"}) {
    const fs::path file = copy("corpus/pw_f64.0") / name;
    fs::remove(file);
    fs::create_directory(file);
    expect_refused(file.parent_path(), 3, "error: cannot read '" + file.string() + "': it is a directory\n");
    fs::remove(file);
    fs::create_symlink("nowhere", file);
    expect_refused(file.parent_path(), 3,
                   "error: cannot read '" + file.string() + "': No such file or directory\n");
    fs::remove(file);
    ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);  // as if it were not there: nobody writes to it
    EXPECT_EQ(ireplay("check -q '" + file.parent_path().string() + "'").code, 0) << name;
  }
}

TEST_F(BrokenCases, ALoopWithoutAnEndIsRefused) {
  const fs::path folder = copy("corpus_language/2.15/cf_while.0");
  edit(folder / "ir_post_fusion.log", "ops.constant(5, torch.int64)", "ops.constant(555555, torch.int64)");
  const std::string place = (folder / "output_code.py").string() + ":217:13: error: data has decided ";
  expect_refused(folder, 4, place);
}

TEST_F(BrokenCases, ALoopOfManyTripsIsFollowed) {
  const fs::path folder = copy("corpus_language/2.15/cf_while.0");
  edit(folder / "ir_post_fusion.log", "ops.constant(5, torch.int64)", "ops.constant(100, torch.int64)");
  EXPECT_EQ(ireplay("check -q '" + folder.string() + "'").code, 0);
}

TEST_F(BrokenCases, AnIndexThatTheGraphComputesOutOfRangeIsToldAtItsStatement) {
  const Outcome outcome =
      ireplay("run --device cpu --no-timing " + testdata("language/gather-outside-its-row"));
  EXPECT_EQ(outcome.code, 5);
  EXPECT_NE(
      outcome.err.find("ir_post_fusion.txt:26:9: error: op0: self.set_indirect0 set_indirect0: index 2 is "
                       "outside of a dimension of size 2\n"
                       "        set_indirect0 = self.set_indirect0(to_dtype)\n"),
      std::string::npos)
      << outcome.err;
}

TEST_F(BrokenCases, EveryCommandThatRunsAGraphTellsWhereItFails) {
  const fs::path folder = copy("corpus_language/2.15/dd_unique.0");
  edit(folder / "output_code.py", "buf1 = buf0[0]", "buf1 = buf0[1]");
  for (const char* command : {"run --no-timing CASE", "bisect CASE", "extract CASE op6"}) {
    std::string words = std::string("--device cpu ") + command;
    const Outcome outcome = ireplay(words.replace(words.find("CASE"), 4, "'" + folder.string() + "'"));
    EXPECT_EQ(outcome.code, 3) << command;
    EXPECT_NE(outcome.err.find(
                  "output_code.py:137:20: error: op0: _unique2: result 1 is [6], but its buffer is [3]\n"
                  "            buf0 = torch.ops.aten._unique2.default(arg0_1, True, True, True)\n"
                  "                   ^\n"),
              std::string::npos)
        << command << '\n'
        << outcome.err;
  }
}

TEST_F(BrokenCases, SizesAndTypesOfLibraryCallsAreLookedAtBeforeAnythingRuns) {
  fs::path folder = copy("captures/2.0.1/windows.0");  // numbers that are made ahead
  edit(folder / "output_code.py", "kaiser_window.default(9", "kaiser_window.default(8");
  expect_refused(folder, 3, "error: buf9: kaiser_window: result 0 is [8], but its buffer is [9]\n");
  folder = copy("language/graphsafe-rng-state");
  for (const char* file : {"output_code.py", "ir_post_fusion.txt"})
    edit(folder / file, "torch.float16", "torch.int32");
  expect_refused(folder, 4,
                 "error: op0: _scaled_dot_product_flash_attention: attention: not defined for int64\n");
}

TEST_F(BrokenCases, AGridThatNamesNothingIsToldWhereItStands) {
  const fs::path folder = copy("corpus_language/2.15/ut_add.0");
  edit(folder / "output_code.py", "'fixed_grid': ['_grid_0'", "'fixed_grid': ['_grid_64'");
  expect_refused(folder, 3, "the grid '_grid_64': unknown symbol '_grid_64': give --sym _grid_64=VALUE\n");
}

TEST_F(BrokenCases, KernelsThatCannotBeReadAreSaidBesideTheGraph) {
  const fs::path folder = copy("corpus_language/2.15/ut_add.0"), facts = folder / "kernels/add_kernel_0.json",
                 code = folder / "kernels/add_kernel_0.cubin";
  const auto expect_said = [&](const std::string& why) {
    const Outcome outcome = ireplay("show '" + folder.string() + "'");
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_NE(outcome.out.find("add_kernel_0 cannot be launched: " + why), std::string::npos) << outcome.out;
    EXPECT_EQ(ireplay("run --device cpu --no-timing -q '" + folder.string() + "'").code, 0);
  };
  const std::string good = read_file(facts), machine = read_file(code);
  for (const auto& [content, why] :
       {std::pair("{", "it is no valid JSON\n"), std::pair("[]", "expected an object\n"),
        std::pair("{}", "'entry', the function in the cubin, is missing\n")}) {
    put(facts, content);
    expect_said(facts.string() + ": " + why);
  }
  put(facts, std::string(100'000, '['));
  expect_said(facts.string() + ": it is nested too deeply\n");
  put(facts, good);
  for (const std::size_t bytes : {0, 100, 2000}) {
    put(code, machine.substr(0, bytes));
    expect_said(code.string() + ": byte 0x");
  }
  fs::remove(code);
  expect_said("cannot read '" + code.string() + "': No such file or directory\n");
}

TEST_F(BrokenCases, ACacheOfKernelsThatIsNoneIsBadUsage) {
  const std::string graph = testdata("corpus_language/2.15/ut_add.0");
  const auto refused = [&](const std::string& cache, const std::string& why) {
    const Outcome outcome = ireplay("show --triton-cache '" + cache + "' " + graph);
    EXPECT_EQ(outcome.code, 2) << cache;
    EXPECT_NE(outcome.err.find(why), std::string::npos) << outcome.err;
  };
  refused("/no/such", "error: cannot read the cache '/no/such': No such file or directory\n");
  refused("/dev/null", "error: cannot read the cache '/dev/null': Not a directory\n");
  refused(folder_.string(), "error: there is no compiled kernel (NAME.json and NAME.cubin) in '");
}

TEST_F(BrokenCases, AViewOfNothingMayBeginBehindItsMemory) {
  EXPECT_EQ(ireplay("bisect --device cpu -q " + testdata("captures/2.15.0/imag_empty.0")).code, 0);
}

}  // namespace
}  // namespace ireplay
