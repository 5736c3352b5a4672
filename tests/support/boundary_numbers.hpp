#pragma once

#include <array>
#include <string_view>

namespace ireplay {

/// Numbers at which sizes, offsets and their products stop to fit, for mutations of texts.
inline constexpr std::array<std::string_view, 26> kBoundaryNumbers{"0",
                                                                   "1",
                                                                   "-1",
                                                                   "2",
                                                                   "7",
                                                                   "64",
                                                                   "127",
                                                                   "255",
                                                                   "65535",
                                                                   "65536",
                                                                   "2147483647",
                                                                   "2147483648",
                                                                   "4294967295",
                                                                   "4294967296",
                                                                   "1000000000000",
                                                                   "4611686018427387904",
                                                                   "9223372036854775807",
                                                                   "9223372036854775808",
                                                                   "18446744073709551615",
                                                                   "99999999999999999999999",
                                                                   "-9223372036854775807",
                                                                   "-9223372036854775808",
                                                                   "-2147483649",
                                                                   "0.5",
                                                                   "1e308",
                                                                   "nan"};

}  // namespace ireplay
