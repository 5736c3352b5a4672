#pragma once

#include <string>

#include "replay/case/origin.hpp"
#include "replay/plan/plan.hpp"
#include "replay/report/originals.hpp"

/// Everything about one op or one buffer of a graph, for `ireplay show`.
namespace ireplay {

/// An op: its lines in the text, where it comes from, what it reads and writes and for whom, its call or its
/// loop programs. `op` is a step or one node of it; throws Error{usage} where the plan has none of that name.
std::string describe_op(const Plan& plan, const std::string& op, const Origin& origin);
std::string op_to_json(const Plan& plan, const std::string& op, const Origin& origin,
                       const std::vector<OriginalUse>& originals = {});

/// Whether the graph has a buffer of that name.
bool has_buffer(const Plan& plan, std::string_view name);

/// The op that writes a buffer, its node in a fused one; empty for an input.
std::string writer_of(const Plan& plan, std::string_view buffer);

/// A buffer: its type, layout and memory, who else lives there, who writes and reads it, how it is returned.
/// `origin` is that of its writer.
std::string describe_buffer(const Plan& plan, const std::string& name, const Origin& origin);
std::string buffer_to_json(const Plan& plan, const std::string& name, const Origin& origin);

/// An op of a text that can't be replayed: its lines and where it comes from.
std::string describe_origin(const Origin& origin);

}  // namespace ireplay
