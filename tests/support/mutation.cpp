#include "tests/support/mutation.hpp"

#include <algorithm>
#include <filesystem>
#include <random>

#include "replay/case/tensor_file.hpp"
#include "tests/support/boundary_numbers.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

class Mutator {
 public:
  Mutator(const std::vector<CaseInMemory>& cases, std::uint64_t seed) : cases_(cases), random_(seed) {}

  CaseInMemory make() {
    CaseInMemory result = cases_[below(cases_.size())];
    const std::size_t count = 1 + below(3);
    if (below(20) == 0) {
      swap_file(result);
    } else {
      CaseInMemory::File& file = result.files[pick_file(result)];
      for (std::size_t k = 0; k < count; ++k) mutate(file.content);
    }
    return result;
  }

 private:
  std::size_t below(std::size_t bound) {
    return bound == 0 ? 0 : static_cast<std::size_t>(random_() % bound);
  }

  /// Texts more often than tensors.
  std::size_t pick_file(const CaseInMemory& from) {
    const std::size_t at = below(from.files.size() + 4);
    return at < from.files.size() ? at : below(std::min<std::size_t>(2, from.files.size()));
  }

  /// A file goes, or is another case's.
  void swap_file(CaseInMemory& result) {
    const std::size_t at = below(result.files.size());
    const CaseInMemory& other = cases_[below(cases_.size())];
    const auto same = std::ranges::find(other.files, result.files[at].name, &CaseInMemory::File::name);
    if (same == other.files.end() || below(3) == 0)
      result.files.erase(result.files.begin() + static_cast<std::ptrdiff_t>(at));
    else
      result.files[at].content = same->content;
  }

  void mutate(std::string& text) {
    using Way = void (Mutator::*)(std::string&);
    constexpr Way kWays[] = {&Mutator::flip_byte,   &Mutator::drop_bytes,  &Mutator::drop_line,
                             &Mutator::copy_line,   &Mutator::swap_lines,  &Mutator::drop_block,
                             &Mutator::copy_block,  &Mutator::swap_number, &Mutator::swap_number,
                             &Mutator::swap_number, &Mutator::swap_name,   &Mutator::swap_name,
                             &Mutator::cut,         &Mutator::copy_word};
    if (text.empty()) return;
    (this->*kWays[below(std::size(kWays))])(text);
  }

  void flip_byte(std::string& text) { text[below(text.size())] ^= static_cast<char>(1 << below(8)); }

  void drop_bytes(std::string& text) { text.erase(below(text.size()), 1 + below(8)); }

  /// Begin and end of a line, its break included.
  std::pair<std::size_t, std::size_t> line(const std::string& text) {
    const std::size_t at = below(text.size());
    const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    return {begin, std::min(text.find('\n', at), text.size() - 1) + 1};
  }

  void drop_line(std::string& text) {
    const auto [begin, end] = line(text);
    text.erase(begin, end - begin);
  }
  void copy_line(std::string& text) {
    const auto [begin, end] = line(text);
    text.insert(end, text.substr(begin, end - begin));
  }
  void swap_lines(std::string& text) {
    const auto [begin, end] = line(text);
    const std::string moved = text.substr(begin, end - begin);
    text.erase(begin, end - begin);
    if (!text.empty()) text.insert(line(text).first, moved);
  }

  /// A node, a function: what stands between empty lines.
  std::pair<std::size_t, std::size_t> block(const std::string& text) {
    const std::size_t at = below(text.size());
    const std::size_t before = text.rfind("\n\n", at);
    const std::size_t begin = before == std::string::npos ? 0 : before + 2;
    return {begin, std::min(text.find("\n\n", std::max(at, begin)), text.size())};
  }
  void drop_block(std::string& text) {
    const auto [begin, end] = block(text);
    text.erase(begin, end - begin);
  }
  void copy_block(std::string& text) {
    const auto [begin, end] = block(text);
    text.insert(end, "\n\n" + text.substr(begin, end - begin));
  }

  /// Begin and end of a word of these characters at a random place; empty where there is none behind it.
  std::pair<std::size_t, std::size_t> word(const std::string& text, std::string_view characters) {
    const std::size_t begin = text.find_first_of(characters, below(text.size()));
    if (begin == std::string::npos) return {0, 0};
    return {begin, std::min(text.find_first_not_of(characters, begin), text.size())};
  }
  static constexpr std::string_view kDigits = "0123456789";
  static constexpr std::string_view kName =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789.";

  void swap_number(std::string& text) {
    const auto [begin, end] = word(text, kDigits);
    if (begin != end) text.replace(begin, end - begin, kBoundaryNumbers[below(kBoundaryNumbers.size())]);
  }
  void swap_name(std::string& text) {
    const auto [begin, end] = word(text, kName);
    const auto [other, other_end] = word(text, kName);
    const std::string name = text.substr(other, other_end - other);
    if (begin != end) text.replace(begin, end - begin, name);
  }
  void copy_word(std::string& text) {
    const auto [begin, end] = word(text, kName);
    const std::string name = text.substr(begin, end - begin);
    text.insert(below(text.size()), name);
  }
  void cut(std::string& text) { text.resize(below(text.size())); }

  const std::vector<CaseInMemory>& cases_;
  std::mt19937_64 random_;
};

}  // namespace

std::vector<CaseInMemory> read_small_cases(std::size_t most_bytes) {
  std::vector<fs::path> folders;
  for (const char* tree : {"corpus", "corpus_versions", "captures"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(IREPLAY_TESTDATA) / tree))
      if (entry.path().filename() == "ir_post_fusion.txt") folders.push_back(entry.path().parent_path());
  std::ranges::sort(folders);
  std::vector<CaseInMemory> cases;
  for (const fs::path& folder : folders) {
    CaseInMemory read{folder.filename().string(), {}};
    std::size_t bytes = 0;
    for (const char* name : {"ir_post_fusion.txt", "output_code.py", "case.json", "inputs.safetensors",
                             "outputs.safetensors", "ir_pre_fusion.txt", "fx_graph_readable.py"}) {
      if (!fs::exists(folder / name)) continue;
      read.files.push_back({name, read_file(folder / name)});
      bytes += read.files.back().content.size();
    }
    if (bytes <= most_bytes) cases.push_back(std::move(read));
  }
  return cases;
}

CaseInMemory mutated(const std::vector<CaseInMemory>& cases, std::uint64_t seed) {
  return Mutator(cases, seed).make();
}

}  // namespace ireplay
