#include "replay/case/numpy_file.hpp"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "parser/source.hpp"
#include "replay/case/byte_order.hpp"
#include "replay/case/files.hpp"
#include "replay/case/numpy_types.hpp"
#include "replay/plan/host_memory.hpp"

namespace ireplay {
namespace {

struct Faults {  // what to name in a message
  std::string name;
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(Error::Kind::usage, "'" + name + "' " + what);
  }
};

// ---- .npy
// ---------------------------------------------------------------------------------------------------------

constexpr std::uint64_t kMostNpyHeader = std::uint64_t{1} << 20;  // NumPy's own are of some hundred bytes

struct NpyHeader {
  DType dtype = DType::f32;
  bool swapped = false;  // big-endian data
  bool fortran_order = false;
  Dims size;
};

std::optional<DType> find_numpy_dtype(std::string_view descr) {
  for (const NumpyType& row : kNumpyTypes)
    if (row.descr == descr) return row.dtype;
  return std::nullopt;
}

/// Reads the Python dictionary `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
class NpyHeaderReader {
 public:
  NpyHeaderReader(std::string_view text, const Faults& faults) : text_(text), faults_(faults) {}

  NpyHeader read() {
    NpyHeader header;
    expect('{');
    while (!accept('}')) {
      const std::string_view key = quoted();
      expect(':');
      if (key == "descr") {
        read_descr(header);
      } else if (key == "fortran_order") {
        header.fortran_order = boolean();
      } else if (key == "shape") {
        read_shape(header.size);
      } else {
        broken();
      }
      seen_ += 1;
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    if (seen_ != 3) broken();
    return header;
  }

 private:
  [[noreturn]] void broken() const {
    faults_.fail("is no .npy file: its header is not a dictionary of descr, fortran_order and shape");
  }
  void skip_blanks() {
    while (!text_.empty() && (text_[0] == ' ' || text_[0] == '\n' || text_[0] == '\t'))
      text_.remove_prefix(1);
  }
  bool accept(char c) {
    skip_blanks();
    if (text_.empty() || text_[0] != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!accept(c)) broken();
  }
  std::string_view quoted() {
    skip_blanks();
    if (text_.empty() || (text_[0] != '\'' && text_[0] != '"')) broken();
    const std::size_t end = text_.find(text_[0], 1);
    if (end == std::string_view::npos) broken();
    const std::string_view value = text_.substr(1, end - 1);
    text_.remove_prefix(end + 1);
    return value;
  }
  bool boolean() {
    skip_blanks();
    for (const std::string_view word : {"True", "False"})
      if (text_.substr(0, word.size()) == word) {
        text_.remove_prefix(word.size());
        return word == "True";
      }
    broken();
  }
  void read_descr(NpyHeader& header) {
    skip_blanks();
    if (text_.empty() || text_[0] == '[') faults_.fail("holds records, not numbers");
    const std::string_view descr = quoted();
    const char order = descr.empty() ? ' ' : descr[0];
    const auto dtype = order == '<' || order == '>' || order == '|' || order == '='
                           ? find_numpy_dtype(descr.substr(1))
                           : std::nullopt;
    if (!dtype)
      faults_.fail(
          "has the type '" + std::string(descr) +
          "', which has no counterpart in PyTorch or is not told apart from others; save it as safetensors");
    header.dtype = *dtype;
    header.swapped = order == '>';
  }
  void read_shape(Dims& size) {
    expect('(');
    while (!accept(')')) {
      skip_blanks();
      std::int64_t extent = 0;
      const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), extent);
      if (error != std::errc() || extent < 0 || size.size() >= 64) broken();
      text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
      if (!text_.empty() && text_[0] == 'L') text_.remove_prefix(1);  // Python 2 wrote long integers so
      size.push_back(extent);
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
  }

  std::string_view text_;
  const Faults& faults_;
  int seen_ = 0;
};

void swap_bytes(HostTensor& tensor) {
  const std::size_t part = bytes_of(tensor.dtype) / (is_complex(tensor.dtype) ? 2 : 1);
  for (std::size_t at = 0; at + part <= tensor.data.size(); at += part)
    std::reverse(tensor.data.begin() + static_cast<std::ptrdiff_t>(at),
                 tensor.data.begin() + static_cast<std::ptrdiff_t>(at + part));
}

void to_row_major(HostTensor& tensor) {
  Dims stride;
  std::int64_t step = 1;
  for (const std::int64_t extent : tensor.size) {
    stride.push_back(step);
    step *= extent;
  }
  tensor = gather_from_strided(tensor.data.data(), tensor.dtype, tensor.size, stride, 0);
}

/// Reads the header off `bytes`, of which there are `total` in the whole file, and checks that what follows
/// is as long as the header says.
NpyHeader take_npy_header(std::string_view& bytes, std::uint64_t total, const Faults& faults) {
  if (bytes.size() < 10 || bytes.substr(0, 6) != "\x93NUMPY") faults.fail("is no .npy file");
  const std::size_t length_bytes = bytes[6] == 1 ? 2 : 4;
  if (bytes[6] < 1 || bytes[6] > 3) faults.fail("has an unknown version of the .npy format");
  if (bytes.size() < 8 + length_bytes) faults.fail("is cut short");
  const std::uint64_t header_bytes = little_endian(bytes.substr(8), length_bytes);
  bytes.remove_prefix(8 + length_bytes);
  if (header_bytes > bytes.size()) faults.fail("is cut short");
  if (header_bytes > kMostNpyHeader) faults.fail("is no .npy file: its header is too long");
  const NpyHeader header = NpyHeaderReader(bytes.substr(0, header_bytes), faults).read();
  bytes.remove_prefix(header_bytes);

  std::uint64_t need = bytes_of(header.dtype);
  for (const std::int64_t extent : header.size)
    if (__builtin_mul_overflow(need, static_cast<std::uint64_t>(extent), &need))
      faults.fail("has too large a shape");
  const std::uint64_t held = total - (8 + length_bytes + header_bytes);
  if (need != held)
    faults.fail("is " + to_text(header.dtype, header.size) + ", which is " + std::to_string(need) +
                " bytes, but holds " + std::to_string(held));
  return header;
}

HostTensor parse_npy(std::string_view bytes, const Faults& faults) {
  const NpyHeader header = take_npy_header(bytes, bytes.size(), faults);
  HostTensor tensor{.dtype = header.dtype, .size = header.size, .data = HostBytes(bytes.size())};
  if (!bytes.empty()) std::memcpy(tensor.data.data(), bytes.data(), bytes.size());
  if (header.swapped) swap_bytes(tensor);
  if (header.fortran_order && header.size.size() > 1 && !bytes.empty()) to_row_major(tensor);
  return tensor;
}

// ---- .npz
// ---------------------------------------------------------------------------------------------------------

constexpr std::size_t kEndRecordBytes = 22, kEntryBytes = 46, kLocalBytes = 30;
constexpr std::uint64_t kDeflateRatio = 1032;  // no deflate stream expands further

struct Member {
  std::string name;
  std::uint64_t method = 0, crc = 0, packed = 0, unpacked = 0, local = 0;
};

class Archive {
 public:
  Archive(std::string_view bytes, const Faults& faults) : bytes_(bytes), faults_(faults) {}

  std::vector<Member> members() const {
    const std::size_t end = find_end_record();
    std::uint64_t count = number(end + 10, 2), at = number(end + 16, 4);
    if (at == 0xFFFFFFFF || count == 0xFFFF) {
      const std::size_t locator = end >= 20 ? end - 20 : 0;
      if (number(locator, 4) != 0x07064b50) broken();
      const std::uint64_t record = number(locator + 8, 8);
      if (number(record, 4) != 0x06064b50) broken();
      count = number(record + 32, 8);
      at = number(record + 48, 8);
    }
    std::vector<Member> found;
    std::uint64_t packed_bytes = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      if (number(at, 4) != 0x02014b50) broken();
      const std::uint64_t name_bytes = number(at + 28, 2), extra_bytes = number(at + 30, 2);
      Member member{.name = std::string(part(at + kEntryBytes, name_bytes)),
                    .method = number(at + 10, 2),
                    .crc = number(at + 16, 4),
                    .packed = number(at + 20, 4),
                    .unpacked = number(at + 24, 4),
                    .local = number(at + 42, 4)};
      widen(member, part(at + kEntryBytes + name_bytes, extra_bytes));
      packed_bytes += part(0, member.packed).size();
      if (packed_bytes > bytes_.size()) broken();  // members that share their bytes unpack without limit
      found.push_back(std::move(member));
      at += kEntryBytes + name_bytes + extra_bytes + number(at + 32, 2);
    }
    return found;
  }

  /// All of a member, its CRC checked.
  std::string unpack(const Member& member) const {
    std::string bytes = head(member, member.unpacked);
    if (crc32_z(crc32_z(0, nullptr, 0), reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()) !=
        member.crc)
      faults_.fail("has the member '" + member.name + "', whose CRC is wrong: the file is damaged");
    return bytes;
  }

  /// Its first bytes, `most` of them where it has as many.
  std::string head(const Member& member, std::uint64_t most) const {
    if (number(member.local, 4) != 0x04034b50) broken();
    const std::uint64_t begin =
        member.local + kLocalBytes + number(member.local + 26, 2) + number(member.local + 28, 2);
    const std::string_view packed = part(begin, member.packed);
    const std::uint64_t bytes = std::min(most, member.unpacked);
    if (member.method == 0) {
      if (member.packed != member.unpacked) broken();
      return std::string(packed.substr(0, bytes));
    }
    if (member.method != 8)
      faults_.fail("has the member '" + member.name + "' with a compression other than deflate");
    if (member.unpacked / kDeflateRatio > member.packed) broken();
    return inflate(packed, bytes, bytes == member.unpacked);
  }

 private:
  [[noreturn]] void broken() const { faults_.fail("is a broken .npz archive"); }

  std::string_view part(std::uint64_t at, std::uint64_t bytes) const {
    if (at > bytes_.size() || bytes > bytes_.size() - at) broken();
    return bytes_.substr(at, bytes);
  }
  std::uint64_t number(std::uint64_t at, std::size_t bytes) const {
    return little_endian(part(at, bytes), bytes);
  }

  std::size_t find_end_record() const {
    if (bytes_.size() < kEndRecordBytes) broken();
    const std::size_t last = bytes_.size() - kEndRecordBytes;
    const std::size_t first = last > 0xFFFF ? last - 0xFFFF : 0;  // behind it only a comment may stand
    const std::size_t at = bytes_.substr(first).rfind("PK\x05\x06", last - first);
    if (at == std::string_view::npos) broken();
    return first + at;
  }

  /// Sizes that need 64 bits stand in the extra field 1, in this order, those alone that overflowed.
  void widen(Member& member, std::string_view extra) const {
    while (extra.size() >= 4) {
      const std::uint64_t id = little_endian(extra, 2), bytes = little_endian(extra.substr(2), 2);
      extra.remove_prefix(4);
      if (bytes > extra.size()) broken();
      std::string_view field = extra.substr(0, bytes);
      extra.remove_prefix(bytes);
      if (id != 1) continue;
      for (std::uint64_t* value : {&member.unpacked, &member.packed, &member.local}) {
        if (*value != 0xFFFFFFFF) continue;
        if (field.size() < 8) broken();
        *value = little_endian(field, 8);
        field.remove_prefix(8);
      }
    }
  }

  /// The first `bytes`; with `whole` the stream must end there.
  std::string inflate(std::string_view packed, std::uint64_t bytes, bool whole) const {
    std::string out(bytes, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) faults_.fail("could not be inflated");
    constexpr std::size_t kStep = std::size_t{1} << 30;  // zlib counts in 32 bits
    std::size_t read = 0, written = 0;
    int status = Z_OK;
    while (status == Z_OK && (whole || written < bytes)) {
      const std::size_t in_step = std::min(kStep, packed.size() - read),
                        out_step = std::min(kStep, out.size() - written);
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data() + read));
      stream.next_out = reinterpret_cast<Bytef*>(out.data() + written);
      stream.avail_in = static_cast<uInt>(in_step);
      stream.avail_out = static_cast<uInt>(out_step);
      status = ::inflate(&stream, Z_NO_FLUSH);
      read += in_step - stream.avail_in;
      written += out_step - stream.avail_out;
    }
    inflateEnd(&stream);
    if ((whole && status != Z_STREAM_END) || written != bytes) broken();
    return out;
  }

  std::string_view bytes_;
  const Faults& faults_;
};

}  // namespace

HostTensor read_npy(const std::filesystem::path& file) {
  return parse_npy(read_file(file), Faults{file.string()});
}

TensorMap read_npz(const std::filesystem::path& file) {
  const std::string bytes = read_file(file);
  const Faults faults{file.string()};
  const Archive archive(bytes, faults);
  TensorMap tensors;
  for (const Member& member : archive.members()) {
    constexpr std::string_view kSuffix = ".npy";
    if (!member.name.ends_with(kSuffix)) continue;
    const std::string key = member.name.substr(0, member.name.size() - kSuffix.size());
    if (tensors.contains(key)) faults.fail("holds tensor '" + key + "' twice");
    const Faults of_member{file.string() + "/" + member.name};
    const std::string head = archive.head(member, kMostNpyHeader + 12);  // before all of it is inflated
    std::string_view begin = head;
    take_npy_header(begin, member.unpacked, of_member);
    require_memory(2 * member.unpacked, of_member.name);
    tensors[key] = parse_npy(archive.unpack(member), of_member);
  }
  return tensors;
}

}  // namespace ireplay
