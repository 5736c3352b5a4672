#include "replay/cuda/original/cubin.hpp"

#include <algorithm>
#include <cstring>
#include <map>

#include "parser/source.hpp"

namespace ireplay {
namespace {

// e_machine of NVIDIA's devices, section types, and the attributes of .nv.info (binutils' and NVIDIA's names)
constexpr std::uint16_t kMachineCuda = 190;
constexpr std::uint32_t kSymbolTable = 2, kNoBits = 8;
constexpr std::uint8_t kMaxThreads = 0x05, kRequiredThreads = 0x10, kFrameSize = 0x11, kParameter = 0x17,
                       kParameterBytes = 0x19, kRegisters = 0x2f, kCluster = 0x3d;
constexpr std::size_t kHeaderBytes = 64, kSectionBytes = 64, kSymbolBytes = 24;

std::string to_hex(std::size_t number) {
  std::string digits;
  for (; number != 0 || digits.empty(); number /= 16)
    digits.insert(digits.begin(), "0123456789abcdef"[number % 16]);
  return "0x" + digits;
}

/// A text whose reads are checked.
class Bytes {
 public:
  Bytes(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  std::size_t size() const { return text_.size(); }

  [[noreturn]] void fail(std::size_t at, const std::string& what) const {
    throw Error(Error::Kind::dump, printable(file_) + ": byte " + to_hex(at) + ": " + what);
  }

  template <class T>
  T read(std::size_t at, const char* what) const {
    T value{};
    std::memcpy(&value, part(at, sizeof value, what).data(), sizeof value);
    return value;
  }

  std::string_view part(std::size_t at, std::size_t count, const char* what) const {
    if (at > text_.size() || count > text_.size() - at)
      fail(at, std::string(what) + " of " + std::to_string(count) + " bytes does not fit into the file's " +
                   std::to_string(text_.size()));
    return text_.substr(at, count);
  }

  /// Up to a zero byte, which must come before `end`.
  std::string_view name(std::size_t at, std::size_t end, const char* what) const {
    const std::size_t zero = at < end ? text_.find('\0', at) : std::string_view::npos;
    if (zero == std::string_view::npos || zero >= end) fail(at, std::string(what) + " has no end");
    return text_.substr(at, zero - at);
  }

 private:
  std::string_view text_;
  const std::string& file_;
};

struct Section {
  std::string_view name;
  std::uint32_t type = 0, link = 0, info = 0;
  std::size_t offset = 0, bytes = 0;  // of a section without text in the file the bytes it has when loaded
};

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : bytes_(text, file) {}

  std::vector<CubinKernel> read() {
    read_sections();
    for (const Section& section : sections_) {
      constexpr std::string_view kInfo = ".nv.info.";
      if (!section.name.starts_with(kInfo)) continue;
      CubinKernel& kernel = kernels_.emplace_back();
      kernel.entry = section.name.substr(kInfo.size());
      for_each_attribute(section, [&](std::uint8_t kind, std::size_t at, std::size_t count) {
        read_attribute(kernel, kind, at, count);
      });
      finish_parameters(section);
    }
    for (const Section& section : sections_)
      if (section.name == ".nv.info") read_common(section);
    for (const Section& section : sections_)
      if (CubinKernel* kernel = find(section.name, ".nv.shared."))
        kernel->static_shared = static_cast<std::uint32_t>(section.bytes);
      else if (CubinKernel* with_text = find(section.name, ".text.");
               with_text != nullptr && with_text->registers == 0)
        with_text->registers = section.info >> 24;
    return std::move(kernels_);
  }

 private:
  void read_sections() {
    if (!bytes_.part(0, kHeaderBytes, "an ELF header")
             .starts_with("\x7f"
                          "ELF\x02\x01"))
      bytes_.fail(0, "this is no cubin: a 64-bit ELF file begins with 7f 45 4c 46 02 01");
    if (bytes_.read<std::uint16_t>(18, "the machine") != kMachineCuda)
      bytes_.fail(18, "this ELF file is not for NVIDIA's devices, whose machine is 190");
    const auto table = bytes_.read<std::uint64_t>(0x28, "the sections' place");
    const auto entry = bytes_.read<std::uint16_t>(0x3a, "the size of a section's entry");
    const auto count = bytes_.read<std::uint16_t>(0x3c, "the number of sections");
    const auto names = bytes_.read<std::uint16_t>(0x3e, "the section of names");
    if (entry != kSectionBytes)
      bytes_.fail(0x3a, "a section's entry has 64 bytes, not " + std::to_string(entry));
    bytes_.part(table, std::size_t{count} * kSectionBytes, "the table of sections");
    std::vector<std::uint32_t> name_offsets;
    name_offsets.reserve(count);
    sections_.reserve(count);
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t at = table + k * kSectionBytes;
      Section section;
      name_offsets.push_back(bytes_.read<std::uint32_t>(at, "a section's name"));
      section.type = bytes_.read<std::uint32_t>(at + 4, "a section's type");
      section.offset = bytes_.read<std::uint64_t>(at + 24, "a section's place");
      section.bytes = bytes_.read<std::uint64_t>(at + 32, "a section's size");
      section.link = bytes_.read<std::uint32_t>(at + 40, "a section's link");
      section.info = bytes_.read<std::uint32_t>(at + 44, "a section's information");
      if (section.type != kNoBits) bytes_.part(section.offset, section.bytes, "a section");
      sections_.push_back(section);
    }
    if (count == 0) return;
    if (names >= count) bytes_.fail(0x3e, "there is no section " + std::to_string(names) + " with names");
    const Section& strings = sections_[names];
    if (strings.type == kNoBits) bytes_.fail(0x3e, "the section of names is empty");
    for (std::size_t k = 0; k < count; ++k) sections_[k].name = name_in(strings, name_offsets[k]);
  }

  std::string_view name_in(const Section& strings, std::uint32_t offset) const {
    return bytes_.name(strings.offset + offset, strings.offset + strings.bytes, "a name");
  }

  /// An attribute is a form, a kind and two bytes, which are its value or (form 4) the length of what
  /// follows.
  template <class Visit>
  void for_each_attribute(const Section& section, const Visit& visit) const {
    if (section.type == kNoBits) return;
    const std::size_t end = section.offset + section.bytes;
    for (std::size_t at = section.offset; at + 4 <= end;) {
      const auto form = bytes_.read<std::uint8_t>(at, "an attribute");
      const auto kind = bytes_.read<std::uint8_t>(at + 1, "an attribute");
      const std::size_t count = form == 4 ? bytes_.read<std::uint16_t>(at + 2, "an attribute") : 2;
      const std::size_t value = form == 4 ? at + 4 : at + 2;
      if (count > end - value)
        bytes_.fail(at,
                    "an attribute of " + std::to_string(count) + " bytes goes past the end of its section");
      visit(kind, value, count);
      at = value + count;
    }
  }

  void need(std::size_t at, std::size_t count, std::size_t wanted, const char* what) const {
    if (count < wanted)
      bytes_.fail(
          at, std::string(what) + " has " + std::to_string(wanted) + " bytes, not " + std::to_string(count));
  }

  std::array<std::uint32_t, 3> three(std::size_t at, std::size_t count, const char* what) const {
    need(at, count, 12, what);
    return {bytes_.read<std::uint32_t>(at, what), bytes_.read<std::uint32_t>(at + 4, what),
            bytes_.read<std::uint32_t>(at + 8, what)};
  }

  void read_attribute(CubinKernel& kernel, std::uint8_t kind, std::size_t at, std::size_t count) {
    if (kind == kParameter) {
      need(at, count, 12, "a parameter's attribute");
      const auto ordinal = bytes_.read<std::uint16_t>(at + 4, "a parameter's number");
      const auto flags = bytes_.read<std::uint32_t>(at + 8, "a parameter's size");
      const CubinParameter parameter{bytes_.read<std::uint16_t>(at + 6, "a parameter's offset"), flags >> 18};
      if (!ordered_.emplace(ordinal, parameter).second)
        bytes_.fail(at, "parameter " + std::to_string(ordinal) + " is there twice");
    } else if (kind == kParameterBytes) {
      kernel.parameter_bytes = bytes_.read<std::uint16_t>(at, "the size of the parameters");
    } else if (kind == kMaxThreads || kind == kRequiredThreads) {
      kernel.block = three(at, count, "a block's attribute");
    } else if (kind == kCluster) {
      kernel.cluster = three(at, count, "a cluster's attribute");
    }
  }

  /// In order, without gaps, within the whole.
  void finish_parameters(const Section& section) {
    CubinKernel& kernel = kernels_.back();
    for (const auto& [ordinal, parameter] : ordered_) {
      if (ordinal != kernel.parameters.size())
        bytes_.fail(section.offset, "parameter " + std::to_string(kernel.parameters.size()) + " of " +
                                        in_quotes(kernel.entry) + " is missing");
      if (parameter.offset + parameter.bytes > kernel.parameter_bytes)
        bytes_.fail(section.offset, "parameter " + std::to_string(ordinal) + " of " +
                                        in_quotes(kernel.entry) + " ends at byte " +
                                        std::to_string(parameter.offset + parameter.bytes) + " of " +
                                        std::to_string(kernel.parameter_bytes));
      kernel.parameters.push_back(parameter);
    }
    ordered_.clear();
  }

  /// What .nv.info says of functions by their symbols.
  void read_common(const Section& section) {
    const auto symbols = std::ranges::find(sections_, kSymbolTable, &Section::type);
    for_each_attribute(section, [&](std::uint8_t kind, std::size_t at, std::size_t count) {
      if ((kind != kRegisters && kind != kFrameSize) || count < 8 || symbols == sections_.end()) return;
      CubinKernel* kernel = find(symbol_name(*symbols, bytes_.read<std::uint32_t>(at, "a symbol")), "");
      const auto value = bytes_.read<std::uint32_t>(at + 4, "a number");
      if (kernel == nullptr) return;
      (kind == kRegisters ? kernel->registers : kernel->local_bytes) = value;
    });
  }

  std::string_view symbol_name(const Section& symbols, std::size_t number) const {
    if (number >= symbols.bytes / kSymbolBytes || symbols.link >= sections_.size())
      bytes_.fail(symbols.offset, "there is no symbol " + std::to_string(number));
    const Section& strings = sections_[symbols.link];
    if (strings.type == kNoBits) bytes_.fail(symbols.offset, "the symbols have no names");
    return name_in(strings,
                   bytes_.read<std::uint32_t>(symbols.offset + number * kSymbolBytes, "a symbol's name"));
  }

  /// The kernel that the name is of, behind `prefix`.
  CubinKernel* find(std::string_view name, std::string_view prefix) {
    if (!name.starts_with(prefix)) return nullptr;
    const auto found = std::ranges::find(kernels_, name.substr(prefix.size()), &CubinKernel::entry);
    return found == kernels_.end() ? nullptr : &*found;
  }

  Bytes bytes_;
  std::vector<Section> sections_;
  std::vector<CubinKernel> kernels_;
  std::map<std::uint16_t, CubinParameter> ordered_;  // by number
};

}  // namespace

std::vector<CubinKernel> read_cubin(std::string_view text, const std::string& file) {
  return Reader(text, file).read();
}

}  // namespace ireplay
