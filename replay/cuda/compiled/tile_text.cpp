#include "replay/cuda/compiled/tile_text.hpp"

#include <algorithm>
#include <set>

#include "replay/cuda/compiled/work.hpp"

namespace ireplay {
namespace {

constexpr int kStagedBytes = 16;  // of one read along `across`
constexpr int kBanks = 32;        // of shared memory, a word wide; as many as a warp has threads
constexpr int kWord = 4;          // bytes

std::int64_t extent_of(const Body& body, std::int32_t variable) {
  return body.program.ranges[static_cast<std::size_t>(variable)];
}

std::string name_of(std::int32_t variable) { return "i" + number(variable); }

const BufferUse& buffer_of(const Body& body, ValueId load) {
  const Instruction& at = body.program.instructions[static_cast<std::size_t>(load)];
  return body.program.buffers[static_cast<std::size_t>(at.buffer)];
}

std::int64_t element_bytes(const Body& body, ValueId load) {
  return static_cast<std::int64_t>(bytes_of(buffer_of(body, load).dtype));
}

/// Elements between rows of a tile: a word more than the row, an odd number of words, so that the rows that
/// the threads of a warp read lie in different banks.
std::int64_t pitch(const Body& body, ValueId load) {
  return body.schedule.tile_across + std::max<std::int64_t>(kWord / element_bytes(body, load), 1);
}

std::vector<ValueId> staged_loads(const Body& body) {
  std::vector<ValueId> loads;
  for (ValueId v = 0; v < static_cast<ValueId>(body.program.instructions.size()); ++v)
    if (is_staged(body.program, body.schedule, body.program.instructions[static_cast<std::size_t>(v)]))
      loads.push_back(v);
  return loads;
}

/// Threads of a warp that lie side by side along the axis: their vectors begin this many rows of the tile
/// apart in all, which is one round of the banks.
int lanes_along_axis(const Schedule& schedule) {
  return std::min(kBanks / schedule.vector, schedule.tile_lead / schedule.vector);
}

/// Vectors of a thread that lie side by side along `across`, so that one read of a word holds an element of
/// each.
int vectors_of_a_word(const Body& body) {
  std::int64_t widest = 1;
  for (const ValueId load : staged_loads(body)) widest = std::max(widest, element_bytes(body, load));
  const auto wanted = static_cast<int>(std::max<std::int64_t>(kWord / widest, 1));
  return body.schedule.unroll % wanted == 0 ? wanted : 1;
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
  const auto bytes = static_cast<int>(element_bytes(body, load));
  int vector = kStagedBytes / bytes;
  while (vector > 1) {
    const Walk walk(body.program, body.schedule.across, vector);
    const bool whole = extent_of(body, body.schedule.across) % vector == 0;
    const bool aligned = walk.divisor(at.index) % vector == 0 &&
                         body.memory.alignment[static_cast<std::size_t>(at.buffer)] >= vector * bytes;
    const bool settled = at.mask == kNone || !walk.varies(at.mask);
    if (whole && aligned && settled) break;
    vector /= 2;
  }
  return vector;
}

/// Declares what the mask is made of, as it is where the loop over the tile stands.
void add_mask(const Body& single, ValueId mask, std::set<ValueId>& known, Lines& lines) {
  const Instruction& at = single.program.instructions[static_cast<std::size_t>(mask)];
  if (at.opcode == Opcode::constant || !known.insert(mask).second) return;
  for_each_operand(single.program, at, [&](ValueId operand) { add_mask(single, operand, known, lines); });
  lines.add("const " + variable_type(single, mask) + " v" + number(mask) + " = " +
            expression(single, mask, "") + ";");
}

void add_staged(const Body& body, const Body& single, ValueId load, Lines& lines) {
  const Schedule& s = body.schedule;
  const Instruction& at = body.program.instructions[static_cast<std::size_t>(load)];
  const std::string type = stored_type(buffer_of(body, load).dtype), tile = "tile" + number(load);
  const int vector = staged_vector(body, load);
  const int per_row = s.tile_across / vector;
  // a warp's writes: along a row as far as the banks go without a gap, the rest of it in further rows
  const auto words = static_cast<int>(std::max<std::int64_t>(vector * element_bytes(body, load) / kWord, 1));
  const int lanes = std::min(per_row, kBanks / words);
  lines.add("__shared__ __align__(16) " + type + " " + tile + "[" + number(s.tile_lead) + "][" +
            number(pitch(body, load)) + "];");
  const std::int64_t reads = std::int64_t{s.tile_lead} * per_row;
  lines.add("#pragma unroll");
  lines.open("for (int n = 0; n < " + number(ceil_div(reads, s.threads)) + "; ++n)");
  lines.add("const int k = threadIdx.x + n * " + number(s.threads) + ";");
  if (reads % s.threads != 0) lines.add("if (k >= " + number(reads) + ") break;");
  lines.add("const int row = k / " + number(lanes) + " % " + number(s.tile_lead) + ", column = (k % " +
            number(lanes) + " + k / " + number(std::int64_t{lanes} * s.tile_lead) + " * " + number(lanes) +
            ") * " + number(vector) + ";");
  for (std::int32_t v = 0; v < body.program.parallel; ++v)
    lines.add("const int " + name_of(v) + " = " +
              (v == s.axis     ? "lead + row"
               : v == s.across ? "across + column"
                               : "block_" + name_of(v)) +
              ";");
  lines.open("if (" + name_of(s.axis) + " < " + number(extent_of(body, s.axis)) + " && " + name_of(s.across) +
             " < " + number(extent_of(body, s.across)) + ")");
  std::set<ValueId> known;
  if (at.mask != kNone) add_mask(single, at.mask, known, lines);
  lines.add((at.mask == kNone ? "" : "if (" + value_text(single, at.mask, "") + ") ") + "copy_vector<" +
            number(vector) + ">(b" + number(at.buffer) + " + " + index_text(single, at.index, "") + ", &" +
            tile + "[row][column]);");
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
  const int lanes = lanes_along_axis(s), beside = vectors_of_a_word(body), groups = s.tile_across / beside;
  lines.add("const int k = threadIdx.x + u / " + number(beside) + " * " + number(s.threads) + ";");
  lines.add("tile_lead_at" + u + " = (k % " + number(lanes) + " + k / " +
            number(std::int64_t{lanes} * groups) + " * " + number(lanes) + ") * " + number(s.vector) + ";");
  lines.add("tile_across_at" + u + " = k / " + number(lanes) + " % " + number(groups) + " * " +
            number(beside) + " + u % " + number(beside) + ";");
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
  for (const ValueId load : staged_loads(body)) add_staged(body, single, load, lines);
  lines.add("__syncthreads();");
}

bool reads_words(const Body& body, ValueId load) {
  const Instruction& at = body.program.instructions[static_cast<std::size_t>(load)];
  return is_staged(body.program, body.schedule, at) && at.mask == kNone && vectors_of_a_word(body) > 1;
}

void add_word_reads(const Body& body, ValueId load, Lines& lines) {
  const int beside = vectors_of_a_word(body);
  const std::string name = "v" + number(load), element = body.walk.varies(load) ? "[e]" : "";
  const Instruction& at = body.program.instructions[static_cast<std::size_t>(load)];
  lines.open("if (u % " + number(beside) + " == 0)");
  lines.add("#pragma unroll");
  lines.open("for (int e = 0; e < " + number(body.schedule.vector) + "; ++e)");
  lines.add(value_type(at) + " word[" + number(beside) + "];");
  lines.add("load_vector<" + number(beside * element_bytes(body, load)) + ">(&tile" + number(load) +
            "[tile_lead_at[u] + e][tile_across_at[u]], word);");
  for (int k = 0; k < beside; ++k)
    lines.add(name + "[u + " + number(k) + "]" + element + " = word[" + number(k) + "];");
  lines.close();
  lines.close();
}

std::string staged_element(const Body& body, ValueId load, const std::string& element) {
  const std::string u = body.schedule.unroll > 1 ? "[u]" : "";
  return "widen<" + stored_type(buffer_of(body, load).dtype) + ">(tile" + number(load) + "[tile_lead_at" + u +
         (element.empty() ? "" : " + " + element) + "][tile_across_at" + u + "])";
}

}  // namespace ireplay
