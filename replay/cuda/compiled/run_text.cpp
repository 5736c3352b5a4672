#include "replay/cuda/compiled/run_text.hpp"

#include <algorithm>

#include "replay/cuda/compiled/state_text.hpp"

namespace ireplay {
bool takes_runs(const Body& body, ValueId value) {
  const Instruction& at = at_of(body, value);
  return at.opcode == Opcode::reduce && body.schedule.family == Family::columns && body.schedule.unroll > 1 &&
         adds_vectors(at) && body.inner[static_cast<std::size_t>(at.operands[0])];
}

void add_run(const Body& body, const std::vector<ReduceState>& states, ValueId value, bool exact,
             Lines& lines) {
  const auto found =
      std::ranges::find_if(states, [&](const ReduceState& other) { return other.values[0] == value; });
  if (found == states.end()) return;  // another result of one
  const ReduceState& state = *found;
  const Instruction& at = at_of(body, value);
  const std::string type = c_type(compute_type(at.dtype)), count = number(body.schedule.unroll);
  const bool varies = state_varies(body, state);
  const std::string name = state_name(state) + (varies ? "[e]" : ""), element = varies ? "e" : "";
  std::string counts = exact ? "" : "in[u]";
  if (at.mask != kNone) counts += (exact ? "" : " && ") + value_text(body, at.mask, element);
  lines.add("#pragma unroll");
  lines.open("for (int e = 0; e < " + number(varies ? body.schedule.vector : 1) + "; ++e)");
  lines.add(type + " run[" + count + "];");
  if (!counts.empty()) lines.add("bool all = true;");
  lines.add("#pragma unroll");
  lines.open("for (int u = 0; u < " + count + "; ++u)");
  lines.add("run[u] = to<" + type + ">(" + value_text(body, at.operands[0], element) + ");");
  if (!counts.empty()) lines.add("all = all && " + counts + ";");
  lines.close();
  lines.add((counts.empty() ? "" : "if (all) ") + name + ".add_vector(run);");
  if (!counts.empty()) {
    lines.add("#pragma unroll");
    lines.open("for (int u = 0; u < " + count + "; ++u)");
    lines.add("if (!all && " + counts + ") " + name + ".add(run[u]);");
    lines.close();
  }
  lines.close();
}

}  // namespace ireplay
