#include <nlohmann/json.hpp>

#include "tests/support/command_line.hpp"

/// bisect, extract, reduce, diff and show from outside.
namespace ireplay {
namespace {

using Json = nlohmann::json;

class OpCommands : public CommandLine {
 protected:
  std::string quoted(const Path& path) const { return "'" + path.string() + "'"; }

  /// The corpus's case with `old` replaced in its text.
  Path spoiled(const std::string& name, const std::string& old, const std::string& text) {
    const Path folder = copy_of(name);
    std::string ir = read_file(folder / "ir_post_fusion.txt");
    const std::size_t at = ir.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    put(folder / "ir_post_fusion.txt", ir.replace(at, old.size(), text));
    return folder;
  }

  std::string intermediates_of(const std::string& name) {
    const Path file = folder_ / "right.safetensors";
    EXPECT_EQ(
        ireplay("run -q --no-timing --device cpu " + corpus(name) + " --save-intermediates " + quoted(file))
            .code,
        0);
    return quoted(file);
  }
};

TEST_F(OpCommands, BisectNamesTheOpAndWritesTheSmallestCase) {
  const std::string right = intermediates_of("ly_llama_bf16.0");
  const Path wrong = spoiled("ly_llama_bf16.0", "ops.constant(1e-06", "ops.constant(1e-01"),
             smallest = folder_ / "smallest";
  const Outcome found = ireplay("bisect --device cpu " + quoted(wrong) + " --against " + right + " --out " +
                                quoted(smallest) + " --json " + quoted(folder_ / "found.json"));
  EXPECT_EQ(found.code, 1) << found.err;
  EXPECT_NE(found.out.find("GUILTY  op1: the reference is wrong\n"), std::string::npos) << found.out;
  EXPECT_NE(found.out.find("ir_post_fusion.txt:50-93\n"), std::string::npos) << found.out;
  EXPECT_NE(found.out.find("            constant_1 = ops.constant(1e-01, torch.float32)\n"),
            std::string::npos);
  EXPECT_NE(found.out.find("cases_public.py:78 in forward: `return (x.float() * torch.rsqrt("),
            std::string::npos);
  EXPECT_NE(found.out.find("reproduce: ireplay run " + smallest.string()), std::string::npos);
  const Json graph = Json::parse(read_file(folder_ / "found.json"))["graphs"][0];
  EXPECT_EQ(graph["guilty"]["suspects"], Json::array({"op1"}));
  EXPECT_EQ(graph["origins"]["op1"]["first_line"], 50);
  const Outcome replayed = ireplay("run --no-timing --device cpu " + quoted(smallest));
  EXPECT_EQ(replayed.code, 1) << replayed.err;
  EXPECT_NE(replayed.out.find("FAIL  1 differs, 0 agree"), std::string::npos) << replayed.out;
}

TEST_F(OpCommands, BisectOfARightGraph) {
  for (const char* judge : {"", " --against f64"}) {
    const Outcome found = ireplay("bisect --device cpu " + corpus("rd_layernorm.0") + judge);
    EXPECT_EQ(found.code, 0) << found.err;
    EXPECT_NE(found.out.find("NO OP IS AT FAULT"), std::string::npos) << found.out;
  }
}

TEST_F(OpCommands, BisectSaysWhereNaNComesFrom) {
  const Path folder = spoiled("rd_layernorm.0", "ops.rsqrt(add)", "ops.log(sub)");
  const Outcome found = ireplay("bisect --device cpu --against f64 " + quoted(folder));
  EXPECT_NE(found.out.find("first NaN: op3 makes "), std::string::npos) << found.out;
}

TEST_F(OpCommands, BisectRefusesWhatMakesNoSense) {
  EXPECT_EQ(
      ireplay("bisect --device cpu --against cpu " + corpus("seed.0")).err,
      "error: --against cpu compares the CPU engine with itself; say --device cuda, or --against f64\n");
  const std::string strangers =
      put(folder_ / "x.safetensors", TensorMap{{"other", {DType::f32, {1}, HostBytes(4)}}});
  const Outcome outcome = ireplay("bisect --device cpu " + corpus("seed.0") + " --against " + strangers);
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "error: the graph has none of the buffers of " + strangers + ": 'other'\n");
  EXPECT_EQ(ireplay("bisect --device cpu " + testdata("corpus")).code, 2);
}

TEST_F(OpCommands, ExtractMakesACaseThatReplays) {
  const Path folder = folder_ / "op3";
  const Outcome made =
      ireplay("extract --device cpu " + corpus("rd_layernorm.0") + " op3 --out " + quoted(folder));
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_EQ(made.out, folder.string() + ": op3 agree; replay it with: ireplay run " + folder.string() + "\n");
  const Outcome replayed = ireplay("run --no-timing --device cpu " + quoted(folder));
  EXPECT_EQ(replayed.code, 0) << replayed.out << replayed.err;
  EXPECT_NE(replayed.out.find("PASS  1 agrees"), std::string::npos) << replayed.out;
  EXPECT_EQ(ireplay("extract --device cpu " + corpus("rd_layernorm.0") + " op9 --out " + quoted(folder)).err,
            "error: the graph has no op 'op9' that computes something; it has 'op0', 'op1' and 'op3'\n");
}

TEST_F(OpCommands, ExtractTakesAWholeNodeWhereOnlyItsKernelSaysWhatItDoes) {
  const Path folder = folder_ / "tem";
  const Outcome made =
      ireplay("extract --device cpu " + corpus("ma_autotune_mm_relu.0") + " op0_op1 --out " + quoted(folder));
  EXPECT_EQ(made.code, 0) << made.err;
}

TEST_F(OpCommands, ReduceFindsTheFewestOpsThatFail) {
  const std::string right = intermediates_of("ly_llama_bf16.0");
  const Path wrong = spoiled("ly_llama_bf16.0", "ops.constant(1e-06", "ops.constant(1e-01"),
             smallest = folder_ / "smallest";
  const Outcome made =
      ireplay("reduce --device cpu " + quoted(wrong) + " --against " + right + " --out " + quoted(smallest));
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_NE(made.out.find("1 of 24 ops: op1 ("), std::string::npos) << made.out;
  EXPECT_EQ(ireplay("run --no-timing --device cpu " + quoted(smallest)).code, 1);
}

TEST_F(OpCommands, ReduceByACommandShrinksOpenSizesToo) {
  const Path check = folder_ / "check.sh", smallest = folder_ / "smallest";
  put(check, "#!/bin/sh\ngrep -q 'ops.exp' \"$1/ir_post_fusion.txt\"\n");
  const Outcome made =
      ireplay("reduce --device cpu --against f64 " + testdata("corpus_versions/2.9.1/dy_dynamic_softmax.0") +
              " --check 'sh " + check.string() + "' --out " + quoted(smallest));
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_NE(made.out.find("sizes: arg0_1=1 arg1_1=1 arg3_1=1\n"), std::string::npos) << made.out;
  EXPECT_EQ(ireplay("run --no-timing --device cpu " + quoted(smallest)).code, 0);
}

TEST_F(OpCommands, ReduceOfWhatDoesNotFail) {
  const Outcome outcome =
      ireplay("reduce --device cpu " + corpus("seed.0") + " --out " + quoted(folder_ / "x"));
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("seed.0 can't be reduced: its outputs agree with the reference"),
            std::string::npos)
      << outcome.err;
}

TEST_F(OpCommands, DiffOfTwoReleases) {
  const auto diff = [&](const std::string& a, const std::string& b, const std::string& name) {
    return ireplay("diff " + testdata("corpus_versions/" + a + "/" + name) + " " +
                   testdata("corpus_versions/" + b + "/" + name) + " --json " +
                   quoted(folder_ / "diff.json"));
  };
  const Outcome same = diff("2.9.1", "2.15.0", "ly_mlp_train.0");
  EXPECT_EQ(same.code, 0) << same.err;
  EXPECT_TRUE(same.out.ends_with("\n3 ops are the same\n")) << same.out;
  const Outcome changed = diff("2.5.1", "2.15.0", "mm_linear_gelu_chain.0");
  EXPECT_EQ(changed.code, 1) << changed.err;
  EXPECT_NE(changed.out.find("library calls:\n"
                             "  - extern_kernels.mm(bf16[96,32], bf16[32,64]) -> bf16[96,64]\n"
                             "  + extern_kernels.addmm(bf16[64], bf16[96,32], bf16[32,64]) -> bf16[96,64]\n"
                             "1 op is the same, 3 changes\n"),
            std::string::npos)
      << changed.out;
  EXPECT_EQ(Json::parse(read_file(folder_ / "diff.json"))["graphs"][0]["changes"][0]["kind"], "changed");
}

TEST_F(OpCommands, ShowOfAnOpAndABuffer) {
  const Outcome op = ireplay("show " + corpus("rd_layernorm.0") + " op3");
  EXPECT_EQ(op.code, 0) << op.err;
  for (const char* line :
       {"a node of op0_op1_op3\n", "reads  buf0 f32[40,1]:1,40, 160 B, written by 'op0'\n",
        "ir_post_fusion.txt:83-135\n", "of the model's layer_norm (aten.native_layer_norm)\n",
        "writes buf3 bf16[40,96], 7.68 kB, returned as output0\n"})
    EXPECT_NE(op.out.find(line), std::string::npos) << line << op.out;
  const Outcome buffer = ireplay("show " + testdata("corpus_versions/2.15.0/pw_cat_stack_pad.0") + " buf0");
  EXPECT_TRUE(buffer.out.starts_with(
      "buf0 f32[12,20]:47,1, 960 B\n"
      "memory of buf3, the graph's own, 2.26 kB, shared with 'buf3', 'buf2' and 'buf1'\n"
      "written by 'op0'\n"
      "its memory is written by 'op2' and 'op1'\n"
      "returned as output0\n"))
      << buffer.out;
  EXPECT_EQ(Json::parse(ireplay("show --format json " + corpus("seed.0") + " buf2").out)["written_by"],
            Json::array({"op2"}));
}

TEST_F(OpCommands, ShowsWhatRunsALibraryCall) {
  const Outcome product = ireplay("show " + corpus("mm_transposed.0") + " op0");
  EXPECT_NE(product.out.find("-> buf0\n"
                             "  as\n"
                             "    product: buf0 bf16[24,56] = arg0_1 bf16[24,40] * arg1_1 bf16[40,56]\n"
                             "hash "),
            std::string::npos)
      << product.out;
  const Outcome loops = ireplay("show " + testdata("captures/2.11.0/scatter_add_int.0") + " op8");
  EXPECT_NE(loops.out.find("        v2 i64 = indirect v1 size 9 checked\n"
                           "        store atomic_add buf6[v2] v0\n"),
            std::string::npos)
      << loops.out;
}

TEST_F(OpCommands, ShowOfSeveralGraphs) {
  const Outcome text = ireplay("show " + testdata("corpus_versions/2.0.1"));
  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_NE(text.out.find("/2.0.1/rd_arg.0\nop "), std::string::npos) << text.out;
  EXPECT_EQ(Json::parse(ireplay("show --format json " + testdata("corpus_versions/2.0.1")).out).size(), 9U);
}

TEST_F(OpCommands, ShowDrawsByGraphviz) {
  const Outcome without = ireplay("show --format svg " + corpus("seed.0"), "PATH=");
  EXPECT_EQ(without.code, 2);
  EXPECT_EQ(without.err,
            "error: --format svg needs Graphviz's program 'dot', which is not on the PATH; --format dot "
            "writes what "
            "it reads\n");
  put(folder_ / "bin" / "dot", "#!/bin/sh\necho '<svg>'; cat \"$2\"\n");
  std::filesystem::permissions(folder_ / "bin" / "dot", std::filesystem::perms::owner_all);
  const Outcome drawn =
      ireplay("show --format svg " + corpus("seed.0"), "PATH='" + (folder_ / "bin").string() + "':$PATH");
  EXPECT_EQ(drawn.code, 0) << drawn.err;
  EXPECT_TRUE(drawn.out.starts_with("<svg>\ndigraph plan {")) << drawn.out;
}

TEST_F(OpCommands, ShowOfAGraphThatCannotBeReplayed) {
  const Path folder = spoiled("seed.0", "ops.exp(mul)", "ops.expfoo(mul)");
  const Outcome shown = ireplay("show " + quoted(folder));
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_NE(shown.out.find("op2 pointwise buf2 bf16[128,256] <- arg3_1 arg4_1 buf1"), std::string::npos)
      << shown.out;
  EXPECT_NE(
      shown.err.find("this graph can't be replayed, its text is shown: op2: ops.expfoo is not supported"),
      std::string::npos)
      << shown.err;
  EXPECT_NE(ireplay("show " + quoted(folder) + " op2").out.find("ops.expfoo(mul)"), std::string::npos);
}

}  // namespace
}  // namespace ireplay
