#include <zlib.h>

#include <algorithm>
#include <limits>

#include "parser/source.hpp"
#include "replay/case/numpy_file.hpp"
#include "replay/case/numpy_types.hpp"

namespace ireplay {
namespace {

/// Little-endian numbers of so many bytes each.
struct Field {
  std::uint64_t value;
  int bytes;
};
std::string to_bytes(std::initializer_list<Field> fields) {
  std::string text;
  for (const Field& field : fields)
    for (int i = 0; i < field.bytes; ++i) text += static_cast<char>(field.value >> (8 * i));
  return text;
}

std::string_view bytes_of_tensor(const HostTensor& tensor) {
  return {reinterpret_cast<const char*>(tensor.data.data()), tensor.data.size()};
}

std::uint64_t crc_of(std::string_view header, std::string_view data) {
  const auto add = [](uLong crc, std::string_view bytes) {
    if (bytes.empty()) return crc;  // without bytes zlib begins anew
    return crc32_z(crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  };
  return add(add(crc32_z(0, nullptr, 0), header), data);
}

/// What an entry says of a member, in the archive's directory and before the member itself: version 2.0,
/// names in UTF-8, stored, made on the first of January 1980.
std::string entry_of(std::uint64_t crc, std::uint64_t bytes, std::size_t name_bytes) {
  return to_bytes({{20, 2},
                   {0x0800, 2},
                   {0, 2},
                   {0, 2},
                   {0x0021, 2},
                   {crc, 4},
                   {bytes, 4},
                   {bytes, 4},
                   {name_bytes, 2},
                   {0, 2}});
}

}  // namespace

std::string npy_header(const HostTensor& tensor, const std::string& name) {
  const auto* const type = std::ranges::find(kNumpyTypes, tensor.dtype, &NumpyType::dtype);
  if (type == std::end(kNumpyTypes))
    throw Error(Error::Kind::usage, "NumPy has no type for " + in_quotes(name) + ", which is " +
                                        std::string(info(tensor.dtype).torch_name) +
                                        "; give a name that ends in .safetensors");
  std::string text = "{'descr': '<" + std::string(type->descr) + "', 'fortran_order': False, 'shape': (";
  for (const std::int64_t extent : tensor.size) text += std::to_string(extent) += ", ";
  text += "), }";
  constexpr std::size_t kBefore = 10, kAlignment = 64;  // of the data behind the header and its line break
  text.resize((kBefore + text.size() + 1 + kAlignment - 1) / kAlignment * kAlignment - kBefore - 1, ' ');
  text += '\n';
  return "\x93NUMPY" + to_bytes({{1, 1}, {0, 1}, {text.size(), 2}}) + text;
}

NpzParts npz_parts(const TensorMap& tensors) {
  NpzParts parts;
  std::string directory;
  std::uint64_t at = 0;
  for (const auto& [key, tensor] : tensors) {
    const std::string header = npy_header(tensor, key), name = key + ".npy";
    const std::string_view data = bytes_of_tensor(tensor);
    const std::uint64_t bytes = header.size() + data.size();
    const std::string entry = entry_of(crc_of(header, data), bytes, name.size());
    ((directory += "PK\x01\x02") += to_bytes({{20, 2}})) += entry;
    (directory += to_bytes({{0, 2}, {0, 2}, {0, 2}, {0, 4}, {at, 4}})) += name;
    parts.heads.push_back("PK\x03\x04" + entry + name + header);
    parts.data.push_back(data);
    at += parts.heads.back().size() + data.size();
  }
  if (at + directory.size() > std::numeric_limits<std::uint32_t>::max() || tensors.size() > 0xFFFE)
    throw Error(Error::Kind::usage,
                "these tensors take more than an .npz file holds; give a name that ends in .safetensors");
  const std::uint64_t count = tensors.size();
  parts.heads.push_back(
      directory + "PK\x05\x06" +
      to_bytes({{0, 2}, {0, 2}, {count, 2}, {count, 2}, {directory.size(), 4}, {at, 4}, {0, 2}}));
  return parts;
}

}  // namespace ireplay
