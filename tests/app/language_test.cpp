#include <algorithm>
#include <cstring>

#include "tests/support/command_line.hpp"

/// What graphs say beyond plain tensor programs, and texts as people paste them: the small graphs of
/// testdata/language and the captured ones of testdata/corpus_language.
namespace ireplay {
namespace {

namespace fs = std::filesystem;

class Language : public CommandLine {
 protected:
  static fs::path data() { return fs::path(IREPLAY_TESTDATA) / "language"; }

  Outcome run(const std::string& arguments) {
    return ireplay("run --device cpu --no-timing --no-progress " + arguments);
  }
  Outcome run_case(const std::string& name, const std::string& options = "") {
    return run(testdata("language/" + name) + " " + options);
  }
  static std::string file(const std::string& name) { return testdata("language/" + name); }

  /// The first line of what is said on standard error, without the folder of the test data.
  static std::string first_error(const Outcome& outcome) {
    std::string line = outcome.err.substr(0, outcome.err.find('\n'));
    const std::string folder = data().string() + "/";
    for (std::size_t at = line.find(folder); at != line.npos; at = line.find(folder))
      line.erase(at, folder.size());
    return line;
  }
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

int count(const std::string& text, const std::string& part) {
  int found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

TEST_F(Language, MessagesNameThePlaceAndWhatToDo) {
  struct Row {
    const char* arguments;
    int code;
    const char* error;
  };
  const Row rows[] = {
      {"gathered-input-unknown/ir_post_fusion.txt", 3,
       "gathered-input-unknown/ir_post_fusion.txt:4:37: error: the type and the shape of 'arg0_1' are not "
       "printed: "
       "give --layout arg0_1=TYPE[SIZES] (such as f32[8,64])"},
      {"cpp-wrapper", 4,
       "cpp-wrapper/output_code.py:3:39: error: this is a C++ wrapper (cpp_wrapper, AOTInductor), which is "
       "not read: "
       "capture again with torch._inductor.config.cpp_wrapper = False, or replay the text alone with "
       "--text-only"},
      {"cpp-wrapper/aoti", 4,
       "cpp-wrapper/aoti/output_code.cpp:2:6: error: this is a C++ wrapper (cpp_wrapper, AOTInductor), which "
       "is not "
       "read: capture again with torch._inductor.config.cpp_wrapper = False, or replay the text alone with "
       "--text-only"},
      {"renamed-call", 3,
       "renamed-call/output_code.py:1:1: error: expected a function 'call(args)' in the wrapper; --text-only "
       "replays "
       "the text without it"},
  };
  for (const Row& row : rows) {
    const Outcome outcome = run_case(row.arguments);
    EXPECT_EQ(outcome.code, row.code) << row.arguments << "\n" << outcome.err;
    EXPECT_EQ(first_error(outcome), row.error);
  }
}

/// PyTorch took them for kernels that write nothing: what they should have written is unjudged.
TEST_F(Language, UsersKernelsThatPyTorchDropped) {
  for (const char* const name : {"2.5/ut_autotune.0", "2.8/ut_autotune.0"}) {
    const Outcome outcome = run_case("../corpus_language/" + std::string(name));
    EXPECT_EQ(outcome.code, 7) << outcome.out << outcome.err;
    EXPECT_TRUE(contains(outcome.out, "the graph calls a user-written Triton kernel that is neither in "))
        << outcome.out;
    EXPECT_TRUE(contains(outcome.out,
                         "output0: unjudged: it depends on 'buf0', whose memory nothing was "
                         "written to"))
        << outcome.out;
  }
}

TEST_F(Language, TypesOfGatheredInputsComeFromTheGraphOrTheStore) {
  EXPECT_EQ(run_case("gathered-input-unknown/with_wrapper").code, 0);
  const fs::path folder = folder_ / "graph";
  fs::create_directories(folder);
  fs::copy_file(data() / "gathered-input-unknown/ir_post_fusion.txt", folder / "ir_post_fusion.txt");
  fs::copy_file(data() / "gathered-input-unknown/wrapper_without_harness.txt", folder / "output_code.py");
  EXPECT_EQ(run("'" + folder.string() + "'").code, 0);
  EXPECT_EQ(run_case("gathered-input-unknown/ir_post_fusion.txt", "--layout 'arg0_1=f32[4]'").code, 0);
}

TEST_F(Language, ANumberReadFromAnInputIsFoundAndNotContradicted) {
  const Outcome found = run_case("item-of-an-input");
  EXPECT_EQ(found.code, 0) << found.out << found.err;
  EXPECT_TRUE(contains(found.out, "PASS  1 agrees"));
  const Outcome given = run_case("item-of-an-input", "--sym u0=2");
  EXPECT_EQ(given.code, 2);
  EXPECT_EQ(
      first_error(given),
      "item-of-an-input/ir_post_fusion.txt:1:1: error: op0: 'u0' was given as 2, but it is the value of the "
      "input 'arg0_1', which is 1");
  EXPECT_EQ(run_case("item-of-an-input", "--sym u0=1").code, 0);
}

TEST_F(Language, AFloatReadFromABufferIsItsValue) {
  const std::string saved = (folder_ / "out.safetensors").string();
  const Outcome outcome = run_case("zuf0", "--input arg0_1=arange --save-outputs '" + saved + "'");
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const HostTensor tensor = read_tensors(saved).at("output0");
  ASSERT_EQ(tensor.dtype, DType::f64);
  double value = 0;
  std::memcpy(&value, tensor.data.data(), sizeof value);
  EXPECT_EQ(value, 6);
}

TEST_F(Language, UninitialisedMemoryIsNotCompared) {
  const Outcome outcome =
      run_case("uninitialised-output", "--reference " + file("uninitialised-output/reference.safetensors"));
  EXPECT_EQ(outcome.code, 7);
  EXPECT_TRUE(contains(outcome.out, "it depends on 'buf0', whose memory nothing was written to"))
      << outcome.out;
  const Outcome read = run_case("unwritten-buffer");
  EXPECT_EQ(read.code, 0);
  EXPECT_TRUE(contains(read.out,
                       "ir_post_fusion.txt:28: 'buf2' is read by 'buf3', and nothing was written to it: "
                       "it holds whatever was in memory"))
      << read.out;
}

TEST_F(Language, SizesThroughFloatsAreThoseOfTheWrapper) {
  const std::string saved = (folder_ / "out.safetensors").string();
  ASSERT_EQ(run_case("tofloat-size/with_wrapper", "--save-outputs '" + saved + "'").code, 0);
  EXPECT_EQ(read_tensors(saved).at("output0").size, (Dims{10}));
  EXPECT_EQ(run_case("tofloat-size/overflow.txt", "--sym s0=100000").code, 0);
  const Outcome doubtful = run_case("tofloat-size/overflow.txt", "--sym s0=300");
  EXPECT_TRUE(contains(doubtful.out,
                       "warning: the size of 'buf0' is 0 or 1: the text prints 15 digits of a constant, "
                       "and the next one decides (output_code.py has it)"))
      << doubtful.out;
  EXPECT_FALSE(contains(run_case("tofloat-size/overflow.txt", "--sym s0=450").out, "warning"));
}

TEST_F(Language, AFractionalIndexThatBecomesAnIntegerIsSaid) {
  EXPECT_FALSE(contains(run_case("fractional-index-as-int", "--sym s0=11 --sym s1=6").out, "warning"));
  EXPECT_TRUE(
      contains(run_case("fractional-index-as-int", "--sym s0=12 --sym s1=6").out,
               "ir_post_fusion.txt:11: a fractional index expression is converted to an integer; it is cut "
               "towards zero"));
}

TEST_F(Language, AGatherInMergedLoopsWrapsNegativeIndices) {
  const std::string folder = "negative-index-not-wrapped/";
  const Outcome outcome =
      run_case(folder + "merged.txt", "--inputs " + file(folder + "inputs.safetensors") + " --reference " +
                                          file(folder + "right.safetensors"));
  EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  const Outcome outside = run_case("gather-outside-its-row/two_indirects/ir_post_fusion.txt");
  EXPECT_EQ(outside.code, 5);
  EXPECT_TRUE(contains(outside.err, "index 2 is outside of a dimension of size 2")) << outside.err;
}

TEST_F(Language, AMaskHasAsManyTruesAsThereAreValues) {
  for (const char* seed : {"0", "1", "2", "3", "4"})
    for (const char* name : {"mask-count", "only-a-mutating-call"})
      EXPECT_EQ(run_case(name, std::string("--seed ") + seed).code, 0) << name << " " << seed;
}

TEST_F(Language, TheGeneratorOfAGraphSafeCallIsNoTensor) {
  const Outcome outcome = run_case("graphsafe-rng-state");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(contains(outcome.out, "aten._scaled_dot_product_flash_attention.default draws random numbers"));
}

TEST_F(Language, APartOfAGraphSaysWhatLiesOutside) {
  EXPECT_TRUE(contains(run_case("partial-text").out,
                       "ir_post_fusion.txt:12: 'buf5' is used by 'op6', which is not in this text"));
}

/// Whatever stands before, between and behind: the graph is the same.
TEST_F(Language, TextsAreReadAsPeoplePasteThem) {
  const std::string plain = ireplay("show " + file("log-prefixes/base.log")).out;
  ASSERT_FALSE(plain.empty());
  for (const auto& folder : {"log-prefixes", "prelude"})
    for (const auto& entry : fs::directory_iterator(data() / folder)) {
      if (entry.path().filename() == "two_graphs.txt") continue;
      const Outcome shown = ireplay("show '" + entry.path().string() + "'");
      EXPECT_EQ(shown.code, 0) << entry.path() << shown.err;
      EXPECT_EQ(shown.out, plain) << entry.path();
    }
  EXPECT_EQ(count(ireplay("show " + file("prelude/two_graphs.txt")).out, plain), 2);
}

TEST_F(Language, CommentSignsAndColoursAreTakenOff) {
  const std::string plain = ireplay("show " + file("log-prefixes/base.log")).out;
  const std::string text = read_file(data() / "prelude/closing_fence.txt");
  std::string commented, colored;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    if (line == "```") continue;
    commented += "# " + line + "\n";
    colored += "\x1b[32m" + line.substr(0, 4) + "\x1b[0m" +
               line.substr(std::min<std::size_t>(4, line.size())) + "\n";
  }
  EXPECT_EQ(ireplay("show " + put(folder_ / "commented.txt", commented)).out, plain);
  EXPECT_EQ(ireplay("show " + put(folder_ / "colored.txt", colored)).out, plain);
}

/// What lies before a node's header or behind the last line is left out only where it can't be the graph's.
TEST_F(Language, ALineThatMayBeTheGraphsIsNeverLeftOut) {
  const std::string text = read_file(data() / "prelude/one_graph.txt");
  const std::string graph = text.substr(text.find("op0: "));
  EXPECT_EQ(ireplay("show " + put(folder_ / "a.txt", "op0.writes = [\n" + graph)).code, 3);
  EXPECT_EQ(ireplay("show " + put(folder_ / "b.txt", graph + "\n\nop1: SchedulerNode ComputedBuffer\n")).code,
            3);
  EXPECT_EQ(ireplay("show " + put(folder_ / "c.txt", graph + "what is this\n")).code, 3);
}

TEST_F(Language, PagesNotebooksAndArchivesAreNamed) {
  const Outcome page = run(put(folder_ / "index.html", "<!DOCTYPE html>\n<html></html>\n"));
  EXPECT_EQ(page.code, 2);
  EXPECT_TRUE(contains(page.err,
                       "is an HTML page: of tlparse, its inductor_ir_post_fusion file is the text; the file "
                       "wanted is ir_post_fusion.txt of a debug directory"))
      << page.err;
  const Outcome notebook = run(put(folder_ / "a.ipynb", "{\n \"cells\": []\n}\n"));
  EXPECT_EQ(notebook.code, 2);
  EXPECT_TRUE(contains(notebook.err, "is a notebook; the file wanted is")) << notebook.err;
  for (const auto& [bytes, program] :
       {std::pair("\x1f\x8b\x08", "gzip"), std::pair("\x28\xb5\x2f\xfd", "zstd"),
        std::pair("PK\x03\x04", "zip")}) {
    const Outcome archive = run(put(folder_ / "dump.archive", bytes));
    EXPECT_EQ(archive.code, 2);
    EXPECT_TRUE(contains(
        archive.err, "is compressed by " + std::string(program) + ": unpack it first; the file wanted is"))
        << archive.err;
  }
}

TEST_F(Language, AllUnknownSizesAreNamedAtOnce) {
  std::string text = read_file(data() / "prelude/one_graph.txt");
  const char* symbol = "size=[s0]";
  for (std::size_t at = text.find("size=[8]"); at != text.npos; at = text.find("size=[8]")) {
    text.replace(at, 8, symbol);
    symbol = "size=[s1]";
  }
  const Outcome outcome = run(put(folder_ / "a.txt", text.substr(text.find("op0: "))));
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(contains(outcome.err, "unknown symbols 's0', 's1': give --sym s0=VALUE --sym s1=VALUE"))
      << outcome.err;
}

/// A kernel in Triton that asks for what is not known, with what it returned and without.
TEST_F(Language, AKernelOfWhichSomethingIsNotKnownIsReplayedAround) {
  const fs::path own = fs::path(IREPLAY_TESTDATA) / "corpus_language/2.15/ut_views.0";
  const fs::path copy = folder_ / "case";
  fs::copy(own, copy, fs::copy_options::recursive);
  std::string wrapper = read_file(copy / "output_code.py");
  wrapper.replace(wrapper.find("tl.load("), 8, "tl.frob(");
  put(copy / "output_code.py", wrapper);
  const Outcome random = run("'" + copy.string() + "'");
  EXPECT_EQ(random.code, 7);
  EXPECT_TRUE(
      contains(random.out,
               "warning: op1: a user-written Triton kernel that can't be run: add_kernel: 'tl.frob' is "
               "not known here (output_code.py:62); replayed around, with 'buf1' as given or random"))
      << random.out;
  EXPECT_TRUE(contains(random.out, "unjudged: it depends on 'buf1', which was filled at random"));
  // with what it returned, the graph is the reference's
  write_safetensors(copy / "pinned.safetensors",
                    {{"buf1", read_tensors(own / "outputs.safetensors").at("output0")}});
  const Outcome pinned = run("'" + copy.string() + "'");
  EXPECT_EQ(pinned.code, 0) << pinned.out << pinned.err;
  EXPECT_TRUE(contains(ireplay("check '" + copy.string() + "'").out, "1 replayed around"));
}

/// Kernels in Triton: with a scheduler text and by the wrapper alone.
TEST_F(Language, KernelsInTritonRunFromTheirText) {
  for (const char* name :
       {"ut_add.0", "ut_autotune.0", "ut_matmul.0", "ut_tma_host.0", "ut_views.0", "te_flex_gqa.0"}) {
    const fs::path own = fs::path(IREPLAY_TESTDATA) / "corpus_language/2.15" / name;
    const Outcome whole = run("'" + own.string() + "'");
    EXPECT_EQ(whole.code, 0) << name << whole.out << whole.err;
    const fs::path copy = folder_ / name;
    fs::create_directory(copy);
    for (const char* file : {"output_code.py", "inputs.safetensors", "outputs.safetensors", "case.json"})
      fs::copy(own / file, copy / file);
    const Outcome alone = run("'" + copy.string() + "'");
    EXPECT_EQ(alone.code, 0) << name << alone.out << alone.err;
  }
  EXPECT_TRUE(contains(ireplay("check " + testdata("corpus_language/2.15/ut_add.0")).out,
                       "1 from the kernel's text"));
}

TEST_F(Language, CollectivesAreComputedWithTheRanksBeside) {
  for (const char* name : {"2.15/co_tp_mlp.0",
                           "2.8/co_tp_mlp.0",
                           "2.5/co_tp_mlp.0",
                           "2.15/co_coalesced.0",
                           "2.15/co_gather_coalesced.0",
                           "2.15/co_scatter.0",
                           "2.15/co_a2a.0",
                           "2.15/co_broadcast.0",
                           "2.15/co_buckets.0",
                           "2.15/co_reduce_two.0",
                           "2.15/co_p2p_ring.0",
                           "2.15/co_p2p_pipeline.0",
                           "2.15/co_p2p_batch.0",
                           "2.15/co_p2p_input.0",
                           "2.15/co_p2p_stages.0",
                           "2.12/co_p2p_ring.0",
                           "2.15/co_ag_mm.0",
                           "2.15/co_ag_mm_dim1.0",
                           "2.15/co_ag_mm_last.0",
                           "2.15/co_ag_smm.0",
                           "2.15/co_ag_smm_rows.0",
                           "2.15/co_mm_rs.0",
                           "2.15/co_mm_rs_dim1.0",
                           "2.15/co_smm_rs.0",
                           "2.15/co_tp_async.0",
                           "2.12/co_tp_async.0",
                           "2.15/co_sy_low.0",
                           "2.15/co_sy_multicast.0",
                           "2.15/co_p2p_view.0"}) {
    const Outcome outcome = run(testdata("corpus_language/" + std::string(name)));
    EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
    EXPECT_TRUE(contains(outcome.out, "collectives were computed on the CPU from the inputs of ranks 0, 1"));
    EXPECT_FALSE(contains(outcome.out, "replayed around")) << outcome.out;
  }
  const fs::path alone = folder_ / "alone";
  fs::copy(fs::path(IREPLAY_TESTDATA) / "corpus_language/2.15/co_tp_mlp.0/rank0", alone,
           fs::copy_options::recursive);
  const Outcome outcome = run("'" + alone.string() + "'");
  EXPECT_EQ(outcome.code, 7) << outcome.out;
  EXPECT_TRUE(contains(outcome.out,
                       "op3: no implementation of torch.ops._c10d_functional.all_reduce_.default; "
                       "replayed around, with 'buf4' as given or random"))
      << outcome.out;
}

/// Without the scheduler's texts each call is what the wrapper says.
TEST_F(Language, CollectivesOfAWrapperAloneAreTheSame) {
  for (const char* name :
       {"2.15/co_p2p_batch.0", "2.15/co_p2p_stages.0", "2.12/co_p2p_ring.0", "2.15/co_buckets.0",
        "2.15/co_coalesced.0", "2.15/co_ag_mm_dim1.0", "2.15/co_p2p_view.0"}) {
    const fs::path copy = folder_ / fs::path(name).filename();
    fs::copy(fs::path(IREPLAY_TESTDATA) / "corpus_language" / name, copy, fs::copy_options::recursive);
    for (const auto& entry : fs::directory_iterator(copy))
      for (const char* text : {"ir_post_fusion.txt", "fx_graph_readable.py"}) fs::remove(entry.path() / text);
    const Outcome outcome = run("'" + copy.string() + "'");
    EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  }
}

/// How products read square operands: the usual reading first, others until one agrees.
TEST_F(Language, ReadingsOfATextAreTriedUntilOneAgrees) {
  const Outcome usual = run(corpus("ly_llama_bf16.0") + " --text-only");
  EXPECT_EQ(usual.code, 0) << usual.out;
  const Outcome none = run(corpus("mm_bmm_baddbmm.0") + " --text-only");
  EXPECT_EQ(none.code, 7) << none.out;
  EXPECT_TRUE(contains(none.out, "it rests on a guess of ")) << none.out;
  EXPECT_TRUE(contains(none.out, "readings agrees")) << none.out;
}

/// Subgraphs write over the text of the outer graph: the wrapper says what that does.
TEST_F(Language, GraphsWhoseTextASubgraphHasOverwritten) {
  for (const char* const name :
       {"2.3.1-cond_pair", "2.4.1-while_cond", "2.5.1-while_while", "2.6.0-cond_nested",
        "2.9.1-while_additional", "2.15.0-cond_dynamic", "2.15.0-while_grad", "2.15.0-scan_tanh"}) {
    const Outcome outcome = run_case(std::string("overwritten/") + name);
    EXPECT_EQ(outcome.code, 0) << name << "\n" << outcome.out << outcome.err;
    EXPECT_TRUE(contains(outcome.out, "it has overwritten that of the outer graph, which is replayed from "))
        << outcome.out;
  }
  const Outcome random = run_case("overwritten/2.15.0-region_nested");
  EXPECT_EQ(random.code, 7) << random.out << random.err;
  EXPECT_TRUE(contains(random.out, "it depends on 'cpp_fused_sum_3.buf4', which was filled at random"));
  const Outcome summed = run_case("overwritten/2.15.0-while_sum_cpu");
  EXPECT_EQ(summed.code, 4) << summed.out;
  EXPECT_EQ(first_error(summed),
            "overwritten/2.15.0-while_sum_cpu/output_code.py:189:9: error: which way this goes depends on "
            "'cpp_fused_bitwise_and_lt_sin_sum_1', which can't be replayed");
}

/// A loop that keeps the results of all of its trips, whose number is a size of the graph, and the loop back.
TEST_F(Language, ResultsOfTripsAreStacked) {
  const Outcome outcome = run_case("stacked-trips/forward", testdata("language/stacked-trips/backward"));
  EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  EXPECT_TRUE(contains(outcome.out, "2 of 2 graphs agree with the reference")) << outcome.out;
}

/// A wrapper in the log of its text.
TEST_F(Language, TheWrapperIsTakenFromTheLog) {
  const fs::path own = fs::path(IREPLAY_TESTDATA) / "corpus" / "seed_diffusion_small_f32.0";
  const auto logged = [](const std::string& text, const std::string& tag) {
    const std::string prefix = "V1130 01:02:03.000000 123 torch/_inductor/debug.py:300] [0/0] [" + tag + "] ";
    std::string log;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      log += prefix + text.substr(at, end - at) + "\n";
      at = end + 1;
    }
    return log;
  };
  const std::string ir = logged("AFTER FUSION\n" + read_file(own / "ir_post_fusion.txt"), "__ir_post_fusion");
  const std::string code = logged("Output code: \n" + read_file(own / "output_code.py"), "__output_code");
  const std::string whole = ireplay("show '" + own.string() + "'").out;
  EXPECT_EQ(ireplay("show " + put(folder_ / "one.log", ir + code)).out, whole);
  EXPECT_EQ(count(ireplay("show " + put(folder_ / "two.log", ir + code + ir + code)).out, whole), 2);
}

}  // namespace
}  // namespace ireplay
