#include "tests/support/broken_dumps.hpp"
#include "tests/support/command_line.hpp"

/// Machines and shells that give little: every command does its work there, or says why it does not.
namespace ireplay {
namespace {

class NarrowPlaces : public CommandLine {
 protected:
  std::string at(const std::string& name) const { return "'" + (folder_ / name).string() + "'"; }

  /// One of each kind: files of all reports, an archive of tensors, times, a judge, a tree, ranks, subgraphs.
  std::vector<std::string> commands() const {
    const std::string graph = corpus("mm_transposed.0"), on_cpu = " --device cpu ";
    const std::string cases = testdata("corpus_language/2.15/");
    return {
        "run --min-time 0.002" + on_cpu + graph + " " + corpus("pw_f64.0") + " --json " + at("j.json") +
            " --csv " + at("o.csv") + " --junit " + at("j.xml") + " --html " + at("h.html") + " --trace " +
            at("t.json") + " --save-outputs " + at("saved/"),
        "run --no-timing --oracle" + on_cpu + corpus("rd_arg.0"),
        "run --no-timing" + on_cpu + cases + "co_tp_mlp.0",
        "run --no-timing" + on_cpu + cases + "cf_while.0",
        "check " + graph + " " + cases + "ut_add.0",
        "show --format json " + graph,
        "bisect" + on_cpu + graph,
        "bench --rounds 2 --min-time 0.002" + on_cpu + corpus("pw_ints.0"),
        "extract --device cpu --out " + at("cut") + " " + graph + " op0",
        "compare " + corpus("seed.0/outputs.safetensors") + " " + corpus("seed.0/outputs.safetensors"),
        "ops",
        "help run",
    };
  }

  void expect_all_work(const std::string& before, const std::string& behind = "") {
    for (const std::string& command : commands()) {
      const Outcome outcome = ireplay(command + behind, before);
      EXPECT_EQ(outcome.code, 0) << before << ' ' << command << '\n' << outcome.err;
    }
  }
};

TEST_F(NarrowPlaces, NoHomeAndNoOtherVariable) { expect_all_work("env -i"); }

TEST_F(NarrowPlaces, AFolderForTemporaryFilesThatIsNotThere) {
  expect_all_work("env HOME=/no/such TMPDIR=/no/such XDG_CACHE_HOME=/no/such");
}

TEST_F(NarrowPlaces, AnotherLocale) {
  expect_all_work("env LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8");
  const std::string graph = corpus("pw_f64.0");
  const std::string plain = ireplay("check --json - " + graph).out;
  EXPECT_EQ(ireplay("check --json - " + graph, "env LC_ALL=de_DE.UTF-8").out, plain);
}

TEST_F(NarrowPlaces, StandardInputIsClosed) {
  expect_all_work("", " <&-");
  const Outcome outcome = ireplay("run --device cpu - <&-");
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.err, "error: cannot read standard input: Bad file descriptor\n");
}

TEST_F(NarrowPlaces, AStackOf512KiB) {
  expect_all_work("ulimit -s 512;");
  const std::string deep = put(folder_ / "deep.txt", nested_calls(390)),
                    chain = put(folder_ / "chain.txt", alias_chain(1500));
  EXPECT_NE(ireplay("check " + deep, "ulimit -s 512;").out.find("1 op: 1 loops"), std::string::npos);
  EXPECT_NE(ireplay("check " + chain, "ulimit -s 256;").out.find("1501 ops"), std::string::npos);
}

TEST_F(NarrowPlaces, FourOpenFiles) { expect_all_work("sh -c 'exec 3>&-; ulimit -n 4; exec \"$0\" \"$@\"'"); }

TEST_F(NarrowPlaces, NoSecondThread) {
  std::filesystem::permissions(folder_, std::filesystem::perms::all);
  expect_all_work(as_somebody_else() + " bash -c 'ulimit -u 1; exec \"$0\" \"$@\"'");
}

TEST_F(NarrowPlaces, TwoGiBOfMemory) {
  expect_all_work("ulimit -v 2097152;");
  const std::string large =
      put(folder_ / "large.txt", to_text({.size = "400000000", .ranges = "p0: 400000000"}));
  const Outcome outcome = ireplay("run --device cpu --no-timing " + large, "ulimit -v 2097152;");
  EXPECT_EQ(outcome.code, 5);
  EXPECT_NE(outcome.err.find("error: this graph needs 6.4 GB of memory, and "), std::string::npos)
      << outcome.err;
}

TEST_F(NarrowPlaces, LittleMoreMemoryThanTheProgramTakes) {
  for (const std::string& command : commands()) {
    const Outcome outcome = ireplay(command, "ulimit -v 100000;");
    if (outcome.code == 0) continue;
    EXPECT_EQ(outcome.code, 5) << command << '\n' << outcome.err;
    EXPECT_NE(outcome.err.find("memory"), std::string::npos) << command << '\n' << outcome.err;
  }
}

}  // namespace
}  // namespace ireplay
