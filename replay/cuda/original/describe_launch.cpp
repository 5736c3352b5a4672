#include "replay/cuda/original/describe_launch.hpp"

#include <bit>

namespace ireplay {
namespace {

std::string to_text(const Grid& grid) {
  return std::to_string(grid[0]) + "x" + std::to_string(grid[1]) + "x" + std::to_string(grid[2]);
}

template <class Numbers>
std::string to_list(const Numbers& numbers) {
  std::string text;
  for (const auto number : numbers) text.append(text.empty() ? "" : ",").append(std::to_string(number));
  return "[" + text + "]";
}

std::string hex_bytes(std::uint64_t bits, std::uint32_t count) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::uint32_t k = 0; k < count && k < 8; ++k) {
    const auto byte = static_cast<std::size_t>((bits >> (8 * k)) & 0xff);
    text.append(k == 0 ? "" : " ").append(1, kDigits[byte / 16]).append(1, kDigits[byte % 16]);
  }
  return text;
}

std::string place(const LaunchArgument& argument) {
  if (argument.buffer.empty()) return "null";
  std::string text = argument.buffer;
  if (argument.buffer_offset != 0 || argument.absolute)
    text += " + " + std::to_string(argument.buffer_offset) + " B";
  if (argument.absolute) text += " from its storage";
  if (!argument.contents_of.empty()) text += ", with what " + argument.contents_of + " holds";
  return text;
}

std::string value_of(const Launch& launch, const LaunchArgument& argument) {
  const auto scratch = [](std::int64_t bytes) {
    return bytes == 0 ? std::string("null") : std::to_string(bytes) + " B";
  };
  switch (argument.kind) {
    case LaunchArgument::Kind::value:
      return hex_bytes(argument.bits, argument.bytes);
    case LaunchArgument::Kind::address:
      return place(argument);
    case LaunchArgument::Kind::global_scratch:
      return scratch(launch.global_scratch);
    case LaunchArgument::Kind::profile_scratch:
      return scratch(launch.profile_scratch);
    case LaunchArgument::Kind::descriptor:
      break;
  }
  const TmaDescriptor& map = launch.descriptors[argument.map];
  return place(argument) + ", type " + std::to_string(map.element_type) + ", size " + to_list(map.size) +
         ", stride " + to_list(map.stride) + " B, box " + to_list(map.box) + ", swizzle " +
         std::to_string(map.swizzle);
}

}  // namespace

std::string to_line(const Launch& launch) {
  if (!launch.fault.empty()) return launch.kernel + ": " + launch.fault;
  if (launch.reduction) return launch.kernel + ": " + to_line(*launch.reduction);
  const OriginalKernel& original = *launch.original;
  const CubinKernel& code = original.code;
  std::string text = original.cubin.filename().string() + ": " + code.entry + ", grid " +
                     to_text(launch.grid) + ", block " + std::to_string(launch.threads) + ", shared " +
                     std::to_string(original.shared + code.static_shared) + " B, " +
                     std::to_string(code.registers) + " registers";
  if (code.local_bytes != 0) text += ", local " + std::to_string(code.local_bytes) + " B a thread";
  if (original.ctas > 1) text += ", clusters of " + to_text(original.cluster);
  if (original.cooperative) text += ", cooperative";
  if (original.programmatic) text += ", programmatic";
  return text;
}

std::vector<std::string> argument_lines(const Launch& launch) {
  std::vector<std::string> lines;
  lines.reserve(launch.arguments.size());
  for (const LaunchArgument& argument : launch.arguments)
    lines.push_back(std::to_string(argument.offset) + "-" + std::to_string(argument.offset + argument.bytes) +
                    " " + argument.name + " " + argument.type + ": " + value_of(launch, argument));
  return lines;
}

std::string to_text(const Launch& launch, const Source& wrapper) {
  std::string text =
      wrapper.name() + ":" + std::to_string(wrapper.position(launch.at).line) + ": " + to_line(launch) + "\n";
  if (!launch.fault.empty()) return text;
  for (const std::string& line : argument_lines(launch)) text.append("  ").append(line).append("\n");
  return text;
}

}  // namespace ireplay
