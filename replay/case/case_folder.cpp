#include "replay/case/case_folder.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "parser/fx/fx.hpp"
#include "parser/log_prefix.hpp"
#include "parser/node_text.hpp"
#include "parser/parse.hpp"
#include "parser/words.hpp"
#include "replay/case/json_fault.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using TensorHint = GraphHints::TensorHint;

constexpr const char* kPost = "ir_post_fusion.txt";
constexpr const char* kPre = "ir_pre_fusion.txt";
constexpr const char* kWrapper = "output_code.py";

[[noreturn]] void fail(const std::string& sentence) { throw Error(Error::Kind::usage, sentence); }
[[noreturn]] void broken(const std::string& sentence) { throw Error(Error::Kind::dump, sentence); }

/// Whatever has that name, a folder or a link to nothing too: reading it says what is wrong. But a pipe,
/// which might never end.
fs::path if_there(const fs::path& file) {
  std::error_code error;
  if (fs::is_fifo(file, error) || fs::is_socket(file, error)) return {};
  return fs::exists(fs::symlink_status(file, error)) ? file : fs::path();
}

void find_companions(CaseFiles& files) {
  const fs::path folder = files.ir.parent_path();
  if (!files.before_fusion) files.pre = if_there(folder / kPre);
  files.wrapper = if_there(folder / kWrapper);
  if (files.wrapper.empty()) files.wrapper = if_there(folder / "output_code.cpp");
  files.readable = if_there(folder / "fx_graph_readable.py");
  files.log = if_there(folder / "ir_post_fusion.log");
}

void find_tensors(CaseFiles& files, const fs::path& folder) {
  files.inputs = if_there(folder / "inputs.safetensors");
  files.outputs = if_there(folder / "outputs.safetensors");
  files.pinned = if_there(folder / "pinned.safetensors");
  files.facts = if_there(folder / "case.json");
}

/// The case of a folder that holds an IR text or a wrapper; neither `ir` nor `wrapper` otherwise.
CaseFiles case_in(const fs::path& folder) {
  CaseFiles files;
  files.name = folder.string();
  files.ir = if_there(folder / kPost);
  if (files.ir.empty()) {
    files.ir = if_there(folder / kPre);
    files.before_fusion = !files.ir.empty();
  }
  if (!files.ir.empty())
    find_companions(files);
  else
    files.wrapper = if_there(folder / kWrapper);
  if (!files.ir.empty() || !files.wrapper.empty()) find_tensors(files, folder);
  return files;
}

CaseFiles faulty(const fs::path& path, std::string fault) {
  CaseFiles files;
  files.name = path.string();
  files.fault = std::move(fault);
  return files;
}

CaseFiles unreadable(const fs::path& path, const std::string& why) {
  return faulty(path, "cannot read '" + path.string() + "': " + why);
}

/// Depth first; `seen` holds real paths, so that a link back up ends there.
void find_in_tree(const fs::path& folder, std::set<fs::path>& seen, std::vector<CaseFiles>& found) {
  std::error_code error;
  const fs::path real = fs::canonical(folder, error);
  if (error) return found.push_back(unreadable(folder, error.message()));
  if (!seen.insert(real).second) return;
  CaseFiles files = case_in(folder);
  if (!files.ir.empty() || !files.wrapper.empty()) {
    found.push_back(std::move(files));
    return;
  }
  std::vector<fs::path> folders;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code dangling;
    if (at->is_directory(dangling)) folders.push_back(at->path());
  }
  if (error) found.push_back(unreadable(folder, error.message()));
  std::sort(folders.begin(), folders.end());
  for (const fs::path& inner : folders) find_in_tree(inner, seen, found);
}

std::string name_of(const fs::path& file) { return file == "-" ? "<stdin>" : file.string(); }

constexpr std::uint64_t kMostText = std::uint64_t{4} << 30;  // what the parser takes

std::string read_standard_input() {
  std::string text;
  std::vector<char> block(std::size_t{1} << 16);
  while (true) {
    const ssize_t bytes = read(STDIN_FILENO, block.data(), block.size());
    if (bytes < 0 && errno == EINTR) continue;
    if (bytes < 0) broken(std::string("cannot read standard input: ") + std::strerror(errno));
    if (bytes == 0) return text;
    text.append(block.data(), static_cast<std::size_t>(bytes));
    if (text.size() > kMostText) broken("standard input has more than 4 GiB");
  }
}

std::shared_ptr<const Source> read_source(const fs::path& file) {
  return file.empty() ? nullptr : std::make_shared<const Source>(name_of(file), read_case_text(file));
}

/// The program whose first bytes these are.
std::string_view compressed_by(std::string_view text) {
  using namespace std::string_view_literals;
  constexpr std::pair<std::string_view, std::string_view> kPrograms[] = {
      {"\x1f\x8b"sv, "gzip"}, {"(\xb5/\xfd"sv, "zstd"}, {"PK\x03\x04"sv, "zip"}};
  for (const auto& [bytes, program] : kPrograms)
    if (text.starts_with(bytes)) return program;
  return {};
}

/// Pages and notebooks that show a scheduler's text are no such text, nor are archives.
void refuse_other_format(const fs::path& file, std::string_view text) {
  constexpr std::string_view kWanted =
      "; the file wanted is ir_post_fusion.txt of a debug directory (TORCH_COMPILE_DEBUG=1), or a log of "
      "TORCH_LOGS=ir_post_fusion,output_code";
  text = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const bool is_page =
      text.starts_with("<!DOCTYPE") || text.starts_with("<!doctype") || text.starts_with("<html");
  const bool is_notebook = text.starts_with('{') && text.find("\"cells\"") != text.npos;
  if (const std::string_view program = compressed_by(text); !program.empty())
    fail("'" + name_of(file) + "' is compressed by " + std::string(program) + ": unpack it first" +
         std::string(kWanted));
  if (is_page)
    fail("'" + name_of(file) + "' is an HTML page: of tlparse, its inductor_ir_post_fusion file is the text" +
         std::string(kWanted));
  if (is_notebook) fail("'" + name_of(file) + "' is a notebook" + std::string(kWanted));
}

/// Subgraphs overwrite the text of the graph that they belong to; a log has all of them.
bool is_of_subgraph(const Source& source) { return !subgraph_of(first_word(source.text())).empty(); }

// ---- case.json
// ----------------------------------------------------------------------------------------------------

[[noreturn]] void no_case_file(const fs::path& file, const std::string& what) {
  broken("'" + file.string() + "' is no case file: " + what);
}

class FactsReader {
 public:
  FactsReader(const fs::path& file, const Json& json) : file_(file), json_(json) {}

  CaseFacts read() {
    if (!json_.is_object()) broken("it is no object");
    CaseFacts facts;
    facts.torch = optional_text("torch");
    facts.gpu = optional_text("gpu");
    for (const Json& entry : list("inputs")) {
      const std::string name = text(entry, "name");
      if (entry.contains("dtype")) {
        facts.tensors[name] = tensor(entry);
      } else if (entry.contains("value") && entry["value"].is_number_integer()) {
        facts.symbols[name] = integer(name, entry["value"]);
      }
    }
    for (const Json& entry : list("outputs"))
      facts.outputs.push_back(entry.is_object() && entry.contains("dtype") ? std::optional(tensor(entry))
                                                                           : std::nullopt);
    for (const auto& [name, ranks] : members("groups")) {
      if (!ranks.is_array()) broken("the group '" + name + "' is no list of ranks");
      std::vector<int>& members = facts.groups[name];
      for (const Json& rank : ranks) members.push_back(rank_in(rank));
      if (std::set<int>(members.begin(), members.end()).size() != members.size() || members.empty())
        broken("the group '" + name + "' " + (members.empty() ? "has no rank" : "has a rank twice"));
    }
    if (json_.contains("rank") && !json_["rank"].is_null()) facts.rank = rank_in(json_["rank"]);
    for (const Json& entry : list("returns"))
      facts.returns.push_back(entry.is_string() ? entry.get<std::string>() : "");
    if (json_.contains("reference")) {  // "eager", or "the same ATen graph run eagerly on the CPU"
      const std::string reference = text(json_, "reference");
      facts.rounded_per_op = reference.find("eager") != reference.npos;
    }
    for (const auto& [name, value] : members("flags")) {
      if (name == "allow_tf32_matmul") tf32(facts).products = flag(name, value);
      if (name == "allow_tf32_convolution") tf32(facts).convolutions = flag(name, value);
    }
    for (const auto& [name, value] : members("symbols"))
      if (value.is_number_integer()) facts.data_symbols[name] = integer(name, value);
    if (json_.contains("reference_rounding")) {
      const std::string rounding = text(json_, "reference_rounding");
      if (rounding != "per_op" && rounding != "fused")
        broken("'reference_rounding' must be \"per_op\" or \"fused\"");
      facts.rounded_per_op = rounding == "per_op";
    }
    return facts;
  }

 private:
  [[noreturn]] void broken(const std::string& what) const { no_case_file(file_, what); }

  static Tf32& tf32(CaseFacts& facts) { return facts.tf32 ? *facts.tf32 : facts.tf32.emplace(); }

  bool flag(const std::string& name, const Json& value) const {
    if (!value.is_boolean()) broken("'" + name + "' is neither true nor false");
    return value.get<bool>();
  }
  std::int64_t integer(const std::string& name, const Json& value) const {
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > kMost)
      broken("'" + name + "' does not fit 64 bits");
    return value.get<std::int64_t>();
  }
  int rank_in(const Json& rank) const {
    if (!rank.is_number_integer() || rank < 0 || rank > std::numeric_limits<int>::max())
      broken("the rank " + rank.dump(-1, ' ', false, Json::error_handler_t::replace) + " is no count");
    return rank.get<int>();
  }
  const Json& list(const char* key) const {
    static const Json kNone = Json::array();
    if (!json_.contains(key)) return kNone;
    if (!json_[key].is_array()) broken(std::string("'") + key + "' is no list");
    return json_[key];
  }
  std::string optional_text(const char* key) const {
    return json_.contains(key) && json_[key].is_string() ? json_[key].get<std::string>() : "";
  }
  std::vector<std::pair<std::string, Json>> members(const char* key) const {
    std::vector<std::pair<std::string, Json>> found;
    if (!json_.contains(key)) return found;
    if (!json_[key].is_object()) broken(std::string("'") + key + "' is no object");
    for (const auto& [name, value] : json_[key].items()) found.emplace_back(name, value);
    return found;
  }
  std::string text(const Json& entry, const char* key) const {
    if (!entry.is_object() || !entry.contains(key) || !entry[key].is_string())
      broken(std::string("an entry has no '") + key + "'");
    return entry[key].get<std::string>();
  }
  Dims dims(const Json& entry, const char* key) const {
    Dims out;
    if (!entry.contains(key) || !entry[key].is_array()) broken(std::string("a tensor has no '") + key + "'");
    for (const Json& extent : entry[key]) {
      if (!extent.is_number_integer() || extent < 0 || extent > std::numeric_limits<std::int64_t>::max())
        broken(std::string("'") + key + "' is no list of counts");
      out.push_back(extent.get<std::int64_t>());
    }
    return out;
  }
  TensorHint tensor(const Json& entry) const {
    const std::string name = text(entry, "dtype");
    const auto dtype = find_dtype(name);
    if (!dtype) broken("the type '" + name + "' is unknown");
    TensorHint hint{*dtype, dims(entry, "size"), {}};
    if (entry.contains("stride")) hint.stride = dims(entry, "stride");
    if (entry.contains("stride") && hint.stride.size() != hint.size.size())
      broken("a 'stride' is not as long as its 'size'");
    return hint;
  }

  const fs::path& file_;
  const Json& json_;
};

// ---- `bf16[2048, 128][128, 1]cuda:0` and `bf16[2048,128]:128,1`
// --------------------------------------------------------

/// Extents that are written as numbers; none where one is not.
std::optional<Dims> counts(const ExprPool& exprs, std::span<const ExprId> list) {
  Dims dims;
  for (const ExprId id : list) {
    const std::string_view text = exprs[id].text;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (exprs[id].kind != ExprKind::integer || error != std::errc() || value < 0) return std::nullopt;
    dims.push_back(value);
  }
  return dims;
}

std::optional<TensorHint> hint_of(std::string_view dtype_name, std::optional<Dims> size,
                                  std::optional<Dims> stride) {
  const auto dtype = find_dtype(dtype_name);
  if (!dtype || !size) return std::nullopt;
  TensorHint hint{*dtype, *std::move(size), {}};
  if (stride && stride->size() == hint.size.size()) hint.stride = *std::move(stride);
  return hint;
}

}  // namespace

std::string read_case_text(const fs::path& file) {
  if (file == "-") return read_standard_input();
  try {
    return read_file(file, kMostText);
  } catch (const Error& error) {
    broken(error.what());
  }
}

std::vector<CaseFiles> find_cases(const std::string& path) {
  if (path == "-") {
    CaseFiles files;
    files.name = path;
    files.ir = path;
    return {files};
  }
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (error && error != std::errc::no_such_file_or_directory) return {unreadable(path, error.message())};
  if (!fs::exists(status)) return {faulty(path, "no such file or folder: '" + path + "'")};
  if (!fs::is_directory(status)) {
    CaseFiles files;
    files.name = path;
    if (fs::path(path).extension() == ".py") {
      files.wrapper = path;
      find_tensors(files, files.wrapper.parent_path());
      return {files};
    }
    files.ir = path;
    files.before_fusion = files.ir.filename() == kPre;
    if (files.before_fusion || files.ir.filename() == kPost) find_companions(files);
    return {files};
  }
  std::vector<CaseFiles> found;
  std::set<fs::path> seen;
  find_in_tree(path, seen, found);
  if (found.empty()) return {faulty(path, "no " + std::string(kPost) + " in or under '" + path + "'")};
  return found;
}

std::vector<fs::path> CaseFiles::all() const {
  std::vector<fs::path> there;
  for (const fs::path* file : {&ir, &log, &pre, &wrapper, &readable, &inputs, &outputs, &pinned, &facts})
    if (!file->empty()) there.push_back(*file);
  return there;
}

CaseTexts read_texts(const CaseFiles& files, bool text_only) {
  if (!files.fault.empty()) broken(files.fault);
  CaseTexts texts;
  if (files.ir.empty()) {
    texts.wrapper = read_source(files.wrapper);
    return texts;
  }
  std::string text = read_case_text(files.ir);
  refuse_other_format(files.ir, text);
  std::vector<std::string> logged = wrappers_of_log(text);
  texts.ir = std::make_shared<const Source>(name_of(files.ir), std::move(text));
  const bool is_overwritten = !files.log.empty() && is_of_subgraph(*texts.ir);
  if (is_overwritten) texts.ir = read_source(files.log);
  texts.graphs = std::max<std::size_t>(1, count_graphs(*texts.ir));
  if (text_only) return texts;
  if (!is_overwritten) texts.pre = read_source(files.pre);
  texts.wrapper = read_source(files.wrapper);
  if (texts.wrapper || logged.size() != texts.graphs) return texts;
  for (std::string& wrapper : logged)
    texts.logged.push_back(std::make_shared<const Source>(name_of(files.ir), std::move(wrapper)));
  if (texts.graphs == 1) texts.wrapper = texts.logged[0];
  return texts;
}

CaseFacts read_facts(const fs::path& file) {
  if (file.empty()) return {};
  constexpr std::size_t kMaxDepth = 16;
  try {
    const std::string text = read_file(file);
    const std::string fault = json_fault(text, kMaxDepth);
    if (!fault.empty()) no_case_file(file, "it " + fault);
    const Json json = Json::parse(text);
    return FactsReader(file, json).read();
  } catch (const Json::exception&) {
    no_case_file(file, "a value is not of the type that it should have");
  } catch (const Error& error) {
    throw Error(Error::Kind::dump, error.what());
  }
}

TensorHints read_annotations(const std::string& text) {
  TensorHints hints;
  const Source source("fx_graph_readable.py", text);
  const FxGraph graph = parse_fx_graph(source, source.text());
  if (graph.functions.empty()) return hints;
  for (const FxValue& value : slice(graph.values, graph.functions.front().parameters)) {
    if (value.type < 0) continue;
    const FxType& type = graph.types[static_cast<std::size_t>(value.type)];
    const auto size = counts(graph.exprs, slice(graph.expr_lists, type.size));
    const auto stride = counts(graph.exprs, slice(graph.expr_lists, type.stride));
    if (const auto hint = hint_of(type.dtype, size, stride)) hints[std::string(value.name)] = *hint;
  }
  return hints;
}

TensorHint parse_layout(const std::string& text) {
  const std::string expected =
      "expected a layout such as bf16[2048,128] or bf16[2048,128]:1,2048, not '" + text + "'";
  try {
    const Source source("a layout", text);
    const TypeText type = parse_type_text(source);
    auto hint = hint_of(type.dtype, counts(type.exprs, type.size), counts(type.exprs, type.stride));
    if (!hint || (type.has_stride && hint->stride.size() != hint->size.size())) fail(expected);
    return *std::move(hint);
  } catch (const Error&) {
    fail(expected);
  }
}

}  // namespace ireplay
