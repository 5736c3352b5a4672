#pragma once

#include <cstdint>
#include <string>

#include "replay/plan/plan.hpp"

/// Tensors and copies that the text does not have, for steps that stand for parts of a node.
namespace ireplay {

/// A dense tensor in memory of its own, of the arena. Throws Error{dump} where its size overflows.
std::int32_t add_tensor(Plan& plan, std::string name, DType dtype, const Dims& size);

/// The same as an input of the plan, filled before the run.
std::int32_t add_pinned(Plan& plan, std::string name, DType dtype, const Dims& size);

/// `aten.copy_` of equally sized views.
ExternCall copy_call(const TensorView& target, const TensorView& from);

/// The view with its dimension `from` moved to `to`.
TensorView move_dim(TensorView view, std::size_t from, std::size_t to);

}  // namespace ireplay
