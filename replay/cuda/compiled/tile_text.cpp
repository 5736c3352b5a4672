#include "replay/cuda/compiled/tile_text.hpp"

#include <algorithm>

namespace ireplay {
namespace {

constexpr int kStagedBytes = 16;  // of one read along `across`

std::int64_t extent_of(const Body& body, std::int32_t variable) {
  return body.program.ranges[static_cast<std::size_t>(variable)];
}

std::string name_of(std::int32_t variable) { return "i" + number(variable); }

const BufferUse& buffer_of(const Body& body, ValueId load) {
  const Instruction& at = body.program.instructions[static_cast<std::size_t>(load)];
  return body.program.buffers[static_cast<std::size_t>(at.buffer)];
}

/// Elements between rows of a tile: a word more than the row, so that neighbours along the axis lie in
/// different banks.
std::int64_t pitch(const Body& body, ValueId load) {
  const auto bytes = static_cast<std::int64_t>(bytes_of(buffer_of(body, load).dtype));
  return body.schedule.tile_across + std::max<std::int64_t>(4 / bytes, 1);
}

/// The first of the block's elements along both variables, and the others' values.
void add_block_position(const Body& body, Lines& lines) {
  const Schedule& s = body.schedule;
  const std::int64_t leads = (extent_of(body, s.axis) + s.tile_lead - 1) / s.tile_lead;
  const std::int64_t acrosses = (extent_of(body, s.across) + s.tile_across - 1) / s.tile_across;
  lines.add("const int lead = (int)(blockIdx.x % " + number(leads) + "u) * " + number(s.tile_lead) + ";");
  lines.add("const int across = (int)(blockIdx.x / " + number(leads) + "u % " + number(acrosses) + "u) * " +
            number(s.tile_across) + ";");
  std::string rest = "blockIdx.x / " + number(leads * acrosses) + "u";
  for (std::int32_t v = body.program.parallel; v-- > 0;) {
    if (v == s.axis || v == s.across) continue;
    lines.add("const int block_" + name_of(v) + " = (int)(" + rest + " % " + number(extent_of(body, v)) +
              "u);");
    rest = "(" + rest + ") / " + number(extent_of(body, v)) + "u";
  }
}

/// How many elements along `across` can be read at once.
int staged_vector(const Body& body, ValueId load) {
  const Instruction& at = body.program.instructions[static_cast<std::size_t>(load)];
  const auto bytes = static_cast<int>(bytes_of(buffer_of(body, load).dtype));
  int vector = kStagedBytes / bytes;
  while (vector > 1) {
    const Walk walk(body.program, body.schedule.across, vector);
    const bool whole = extent_of(body, body.schedule.across) % vector == 0;
    const bool aligned = walk.divisor(at.index) % vector == 0 &&
                         body.memory.alignment[static_cast<std::size_t>(at.buffer)] >= vector * bytes;
    if (whole && aligned) break;
    vector /= 2;
  }
  return vector;
}

void add_staged(const Body& body, const Body& single, ValueId load, Lines& lines) {
  const Schedule& s = body.schedule;
  const Instruction& at = body.program.instructions[static_cast<std::size_t>(load)];
  const std::string type = stored_type(buffer_of(body, load).dtype), tile = "tile" + number(load);
  const int vector = staged_vector(body, load);
  const int per_row = s.tile_across / vector;
  lines.add("__shared__ __align__(16) " + type + " " + tile + "[" + number(s.tile_lead) + "][" +
            number(pitch(body, load)) + "];");
  lines.add("#pragma unroll");
  lines.open("for (int k = threadIdx.x; k < " + number(std::int64_t{s.tile_lead} * per_row) +
             "; k += " + number(s.threads) + ")");
  lines.add("const int row = k / " + number(per_row) + ", column = k % " + number(per_row) + " * " +
            number(vector) + ";");
  for (std::int32_t v = 0; v < body.program.parallel; ++v)
    lines.add("const int " + name_of(v) + " = " +
              (v == s.axis     ? "lead + row"
               : v == s.across ? "across + column"
                               : "block_" + name_of(v)) +
              ";");
  lines.open("if (" + name_of(s.axis) + " < " + number(extent_of(body, s.axis)) + " && " + name_of(s.across) +
             " < " + number(extent_of(body, s.across)) + ")");
  lines.add("copy_vector<" + number(vector) + ">(b" + number(at.buffer) + " + " +
            index_text(single, at.index, "") + ", &" + tile + "[row][column]);");
  lines.close();
  lines.close();
}

}  // namespace

void add_tile_positions(const Body& body, bool exact, Lines& lines) {
  const Schedule& s = body.schedule;
  const std::string count = "[" + number(s.unroll) + "]", u = s.unroll > 1 ? "[u]" : "";
  add_block_position(body, lines);
  for (std::int32_t v = 0; v < body.program.parallel; ++v)
    lines.add("int " + name_of(v) + (s.unroll > 1 ? count : "") + ";");
  lines.add("int tile_lead_at" + std::string(s.unroll > 1 ? count : "") + ", tile_across_at" +
            (s.unroll > 1 ? count : "") + ";");
  if (!exact) lines.add("bool in" + std::string(s.unroll > 1 ? count : "") + ";");
  lines.add("#pragma unroll");
  lines.open("for (int u = 0; u < " + number(s.unroll) + "; ++u)");
  const int per_row = s.tile_lead / s.vector;
  lines.add("const int k = threadIdx.x + u * " + number(s.threads) + ";");
  lines.add("tile_lead_at" + u + " = k % " + number(per_row) + " * " + number(s.vector) + ";");
  lines.add("tile_across_at" + u + " = k / " + number(per_row) + ";");
  for (std::int32_t v = 0; v < body.program.parallel; ++v)
    lines.add(name_of(v) + u + " = " +
              (v == s.axis     ? "lead + tile_lead_at" + u
               : v == s.across ? "across + tile_across_at" + u
                               : "block_" + name_of(v)) +
              ";");
  if (!exact) {
    const std::string lead = name_of(s.axis) + u, across = name_of(s.across) + u;
    lines.add("in" + u + " = " + lead + " < " + number(extent_of(body, s.axis)) + " && " + across + " < " +
              number(extent_of(body, s.across)) + ";");
    lines.add("if (!in" + u + ") " + lead + " = 0, " + across + " = 0;");
  }
  lines.close();
}

void add_staging(const Body& body, Lines& lines) {
  Schedule one = body.schedule;
  one.unroll = one.vector = 1;
  const Body single(body.program, body.memory, one);
  for (ValueId v = 0; v < static_cast<ValueId>(body.program.instructions.size()); ++v)
    if (is_staged(body.program, body.schedule, body.program.instructions[static_cast<std::size_t>(v)]))
      add_staged(body, single, v, lines);
  lines.add("__syncthreads();");
}

std::string staged_element(const Body& body, ValueId load, const std::string& element) {
  const std::string u = body.schedule.unroll > 1 ? "[u]" : "";
  return "widen<" + stored_type(buffer_of(body, load).dtype) + ">(tile" + number(load) + "[tile_lead_at" + u +
         (element.empty() ? "" : " + " + element) + "][tile_across_at" + u + "])";
}

}  // namespace ireplay
