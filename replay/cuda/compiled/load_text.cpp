#include "replay/cuda/compiled/load_text.hpp"

#include "replay/cuda/compiled/shift_text.hpp"

namespace ireplay {

void add_vector_load(const Body& body, ValueId value, const std::string& unrolled, bool guarded,
                     Lines& lines) {
  const Instruction& at = body.program.instructions[static_cast<std::size_t>(value)];
  const std::string name = "v" + number(value) + unrolled,
                    bytes = "<" + number(vector_bytes(body, at)) + ">(";
  const std::string from =
      "b" + number(at.buffer) + " + " + index_text(body, at.index, "") + ", " + name + ");";
  if (at.mask != kNone && !body.walk.varies(at.mask) && !at.checked && !guarded)
    return lines.add("load_vector_where" + bytes + value_text(body, at.mask, "0") + ", " + from);
  const std::string condition = vector_condition(body, value, guarded);
  if (condition.empty()) return lines.add("load_vector" + bytes + from);
  lines.add("if (" + condition + ") load_vector" + bytes + from);
  lines.open("else");
  lines.add("#pragma unroll");
  std::string single = expression(body, value, "e");
  if (guarded)
    single =
        one_element(body, "e") + " ? (" + value_type(at) + ")(" + single + ") : (" + value_type(at) + ")0";
  lines.add("for (int e = 0; e < " + number(body.schedule.vector) + "; ++e) " + name + "[e] = " + single +
            ";");
  lines.close();
}

}  // namespace ireplay
