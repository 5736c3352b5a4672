#pragma once

#include <filesystem>

#include "replay/plan/tensor.hpp"

/// The safetensors format: eight bytes of header length, a JSON header, the tensors' bytes.
namespace ireplay {

/// Throws Error{usage} that names the file and what is wrong with it. Nothing is allocated for a tensor
/// before its range is known to lie in the file, to fit its type and shape, and to share no byte with another
/// one.
TensorMap read_safetensors(const std::filesystem::path& file);

/// The bytes that come before the tensors' own, which follow in the map's order with the widest types first.
std::string safetensors_header(const TensorMap& tensors, std::vector<const HostTensor*>& order);

}  // namespace ireplay
