#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// The names of the files that Inductor keeps kernels in.
namespace ireplay {

/// SHA-256 (FIPS 180-4).
std::array<std::uint8_t, 32> sha256(std::string_view text);

/// The file that a listing is kept in, in every release: `c` and the first 51 digits of its SHA-256 in base
/// 32 (RFC 4648), blanks around the listing left out:
/// `czbuvy5rx6pbekhr5ya25tatjjs5jpoky3mgtltqopng5yjw24ww.py`.
std::string listing_file(std::string_view listing);

}  // namespace ireplay
