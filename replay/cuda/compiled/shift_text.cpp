#include "replay/cuda/compiled/shift_text.hpp"

namespace ireplay {

void add_shift(const Body& body, Lines& lines) {
  const Schedule& s = body.schedule;
  const bool unrolls = s.unroll > 1;
  lines.add("int shift;");
  lines.open("");  // at the row's first element
  lines.add("const int r" + std::to_string(s.axis - body.program.parallel) +
            (unrolls ? "[1] = {0};" : " = 0;"));
  if (unrolls) lines.add("constexpr int u = 0;");
  lines.add("shift = (int)((" + index_text(body, s.lead, "") + ") % " + std::to_string(s.vector) + ");");
  lines.close();
}

std::string whole_vector(const Body& body) {
  const std::string axis = variable_text(body, body.schedule.axis);
  return "(" + axis + " >= 0 && " + axis + " + " + std::to_string(body.schedule.vector) +
         " <= " + std::to_string(reduction_count(body.program)) + ")";
}

std::string one_element(const Body& body, const std::string& element) {
  const std::string at = variable_text(body, body.schedule.axis) + " + " + (element.empty() ? "0" : element);
  return "(" + at + " >= 0 && " + at + " < " + std::to_string(reduction_count(body.program)) + ")";
}

}  // namespace ireplay
