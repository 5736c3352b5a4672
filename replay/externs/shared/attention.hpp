#pragma once

#include <string>

#include "replay/externs/call_frame.hpp"

/// What the spellings of attention differ in.
namespace ireplay {

/// The efficient kernel's logsumexp is padded with inf to a multiple of it.
inline constexpr std::int64_t kPaddedRows = 32;

/// The parameter that holds the bias or mask; empty where the call has none.
std::string bias_name(const ExternFrame& frame);
bool is_causal(const ExternFrame& frame);
/// The chance with which a weight is dropped: which ones is drawn by the CPU alone.
double dropout_of(const ExternFrame& frame);

}  // namespace ireplay
