#pragma once

#include <string>

#include "parser/model.hpp"
#include "replay/plan/plan.hpp"
#include "replay/report/originals.hpp"

/// A plan for `ireplay show`.
namespace ireplay {

/// A line a step, within `width` characters: `op2 pointwise  buf2 bf16[128,256]  arg3_1 arg4_1 buf1`.
std::string to_overview(const Plan& plan, std::size_t width);

/// {"schema": "ireplay.plan/1", inputs, outputs, buffers, ops}; an op has the launches of its original
/// kernels.
std::string to_json(const Plan& plan, const std::vector<OriginalUse>& originals = {});

/// GraphViz: steps are boxes, inputs and outputs ellipses, an edge is a buffer.
std::string to_dot(const Plan& plan);

/// The same of a text that can't be replayed: nodes and what they wait for.
std::string to_dot(const Dump& dump);
std::string to_json(const Dump& dump, const std::string& why_not);

/// The step that has this name or this node among its parts; null where there is none.
const Step* find_step(const Plan& plan, std::string_view node);

}  // namespace ireplay
