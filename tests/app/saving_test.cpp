#include "tests/support/command_line.hpp"

/// Tensors of one graph in a file, of several in a folder or under a name of their own.
namespace ireplay {
namespace {

namespace fs = std::filesystem;

class Saving : public CommandLine {
 protected:
  Outcome run(const std::string& arguments) {
    return ireplay("run -q --device cpu --no-timing --no-compare " + arguments);
  }
  std::string at(const std::string& name) const { return "'" + (folder_ / name).string() + "'"; }
  void refused(const std::string& arguments, const std::string& error) {
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.code, 2) << arguments;
    EXPECT_EQ(outcome.err, "error: " + error + "\n");
  }
};

constexpr const char* kTakeOne =
    "--save-outputs and --save-intermediates take one graph; for several give a folder ('saved/') or a name "
    "with {name} in it ('saved/{name}.npz')";

TEST_F(Saving, OneGraphIsSavedByExtension) {
  for (const char* name : {"o.safetensors", "o.npz"}) {
    EXPECT_EQ(run(corpus("pw_f64.0") + " --save-outputs " + at(name)).code, 0);
    EXPECT_EQ(read_tensors(folder_ / name).count("output0"), 1U) << name;
  }
  EXPECT_EQ(ireplay("compare " + at("o.safetensors") + " " + at("o.npz")).code, 0);
  refused(corpus("pw_f64.0") + " --save-outputs " + at("o.pt"),
          "cannot write " + at("o.pt") + ": expected a file that ends in .safetensors, .npz or .npy");
}

TEST_F(Saving, SeveralGraphsGoToAFolderOrToNames) {
  const std::string two = corpus("pw_f64.0") + " " + corpus("pw_ints.0");
  EXPECT_EQ(run(two + " --save-outputs " + at("new/")).code, 0);
  EXPECT_TRUE(fs::exists(folder_ / "new/pw_f64.0.safetensors"));
  EXPECT_TRUE(fs::exists(folder_ / "new/pw_ints.0.safetensors"));
  EXPECT_EQ(
      run(two + " --save-outputs " + at("o_{name}.npz") + " --save-intermediates " + at("{name}/i.npz")).code,
      0);
  EXPECT_TRUE(fs::exists(folder_ / "o_pw_f64.0.npz"));
  EXPECT_TRUE(fs::exists(folder_ / "pw_ints.0/i.npz"));
  // the path under PATH
  fs::create_directories(folder_ / "tree");
  fs::rename(copy_of("pw_f64.0"), folder_ / "tree/a");
  fs::create_directories(folder_ / "tree/b");
  fs::rename(copy_of("pw_ints.0"), folder_ / "tree/b/a");
  EXPECT_EQ(run(at("tree") + " --save-outputs " + at("saved/")).code, 0);
  EXPECT_TRUE(fs::exists(folder_ / "saved/a.safetensors"));
  EXPECT_TRUE(fs::exists(folder_ / "saved/b/a.safetensors"));
  // two graphs in one text
  const std::string text = read_file(fs::path(IREPLAY_TESTDATA) / "corpus/pw_f64.0/ir_post_fusion.txt");
  const std::string both = put(folder_ / "both.txt", text + "\n" + text);
  const Outcome in_one = run(both + " --save-outputs " + at("o.npz"));
  EXPECT_EQ(in_one.code, 2);
  EXPECT_NE(in_one.err.find("both.txt#1: error: " + std::string(kTakeOne) + "\n"), std::string::npos)
      << in_one.err;
  EXPECT_EQ(run(both + " --save-outputs " + at("both/")).code, 0);
  EXPECT_TRUE(fs::exists(folder_ / "both/both.txt#2.safetensors"));
}

TEST_F(Saving, ClashesAreRefusedBeforeAnythingRuns) {
  const std::string one = corpus("pw_f64.0"), two = one + " " + corpus("pw_ints.0");
  refused(two + " --save-outputs " + at("o.npz"), kTakeOne);
  refused(one + " " + one + " --save-outputs " + at("saved/"),
          "two graphs are named 'pw_f64.0': both would be saved as " + at("saved/pw_f64.0.safetensors"));
  refused(two + " --save-outputs " + at("s/") + " --save-intermediates " + at("s/{name}.safetensors"),
          "two graphs are named 'pw_f64.0': both would be saved as " + at("s/pw_f64.0.safetensors"));
  fs::create_directories(folder_ / "tree");
  for (const char* name : {"a", "b"})
    fs::copy(fs::path(IREPLAY_TESTDATA) / "corpus/pw_f64.0", folder_ / "tree" / name);
  refused(at("tree") + " --save-outputs " + at("tree/{name}/outputs.safetensors"),
          at("tree/a/outputs.safetensors") + " would be overwritten, which is read");
  EXPECT_FALSE(fs::exists(folder_ / "saved"));
  fs::create_directories(folder_ / "f/pw_f64.0.safetensors");
  refused(two + " --save-outputs " + at("f"),
          "cannot write " + at("f/pw_f64.0.safetensors") + ": it is a directory");
}

}  // namespace
}  // namespace ireplay
