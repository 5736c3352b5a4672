#include "tests/support/command_line.hpp"

/// What people expect of a program beside its work: completions, a manual page, help, a version.
namespace ireplay {
namespace {

class Habits : public CommandLine {
 protected:
  bool has(const std::string& tool) {
    return std::system(("command -v " + tool + " >/dev/null 2>&1").c_str()) == 0;
  }

  /// What bash offers for the last of `words`.
  std::string offered(const std::string& words) {
    put(folder_ / "complete.bash", ireplay("completion bash").out);
    put(folder_ / "ask.bash",
        "source '" + (folder_ / "complete.bash").string() + "'\nCOMP_WORDS=(" + words +
            ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_ireplay\nprintf '%s ' \"${COMPREPLY[@]}\"\n");
    const std::string out = (folder_ / "offered").string();
    EXPECT_EQ(std::system(("cd '" + folder_.string() + "' && bash ask.bash >'" + out + "'").c_str()), 0);
    return read_file(out);
  }
};

TEST_F(Habits, CompletionsAreGoodScripts) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const Outcome outcome = ireplay(std::string("completion ") + shell);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_NE(outcome.out.find("max-slowdown"), std::string::npos) << shell;
    const std::string file = put(folder_ / shell, outcome.out);
    if (has(shell)) {
      EXPECT_EQ(std::system((std::string(shell) + " -n " + file).c_str()), 0) << shell;
    }
  }
  EXPECT_EQ(ireplay("completion tcsh").code, 2);
}

TEST_F(Habits, BashOffersCommandsOptionsAndTheirValues) {
  EXPECT_NE(offered("ireplay be").find("bench"), std::string::npos);
  EXPECT_EQ(offered("ireplay bench --max"), "--max-slowdown ");
  EXPECT_EQ(offered("ireplay run --l2 ''"), "warm cold ");
  EXPECT_EQ(offered("ireplay completion z"), "zsh ");
  EXPECT_EQ(offered("ireplay run --no-t"), "--no-timing ");
}

TEST_F(Habits, TheManualHasEveryCommandAndOption) {
  const Outcome man = ireplay("help --man");
  EXPECT_EQ(man.code, 0);
  for (const char* word :
       {".SH \"ireplay run\"", ".SH \"ireplay merge\"", "\\-\\-repeat\\-check", "EXIT STATUS"})
    EXPECT_NE(man.out.find(word), std::string::npos) << word;
  const std::string file = put(folder_ / "ireplay.1", man.out);
  if (has("man")) {
    const std::string said = (folder_ / "said").string();
    EXPECT_EQ(std::system(("man --warnings -l " + file + " >/dev/null 2>'" + said + "'").c_str()), 0);
    EXPECT_EQ(read_file(said), "");
  }
}

TEST_F(Habits, HelpHasExamplesAndDefaults) {
  const Outcome bench = ireplay("help bench");
  EXPECT_EQ(bench.code, 0);
  EXPECT_NE(bench.out.find("Examples:\n  ireplay bench cases/ --json base.json\n"), std::string::npos)
      << bench.out;
  EXPECT_NE(bench.out.find("(default: 5%)"), std::string::npos) << bench.out;
  EXPECT_NE(ireplay("help").out.find("merge"), std::string::npos);
  const Outcome unknown = ireplay("help bisct");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_EQ(unknown.err, "error: there is no command 'bisct'; `ireplay help` lists them\n");
}

/// The block of the README that begins with the line, without its fences.
std::string recipe(const std::string& first_line) {
  const std::string readme = read_file(IREPLAY_SOURCE "/README.md");
  const std::size_t mark = readme.find(first_line);
  if (mark == readme.npos) return "";
  const std::size_t begin = readme.rfind("```", mark), end = readme.find("```", mark);
  return readme.substr(readme.find('\n', begin) + 1, end - readme.find('\n', begin) - 1);
}

TEST_F(Habits, TheRecipesOfTheReadmeRunAsTheyStandThere) {
  std::filesystem::create_directories(folder_ / "cases");
  for (const char* name : {"pw_chain_f32.0", "rd_arg.0", "mm_vec.0"})
    std::filesystem::copy(Path(IREPLAY_TESTDATA) / "corpus" / name, folder_ / "cases" / name,
                          std::filesystem::copy_options::recursive);
  std::filesystem::create_symlink(IREPLAY_BINARY, folder_ / "ireplay");
  put(folder_ / "array.sh", recipe("#SBATCH --array"));
  const std::string gitlab = recipe("CI_NODE_INDEX/$CI_NODE_TOTAL");
  const std::size_t line = gitlab.find("    - ireplay run");
  ASSERT_NE(line, gitlab.npos);
  put(folder_ / "gitlab.sh", gitlab.substr(line + 6, gitlab.find('\n', line) - line - 6));
  const std::string here = "cd '" + folder_.string() + "' && PATH=\"$PWD:$PATH\" ";
  for (const char* task : {"1", "2"})
    EXPECT_EQ(std::system((here + "SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_ID=" + task +
                           " bash array.sh >/dev/null 2>&1")
                              .c_str()),
              0);
  EXPECT_EQ(std::system((here + "ireplay merge shard-*.json --html all.html >/dev/null").c_str()), 0);
  EXPECT_TRUE(read_file(folder_ / "all.html").starts_with("<!DOCTYPE html>"));
  EXPECT_EQ(std::system((here + "CI_NODE_INDEX=1 CI_NODE_TOTAL=4 bash gitlab.sh >/dev/null 2>&1").c_str()),
            0);
  EXPECT_NE(read_file(folder_ / "replay.xml").find("<testsuite "), std::string::npos);
}

TEST_F(Habits, TheVersionSaysWhatItWasBuiltFrom) {
  const std::string text = ireplay("--version").out;
  for (const char* word : {"ireplay ", "\ntoolkit ", "\ncompiler ", "\nlibraries  PEGTL "})
    EXPECT_NE(text.find(word), std::string::npos) << text;
}

TEST_F(Habits, OpsListsWhatHasTheName) {
  const Outcome ops = ireplay("ops attention");
  EXPECT_EQ(ops.code, 0);
  EXPECT_NE(ops.out.find("attention"), std::string::npos);
  EXPECT_EQ(ops.out.find("scalar op"), std::string::npos) << ops.out;
  const Outcome none = ireplay("ops nothing_like_it");
  EXPECT_EQ(none.code, 2);
  EXPECT_NE(none.err.find("has 'nothing_like_it' in its name; `ireplay ops` lists all of them"),
            std::string::npos)
      << none.err;
}

}  // namespace
}  // namespace ireplay
