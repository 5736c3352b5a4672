#include "app/saving.hpp"

#include <set>

#include "app/options.hpp"
#include "parser/source.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kName = "{name}";

[[noreturn]] void fail(const std::string& sentence) { throw Error(Error::Kind::usage, sentence); }

bool is_folder(const std::string& pattern) {
  std::error_code error;
  return pattern.ends_with('/') || fs::is_directory(pattern, error);
}

fs::path file_of(std::string pattern, const std::string& name) {
  if (is_folder(pattern)) return fs::path(pattern) / (name + ".safetensors");
  for (std::size_t at = 0; (at = pattern.find(kName, at)) != std::string::npos; at += name.size())
    pattern.replace(at, kName.size(), name);
  return pattern;
}

fs::path resolved(const fs::path& file) {
  std::error_code error;
  return fs::weakly_canonical(fs::absolute(file, error), error);
}

void make_folder_of(const fs::path& file) {
  std::error_code error;
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), error);
  if (error) fail("cannot make the folder '" + file.parent_path().string() + "': " + error.message());
}

[[noreturn]] void fail_for_several() {
  fail(
      "--save-outputs and --save-intermediates take one graph; for several give a folder ('saved/') or a "
      "name "
      "with {name} in it ('saved/{name}.npz')");
}

}  // namespace

bool names_several_files(const std::string& pattern) {
  return is_folder(pattern) || pattern.find(kName) != std::string::npos;
}

Saving::Saving(const Options& options)
    : outputs_(options.save_outputs), intermediates_(options.save_intermediates) {}

void Saving::expect_several() const {
  for (const std::string* pattern : {&outputs_, &intermediates_})
    if (!pattern->empty() && !names_several_files(*pattern)) fail_for_several();
}

void Saving::expect(const std::vector<ChosenCase>& cases) {
  if (outputs_.empty() && intermediates_.empty()) return;
  if (cases.size() > 1) expect_several();
  std::set<fs::path> read;
  for (const ChosenCase& chosen : cases)
    for (const fs::path& file : chosen.files.all()) read.insert(resolved(file));
  for (const ChosenCase& chosen : cases)
    for (const std::string* pattern : {&outputs_, &intermediates_}) {
      if (pattern->empty() || !names_several_files(*pattern)) continue;  // one file: checked with the reports
      const fs::path file = claim(*pattern, chosen.name);
      if (read.contains(resolved(file))) fail("'" + file.string() + "' would be overwritten, which is read");
    }
  for (const auto& [file, name] : claimed_) {
    make_folder_of(file);
    check_writable_tensors(file);
  }
  claimed_.clear();
}

fs::path Saving::claim(const std::string& pattern, const std::string& name) {
  fs::path file = file_of(pattern, name);
  const auto [other, is_new] = claimed_.emplace(resolved(file), name);
  if (is_new) return file;
  if (other->second == name)
    fail("two graphs are named '" + name + "': both would be saved as '" + file.string() + "'");
  fail("'" + other->second + "' and '" + name + "' would both be saved as '" + file.string() + "'");
}

void Saving::write(const std::string& pattern, const std::string& name, const TensorMap& tensors) {
  if (pattern.empty()) return;
  const fs::path file = claim(pattern, name);
  make_folder_of(file);
  write_tensors(file, tensors);
}

void Saving::save(const std::string& name, const TensorMap& outputs, const TensorMap& intermediates) {
  write(outputs_, name, outputs);
  write(intermediates_, name, intermediates);
}

}  // namespace ireplay
