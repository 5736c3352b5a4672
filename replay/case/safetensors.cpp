#include "replay/case/safetensors.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <span>

#include "parser/source.hpp"
#include "replay/case/byte_order.hpp"
#include "replay/case/json_fault.hpp"
#include "replay/plan/parallel.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;  // the format's own limit
constexpr std::size_t kMaxDims = 64;                    // PyTorch's limit
constexpr std::size_t kMaxDepth = 8;                    // a header needs three levels

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw Error(Error::Kind::usage, "'" + file.string() + "' is no safetensors file: " + what);
}

struct Entry {
  std::string name;
  DType dtype = DType::f32;
  Dims size;
  std::uint64_t begin = 0, end = 0;
};

Json parse_header(const std::filesystem::path& file, const std::string& text) {
  const std::string fault = json_fault(text, kMaxDepth);
  if (!fault.empty()) fail(file, "its header " + fault);
  return Json::parse(text);
}

bool is_count(const Json& value) {
  return value.is_number_unsigned() && value.get<std::uint64_t>() <= std::uint64_t{0x7FFFFFFFFFFFFFFF};
}

const Json& member(const std::filesystem::path& file, const std::string& name, const Json& entry,
                   const char* key) {
  if (!entry.is_object() || !entry.contains(key)) fail(file, "tensor '" + name + "' has no '" + key + "'");
  return entry[key];
}

Entry parse_entry(const std::filesystem::path& file, const std::string& name, const Json& json,
                  std::uint64_t bytes) {
  Entry entry;
  entry.name = name;
  const Json& dtype = member(file, name, json, "dtype");
  const auto found = dtype.is_string() ? find_dtype_tag(dtype.get<std::string>()) : std::nullopt;
  if (!found)
    fail(file, "tensor '" + name + "' has the unknown type " +
                   dtype.dump(-1, ' ', true, Json::error_handler_t::replace));
  entry.dtype = *found;
  const Json& shape = member(file, name, json, "shape");
  if (!shape.is_array() || shape.size() > kMaxDims || !std::all_of(shape.begin(), shape.end(), is_count))
    fail(file, "the shape of tensor '" + name + "' is no list of counts");
  for (const Json& extent : shape) entry.size.push_back(extent.get<std::int64_t>());
  const Json& range = member(file, name, json, "data_offsets");
  if (!range.is_array() || range.size() != 2 || !is_count(range[0]) || !is_count(range[1]))
    fail(file, "the data_offsets of tensor '" + name + "' are no pair of counts");
  entry.begin = range[0].get<std::uint64_t>();
  entry.end = range[1].get<std::uint64_t>();
  if (entry.begin > entry.end || entry.end > bytes)
    fail(file, "the bytes of tensor '" + name + "' lie outside of the file");
  std::uint64_t need = bytes_of(entry.dtype);
  for (const std::int64_t extent : entry.size)
    if (__builtin_mul_overflow(need, static_cast<std::uint64_t>(extent), &need))
      fail(file, "the shape of tensor '" + name + "' is too large");
  if (need != entry.end - entry.begin)
    fail(file, "tensor '" + name + "' is " + to_text(entry.dtype, entry.size) + ", which is " +
                   std::to_string(need) + " bytes, but its data_offsets span " +
                   std::to_string(entry.end - entry.begin));
  return entry;
}

void check_no_overlap(const std::filesystem::path& file, std::vector<Entry>& entries) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  std::uint64_t free_from = 0;
  for (const Entry& entry : entries) {
    if (entry.begin != entry.end && entry.begin < free_from)
      fail(file, "tensor '" + entry.name + "' shares bytes with another one");
    free_from = std::max(free_from, entry.end);
  }
}

std::span<std::byte> as_bytes_of(std::string& text) { return std::as_writable_bytes(std::span(text)); }

/// A file that several threads read from at once.
class SharedFile {
 public:
  explicit SharedFile(const std::filesystem::path& file)
      : number_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}
  SharedFile(const SharedFile&) = delete;
  SharedFile& operator=(const SharedFile&) = delete;
  ~SharedFile() {
    if (number_ >= 0) ::close(number_);
  }

  bool is_open() const { return number_ >= 0; }
  std::uint64_t size() const {
    struct stat facts = {};
    return ::fstat(number_, &facts) == 0 ? static_cast<std::uint64_t>(facts.st_size) : 0;
  }

  /// All bytes from `begin` on, on several threads where that is worth it. False: they could not be read.
  bool read(std::uint64_t begin, std::span<std::byte> bytes) const {
    constexpr std::int64_t kLeastPart = std::int64_t{16} << 20;
    const auto count = static_cast<std::int64_t>(bytes.size());
    std::atomic<bool> good = true;
    in_parts(count, parts_of(count, kLeastPart), [&](std::int64_t, std::int64_t from, std::int64_t to) {
      while (from < to) {
        const ssize_t got = ::pread(number_, bytes.data() + from, static_cast<std::size_t>(to - from),
                                    static_cast<off_t>(begin) + from);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        from += got;
      }
      if (from < to) good = false;
    });
    return good;
  }

 private:
  int number_;
};

}  // namespace

TensorMap read_safetensors(const std::filesystem::path& file) {
  const SharedFile in(file);
  if (!in.is_open())
    throw Error(Error::Kind::usage,
                "cannot read '" + file.string() + "': " + std::strerror(errno != 0 ? errno : ENOENT));
  const std::uint64_t file_bytes = in.size();
  std::string length(8, '\0');
  if (file_bytes < 8 || !in.read(0, as_bytes_of(length))) fail(file, "it is shorter than 8 bytes");
  const std::uint64_t header_bytes = little_endian(length, 8);
  if (header_bytes > kMaxHeaderBytes || header_bytes > file_bytes - 8)
    fail(file, "its header claims " + std::to_string(header_bytes) + " bytes");
  std::string text(header_bytes, '\0');
  if (!in.read(8, as_bytes_of(text))) fail(file, "its header could not be read");
  const Json header = parse_header(file, text);
  if (!header.is_object()) fail(file, "its header is no JSON object");

  const std::uint64_t data_begin = 8 + header_bytes;
  std::vector<Entry> entries;
  for (const auto& [name, json] : header.items())
    if (name != "__metadata__") entries.push_back(parse_entry(file, name, json, file_bytes - data_begin));
  check_no_overlap(file, entries);

  TensorMap tensors;
  for (const Entry& entry : entries) {
    HostTensor& tensor = tensors[entry.name];
    tensor.dtype = entry.dtype;
    tensor.size = entry.size;
    tensor.data.resize(entry.end - entry.begin);
    if (!in.read(data_begin + entry.begin, tensor.data))
      fail(file, "the bytes of tensor '" + entry.name + "' could not be read");
  }
  return tensors;
}

std::string safetensors_header(const TensorMap& tensors, std::vector<const HostTensor*>& order) {
  std::vector<const TensorMap::value_type*> rows;
  for (const auto& row : tensors) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
    return bytes_of(a->second.dtype) > bytes_of(b->second.dtype);  // so that every tensor is aligned
  });
  Json header = Json::object();
  std::uint64_t offset = 0;
  for (const auto* row : rows) {
    const std::uint64_t end = offset + row->second.data.size();
    header[row->first] = {
        {"dtype", info(row->second.dtype).tag}, {"shape", row->second.size}, {"data_offsets", {offset, end}}};
    offset = end;
    order.push_back(&row->second);
  }
  std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
  text.resize((text.size() + 7) / 8 * 8, ' ');
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(text.size() >> (8 * i));
  return bytes + text;
}

}  // namespace ireplay
