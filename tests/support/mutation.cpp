#include "tests/support/mutation.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>

#include "replay/case/tensor_file.hpp"
#include "tests/support/boundary_numbers.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kName = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789.";
constexpr std::array<std::string_view, 14> kTypes{
    "torch.float64", "torch.float32", "torch.float16",   "torch.bfloat16", "torch.float8_e4m3fn",
    "torch.int64",   "torch.int32",   "torch.int16",     "torch.int8",     "torch.uint8",
    "torch.uint64",  "torch.bool",    "torch.complex64", "torch.int4"};
// sizes that fit each other only by luck, few enough that what is left of the graph runs at once
constexpr std::array<std::string_view, 10> kSizes{"0", "1",  "2",   "3",          "5",
                                                  "8", "33", "130", "2147483648", "9223372036854775807"};

bool is_name(char c) { return kName.find(c) != std::string_view::npos; }

class Mutator {
 public:
  Mutator(const std::vector<CaseInMemory>& cases, std::uint64_t seed) : cases_(cases), random_(seed) {}

  CaseInMemory make() {
    CaseInMemory result = cases_[below(cases_.size())];
    const std::size_t count = 1 + below(3);
    switch (below(12)) {
      case 0:
        swap_file(result);
        break;
      case 1:
        change_everywhere(result);
        break;
      default:
        CaseInMemory::File& file = result.files[pick_file(result)];
        for (std::size_t k = 0; k < count; ++k) mutate(file);
    }
    return result;
  }

 private:
  std::size_t below(std::size_t bound) {
    return bound == 0 ? 0 : static_cast<std::size_t>(random_() % bound);
  }
  template <class Range>
  const auto& any_of(const Range& range) {
    return range[below(std::size(range))];
  }

  /// Texts more often than tensors.
  std::size_t pick_file(const CaseInMemory& from) {
    const std::size_t at = below(from.files.size() + 4);
    return at < from.files.size() ? at : below(std::min<std::size_t>(2, from.files.size()));
  }

  // ---- the case

  /// A file goes, or is another case's, or what another file should be.
  void swap_file(CaseInMemory& result) {
    const std::size_t at = below(result.files.size());
    const CaseInMemory& other = any_of(cases_);
    const auto same = std::ranges::find(other.files, result.files[at].name, &CaseInMemory::File::name);
    const std::size_t way = below(4);
    if (way == 0)
      std::swap(result.files[at].content, result.files[below(result.files.size())].content);
    else if (way == 1 || same == other.files.end())
      result.files.erase(result.files.begin() + static_cast<std::ptrdiff_t>(at));
    else
      result.files[at].content = same->content;
  }

  /// A number, a type or a name is another in all texts: what contradicts it is no longer its neighbour.
  void change_everywhere(CaseInMemory& result) {
    const std::string& text = result.files[0].content;
    std::string from, to;
    switch (below(4)) {
      case 0:
        from = any_of(kTypes), to = any_of(kTypes);
        break;
      case 1:
        from = any_word(text, kName), to = any_word(text, kName);
        break;
      default:
        from = any_word(text, kDigits), to = any_of(kSizes);
    }
    if (from.empty()) return;
    for (CaseInMemory::File& file : result.files)
      if (!is_binary(file)) replace_words(file.content, from, to);
  }

  static void replace_words(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
      const std::size_t end = at + from.size();
      const bool whole = (at == 0 || !is_name(text[at - 1])) && (end == text.size() || !is_name(text[end]));
      if (whole) text.replace(at, from.size(), to);
      at += whole ? to.size() : 1;
    }
  }

  // ---- one file

  static bool is_tensors(const CaseInMemory::File& file) { return file.name.ends_with(".safetensors"); }
  static bool is_binary(const CaseInMemory::File& file) {
    return is_tensors(file) || file.name.ends_with(".cubin");
  }

  using Way = void (Mutator::*)(std::string&);
  void mutate(CaseInMemory::File& file) {
    constexpr Way kTextWays[] = {
        &Mutator::flip_byte,   &Mutator::drop_bytes, &Mutator::insert_bytes, &Mutator::drop_line,
        &Mutator::copy_line,   &Mutator::swap_lines, &Mutator::drop_block,   &Mutator::copy_block,
        &Mutator::rename_copy, &Mutator::move_block, &Mutator::take_block,   &Mutator::swap_number,
        &Mutator::swap_number, &Mutator::negate,     &Mutator::step_number,  &Mutator::swap_name,
        &Mutator::swap_name,   &Mutator::swap_like,  &Mutator::swap_like,    &Mutator::swap_type,
        &Mutator::cut,         &Mutator::copy_word,  &Mutator::drop_item,    &Mutator::copy_item,
        &Mutator::swap_items,  &Mutator::swap_items, &Mutator::nest,         &Mutator::repeat_line};
    constexpr Way kWrapperWays[] = {&Mutator::drop_statement, &Mutator::copy_statement,
                                    &Mutator::swap_statements};
    constexpr Way kTensorWays[] = {&Mutator::flip_byte, &Mutator::drop_bytes, &Mutator::insert_bytes,
                                   &Mutator::cut, &Mutator::flip_length};
    if (file.content.empty()) return;
    if (is_tensors(file)) {
      const std::size_t way = below(4);
      if (way == 0) return (this->*any_of(kTensorWays))(file.content);
      if (way == 1) return set_element(file.content);
      return in_header(file.content, any_of(kTextWays));
    }
    const bool is_wrapper = file.name.ends_with("output_code.py");
    (this->*(is_wrapper && below(3) == 0 ? any_of(kWrapperWays) : any_of(kTextWays)))(file.content);
  }

  // ---- bytes

  void flip_byte(std::string& text) { text[below(text.size())] ^= static_cast<char>(1 << below(8)); }
  void drop_bytes(std::string& text) { text.erase(below(text.size()), 1 + below(8)); }
  void insert_bytes(std::string& text) {
    constexpr std::string_view kBytes("\0\n\r\t\x1b\x7f\xff\xc3'\"\\()[]{}:,#=", 22);
    std::string inserted;
    for (std::size_t k = 1 + below(4); k > 0; --k) inserted += any_of(kBytes);
    text.insert(below(text.size()), inserted);
  }
  void cut(std::string& text) { text.resize(below(text.size())); }

  // ---- lines

  using Span = std::pair<std::size_t, std::size_t>;  // begin and end

  static std::string text_of(const std::string& text, Span span) {
    return text.substr(span.first, span.second - span.first);
  }

  /// The line of a place, its break included.
  static Span line_at(const std::string& text, std::size_t at) {
    const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    return {begin, std::min(text.find('\n', at), text.size() - 1) + 1};
  }
  Span line(const std::string& text) { return line_at(text, below(text.size())); }
  /// One within the wrapper's `call`, where the steps stand.
  Span statement(const std::string& text) {
    const std::size_t call = text.find("def call(");
    return call == std::string::npos ? line(text) : line_at(text, call + below(text.size() - call));
  }

  static void drop(std::string& text, Span span) { text.erase(span.first, span.second - span.first); }
  static void copy(std::string& text, Span span) { text.insert(span.second, text_of(text, span)); }
  static void exchange(std::string& text, Span a, Span b) {
    if (a.first > b.first) std::swap(a, b);
    if (a.second > b.first) return;
    const std::string first = text_of(text, a), second = text_of(text, b);
    text.replace(b.first, second.size(), first);
    text.replace(a.first, first.size(), second);
  }

  void drop_line(std::string& text) { drop(text, line(text)); }
  void copy_line(std::string& text) { copy(text, line(text)); }
  void swap_lines(std::string& text) {
    const Span a = line(text);
    exchange(text, a, line(text));
  }
  void repeat_line(std::string& text) {
    const Span span = line(text);
    const std::string repeated = text_of(text, span);
    std::string more;
    constexpr std::size_t kMostBytes = std::size_t{1} << 20;
    for (std::size_t k = std::size_t{1} << below(10); k > 0 && more.size() < kMostBytes; --k)
      more += repeated;
    text.insert(span.second, more);
  }
  void drop_statement(std::string& text) { drop(text, statement(text)); }
  void copy_statement(std::string& text) { copy(text, statement(text)); }
  void swap_statements(std::string& text) {
    const Span a = statement(text);
    exchange(text, a, statement(text));
  }

  // ---- structure

  /// A node, a function: what stands between empty lines.
  Span block(const std::string& text) {
    const std::size_t at = below(text.size());
    const std::size_t before = text.rfind("\n\n", at);
    const std::size_t begin = before == std::string::npos ? 0 : before + 2;
    return {begin, std::min(text.find("\n\n", std::max(at, begin)), text.size())};
  }
  void drop_block(std::string& text) { drop(text, block(text)); }
  void copy_block(std::string& text) {
    const Span span = block(text);
    text.insert(span.second, "\n\n" + text_of(text, span));
  }
  /// A node once more under another number.
  void rename_copy(std::string& text) {
    const Span span = block(text);
    std::string renamed = text_of(text, span);
    const std::string number = any_word(renamed, kDigits);
    for (const char* name : {"op", "buf"})
      for (std::size_t at = 0; (at = renamed.find(name + number, at)) != std::string::npos; at += 5)
        renamed.replace(at, std::string_view(name).size() + number.size(), name + ("70" + number));
    text.insert(span.second, "\n\n" + renamed);
  }
  void move_block(std::string& text) {
    const Span a = block(text);
    exchange(text, a, block(text));
  }
  /// A block of another case.
  void take_block(std::string& text) {
    const std::string& other = any_of(any_of(cases_).files).content;
    if (!other.empty()) text.insert(block(text).second, "\n\n" + text_of(other, block(other)));
  }

  /// What stands between a bracket and the one that closes it, by its commas; empty where there is none.
  std::vector<Span> items(const std::string& text) {
    std::vector<Span> found;
    const std::size_t open = text.find_first_of("([{", below(text.size()));
    if (open == std::string::npos) return found;
    std::size_t begin = open + 1;
    int depth = 0;
    for (std::size_t at = begin; at < std::min(text.size(), begin + 2000); ++at) {
      const char c = text[at];
      if (c == '(' || c == '[' || c == '{') ++depth;
      const bool closes = c == ')' || c == ']' || c == '}';
      if (depth == 0 && (closes || c == ',')) found.emplace_back(begin, at), begin = at + 1;
      if (closes && depth-- == 0) return found;
    }
    return {};
  }
  void drop_item(std::string& text) {
    if (const auto found = items(text); !found.empty()) drop(text, any_of(found));
  }
  void copy_item(std::string& text) {
    const auto found = items(text);
    if (found.empty()) return;
    const Span span = any_of(found);
    text.insert(span.second, ", " + text_of(text, span));
  }
  void swap_items(std::string& text) {
    if (const auto found = items(text); !found.empty()) exchange(text, any_of(found), any_of(found));
  }
  /// An item within brackets, a few or very many.
  void nest(std::string& text) {
    const auto found = items(text);
    if (found.empty()) return;
    constexpr std::string_view kBrackets[] = {"()", "[]", "{}"};
    const std::string_view pair = any_of(kBrackets);
    const Span span = any_of(found);
    const std::size_t depth = std::size_t{1} << below(17);
    text.insert(span.second, std::string(depth, pair[1]));
    text.insert(span.first, std::string(depth, pair[0]));
  }

  // ---- words

  /// A word of these characters at a random place; empty where there is none behind it.
  Span word(const std::string& text, std::string_view characters) {
    const std::size_t begin = text.find_first_of(characters, below(text.size()));
    if (begin == std::string::npos) return {0, 0};
    return {begin, std::min(text.find_first_not_of(characters, begin), text.size())};
  }
  std::string any_word(const std::string& text, std::string_view characters) {
    return text_of(text, word(text, characters));
  }
  static void set(std::string& text, Span span, std::string_view to) {
    if (span.first != span.second) text.replace(span.first, span.second - span.first, to);
  }

  void swap_number(std::string& text) { set(text, word(text, kDigits), any_of(kBoundaryNumbers)); }
  void negate(std::string& text) { text.insert(word(text, kDigits).first, "-"); }
  /// By one, up or down, or its half.
  void step_number(std::string& text) {
    const Span span = word(text, kDigits);
    const std::uint64_t number = std::strtoull(text_of(text, span).c_str(), nullptr, 10);
    const std::uint64_t steps[] = {number + 1, number - 1, number / 2};
    set(text, span, std::to_string(any_of(steps)));
  }
  void swap_type(std::string& text) {
    const std::size_t at = text.find("torch.", below(text.size()));
    if (at == std::string::npos) return;
    set(text, {at, std::min(text.find_first_not_of(kName, at), text.size())}, any_of(kTypes));
  }
  void swap_name(std::string& text) {
    const Span span = word(text, kName);
    set(text, span, any_word(text, kName));
  }
  /// A buffer, an input, a node is another of its kind: what begins as it does.
  void swap_like(std::string& text) {
    const Span span = word(text, kName);
    const std::string name = text_of(text, span);
    for (int attempt = 0; attempt < 40; ++attempt) {
      const std::string other = any_word(text, kName);
      if (other != name && other.substr(0, 2) == name.substr(0, 2)) return set(text, span, other);
    }
  }
  void copy_word(std::string& text) {
    const std::string name = any_word(text, kName);
    text.insert(below(text.size()), name);
  }

  // ---- tensors: eight bytes that say how long a JSON text is, that text, the elements

  static std::uint64_t header_length(const std::string& file) {
    std::uint64_t length = 0;
    if (file.size() >= sizeof length) std::memcpy(&length, file.data(), sizeof length);
    return std::min<std::uint64_t>(length, file.size() < sizeof length ? 0 : file.size() - sizeof length);
  }
  void flip_length(std::string& file) { file[below(std::min<std::size_t>(8, file.size()))] ^= '\x81'; }
  /// What any text suffers, in the header; its length stays right.
  void in_header(std::string& file, Way way) {
    const std::uint64_t length = header_length(file);
    std::string header = file.substr(std::min<std::size_t>(8, file.size()), length);
    if (header.empty()) return;
    (this->*way)(header);
    const std::uint64_t now = header.size();
    std::string begin(sizeof now, '\0');
    std::memcpy(begin.data(), &now, sizeof now);
    file = begin + header + file.substr(8 + length);
  }
  /// A few bytes of the elements: an index that is far outside, a NaN.
  void set_element(std::string& file) {
    const std::uint64_t begin = 8 + header_length(file);
    if (begin >= file.size()) return;
    constexpr char kBytes[] = {'\0', '\x7f', '\x80', '\xff'};
    const std::size_t at = begin + below(file.size() - begin) / 8 * 8;
    std::fill(
        file.begin() + static_cast<std::ptrdiff_t>(at),
        file.begin() + static_cast<std::ptrdiff_t>(std::min(file.size(), at + (std::size_t{1} << below(4)))),
        any_of(kBytes));
  }

  const std::vector<CaseInMemory>& cases_;
  std::mt19937_64 random_;
};

}  // namespace

namespace {

constexpr const char* kTexts[] = {"ir_post_fusion.txt", "output_code.py",     "ir_post_fusion.log",
                                  "case.json",          "inputs.safetensors", "outputs.safetensors",
                                  "pinned.safetensors", "ir_pre_fusion.txt",  "fx_graph_readable.py"};

/// The files of a folder, below `prefix` in the case; of the ranks of a run those of each.
void read_folder(const fs::path& folder, const std::string& prefix, std::vector<CaseInMemory::File>& files) {
  for (const char* name : kTexts)
    if (fs::exists(folder / name)) files.push_back({prefix + name, read_file(folder / name)});
  std::vector<fs::path> inner;
  for (const auto& entry : fs::directory_iterator(folder)) inner.push_back(entry.path());
  std::ranges::sort(inner);
  for (const fs::path& path : inner) {
    const std::string name = path.filename().string();
    if (name.starts_with("rank")) read_folder(path, prefix + name + "/", files);
    if (name != "kernels") continue;
    for (const auto& entry : fs::directory_iterator(path))
      files.push_back({prefix + "kernels/" + entry.path().filename().string(), read_file(entry.path())});
  }
}

}  // namespace

std::vector<CaseInMemory> read_small_cases(std::size_t most_bytes) {
  std::vector<fs::path> folders;
  for (const char* tree : {"corpus", "corpus_language", "corpus_versions", "captures", "language"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(IREPLAY_TESTDATA) / tree)) {
      const bool is_rank = entry.path().parent_path().filename().string().starts_with("rank");
      if (entry.path().filename() == "ir_post_fusion.txt" && !is_rank)
        folders.push_back(entry.path().parent_path());
      if (entry.path().filename() == "rank0") folders.push_back(entry.path().parent_path());
    }
  std::ranges::sort(folders);
  std::vector<CaseInMemory> cases;
  for (const fs::path& folder : folders) {
    CaseInMemory read{folder.filename().string(), {}};
    read_folder(folder, "", read.files);
    std::size_t bytes = 0;
    for (const CaseInMemory::File& file : read.files)
      if (!file.name.ends_with(".cubin")) bytes += file.content.size();
    if (bytes <= most_bytes) cases.push_back(std::move(read));
  }
  return cases;
}

CaseInMemory mutated(const std::vector<CaseInMemory>& cases, std::uint64_t seed) {
  return Mutator(cases, seed).make();
}

}  // namespace ireplay
