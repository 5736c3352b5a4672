#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/choosing.hpp"
#include "replay/plan/tensor.hpp"

/// What --save-outputs and --save-intermediates write, and where.
namespace ireplay {

struct Options;

/// Where --save-outputs and --save-intermediates write: FILE for one graph; a folder, or a FILE with `{name}`
/// in it, for any number of them. A graph's name is the path under PATH at which it was found; folders in it
/// are made.
class Saving {
 public:
  explicit Saving(const Options& options);

  /// Before anything runs. Throws Error{usage} where several graphs would be saved in one file, where a file
  /// that is read would be overwritten, and where a file cannot be written.
  void expect(const std::vector<ChosenCase>& cases);
  /// Before a case with several graphs runs: throws Error{usage} where they would be saved in one file.
  void expect_several() const;

  bool wants_intermediates() const { return !intermediates_.empty(); }
  void save(const std::string& name, const TensorMap& outputs, const TensorMap& intermediates);

 private:
  std::filesystem::path claim(const std::string& pattern, const std::string& name);
  void write(const std::string& pattern, const std::string& name, const TensorMap& tensors);

  const std::string &outputs_, &intermediates_;
  std::map<std::filesystem::path, std::string> claimed_;  // files and the graphs that they are of
};

/// Whether a name of --save-outputs stands for several files: a folder, or one with `{name}`.
bool names_several_files(const std::string& pattern);

}  // namespace ireplay
