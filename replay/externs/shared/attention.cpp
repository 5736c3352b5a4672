#include "replay/externs/shared/attention.hpp"

namespace ireplay {
namespace {

/// Releases before 2.1 had no bias in the efficient kernel's signature: the next argument, a bool, stands
/// there.
bool without_bias_argument(const ExternFrame& frame) {
  return frame.args().knows("attn_bias") && frame.args().knows("compute_log_sumexp") &&
         std::holds_alternative<bool>(frame.args().value("attn_bias").value);
}

}  // namespace

std::string bias_name(const ExternFrame& frame) {
  if (without_bias_argument(frame)) return {};
  for (const char* name : {"attn_bias", "attn_mask", "bias"})
    if (frame.has(name)) return name;
  return {};
}

bool is_causal(const ExternFrame& frame) {
  if (frame.args().knows("custom_mask_type")) return frame.args().integer("custom_mask_type") != 0;
  return frame.args().flag(without_bias_argument(frame) ? "compute_log_sumexp" : "is_causal");
}

double dropout_of(const ExternFrame& frame) {
  return frame.args().knows("dropout_p") ? frame.args().number("dropout_p") : 0;
}

}  // namespace ireplay
