#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "replay/case/tensor_file.hpp"

/// The program from outside, for tests that are linked to know where it lies.
namespace ireplay {

struct Outcome {
  int code = -1;
  std::string out, err;
};

/// A fixture with a folder of its own that goes when the test ends.
class CommandLine : public testing::Test {
 protected:
  using Path = std::filesystem::path;

  CommandLine() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ =
        Path(testing::TempDir()) / (std::string("ireplay_") + test->test_suite_name() + "_" + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~CommandLine() override { std::filesystem::remove_all(folder_); }

  /// `arguments` are shell words.
  Outcome ireplay(const std::string& arguments, const std::string& environment = "") {
    const Path out = folder_ / "stdout", err = folder_ / "stderr";
    const std::string command = environment + " '" IREPLAY_BINARY "' " + arguments + " >'" + out.string() +
                                "' 2>'" + err.string() + "'";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(out), read_file(err)};
  }
  /// A file or folder of testdata, quoted.
  static std::string testdata(const std::string& name) {
    return "'" + (Path(IREPLAY_TESTDATA) / name).string() + "'";
  }
  static std::string corpus(const std::string& name) { return testdata("corpus/" + name); }
  /// A prefix: the superuser reads everything and starts any number of threads.
  static std::string as_somebody_else() {
    return geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "";
  }
  Path copy_of(const std::string& name) {
    const Path to = folder_ / name;
    std::filesystem::copy(Path(IREPLAY_TESTDATA) / "corpus" / name, to,
                          std::filesystem::copy_options::recursive);
    return to;
  }
  std::string put(const Path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return "'" + file.string() + "'";
  }
  std::string put(const Path& file, const TensorMap& tensors) {
    write_safetensors(file, tensors);
    return "'" + file.string() + "'";
  }

  Path folder_;
};

}  // namespace ireplay
