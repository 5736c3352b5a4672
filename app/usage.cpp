#include "app/usage.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "app/commands.hpp"
#include "app/options.hpp"
#include "app/saving.hpp"
#include "replay/case/case_folder.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& sentence) { throw Error(Error::Kind::usage, sentence); }

/// A path, all of it.
std::string quoted(const std::string& path) { return "'" + path + "'"; }

/// Levenshtein's distance.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j + 1] + 1, row[j] + 1});
    }
  }
  return row.back();
}

/// The command that a word was perhaps meant to be; empty where none is near.
std::string_view nearest_command(std::string_view word) {
  constexpr std::size_t kFar = 3;
  std::string_view nearest;
  std::size_t least = std::min(kFar, std::max<std::size_t>(2, word.size()));
  for (const Command& command : commands())
    if (const std::size_t edits = edits_between(word, command.name); edits < least) {
      least = edits;
      nearest = command.name;
    }
  return nearest;
}

bool exists(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  return fs::exists(status) || status.type() == fs::file_type::none;  // what cannot be asked may be there
}

void refuse_unknown_word(const Options& options) {
  if (!options.implied_run || options.paths.empty()) return;
  const std::string& word = options.paths[0];
  if (word == "-" || exists(word)) return;
  const std::string_view meant = nearest_command(word);
  fail("no command or path " + quoted(word) +
       (meant.empty() ? "" : "; did you mean '" + std::string(meant) + "'?"));
}

bool are_one_file(const fs::path& a, const fs::path& b) {
  std::error_code error;
  if (fs::exists(a, error) && fs::exists(b, error)) return fs::equivalent(a, b, error);
  return fs::weakly_canonical(fs::absolute(a, error), error) ==
         fs::weakly_canonical(fs::absolute(b, error), error);
}

/// Terminals, pipes and /dev/null take any number of outputs.
bool is_device(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

void refuse_shared_outputs(const std::vector<OutputFile>& outputs) {
  const OutputFile* on_stdout = nullptr;
  for (const OutputFile& output : outputs) {
    if (output.file == "-") {
      if (!output.is_report) fail(output.option + " writes tensors: give it a file, not '-'");
      if (on_stdout != nullptr)
        fail(on_stdout->option + " and " + output.option + " both go to standard output; give one a file");
      on_stdout = &output;
      continue;
    }
    for (const OutputFile* other = outputs.data(); other != &output; ++other)
      if (other->file != "-" && !is_device(output.file) && are_one_file(other->file, output.file))
        fail(other->option + " and " + output.option + " both write " + quoted(output.file));
  }
}

/// Every file that the command line makes the program read, with the words that name it.
std::vector<std::pair<std::string, fs::path>> files_to_read(const Options& options) {
  std::vector<std::pair<std::string, fs::path>> files;
  for (const auto& [option, file] : {std::pair("--inputs", &options.inputs),
                                     {"--pinned", &options.pinned},
                                     {"--reference", &options.reference},
                                     {"--baseline", &options.baseline},
                                     {"--against", &options.against}})
    if (!file->empty()) files.emplace_back(option, *file);
  for (const auto& [input, fill] : options.fills)
    if (fill.ends_with(".npy")) files.emplace_back("--input", fill);
  for (const std::string& path : options.paths) {
    files.emplace_back("PATH", path);
    std::error_code error;
    if (path == "-" || !fs::is_directory(path, error)) continue;
    for (const CaseFiles& files_of_case : find_cases(path))
      for (const fs::path& file : files_of_case.all()) files.emplace_back("PATH", file);
  }
  return files;
}

void refuse_overwriting(const Options& options) {
  for (const auto& [what, file] : files_to_read(options))
    for (const OutputFile& output : options.outputs)
      if (output.file != "-" && file != "-" && !is_device(output.file) && are_one_file(file, output.file))
        fail(output.option + " would overwrite " + quoted(output.file) + ", which is read (" + what + ")");
}

}  // namespace

void refuse_misuse(const Options& options) {
  refuse_unknown_word(options);
  if (std::count(options.paths.begin(), options.paths.end(), "-") > 1)
    fail("standard input ('-') can be read once");
  if (options.outputs.empty()) return;
  refuse_shared_outputs(options.outputs);
  refuse_overwriting(options);
  for (const OutputFile& output : options.outputs) {
    if (output.is_report) {
      if (output.file != "-") check_writable(output.file);
    } else if (!names_several_files(output.file)) {
      check_writable_tensors(output.file);
    }
  }
}

}  // namespace ireplay
