#include "replay/cuda/compiled/emit.hpp"

#include <algorithm>
#include <span>

#include "replay/cuda/compiled/load_text.hpp"
#include "replay/cuda/compiled/passes.hpp"
#include "replay/cuda/compiled/run_text.hpp"
#include "replay/cuda/compiled/scan_text.hpp"
#include "replay/cuda/compiled/shift_text.hpp"
#include "replay/cuda/compiled/state_text.hpp"
#include "replay/cuda/compiled/tile_text.hpp"
#include "replay/cuda/compiled/vector_forms.hpp"
#include "replay/cuda/compiled/whole_rounds.hpp"
#include "replay/cuda/compiled/work.hpp"

namespace ireplay {
namespace {

/// Of one kernel; `phase`: which reduction this launch does where splits need several; kAll: all of them.
class KernelWriter {
 public:
  static constexpr std::int32_t kAll = -1;

  KernelWriter(const Body& body, const std::vector<ReduceState>& states, std::int32_t phase, std::string part)
      : body_(body), schedule_(body.schedule), states_(states), phase_(phase), part_(std::move(part)) {
    lead_ = lead_count(body.program, schedule_);
    steps_ = reduction_steps(body.program, schedule_);
  }

  /// False where a pass would read what an earlier one has overwritten.
  bool write() {
    header();
    if (schedule_.family == Family::points)
      point_positions();
    else
      row_positions();
    std::int32_t reduction = 0;
    for (std::size_t s = 0; s < body_.program.stages.size() && good_; ++s) {
      const Stage& stage = body_.program.stages[s];
      if (!stage.per_element) {
        once_stage(s, phase_ == kAll || phase_ == reduction);
        continue;
      }
      if (phase_ == reduction || phase_ == kAll)
        element_stage(s);
      else
        earlier_reduction(s);
      if (phase_ == reduction) break;
      ++reduction;
    }
    lines_.close();
    return good_;
  }

  EmittedKernel take(bool split) {
    return {lines_.take(), block_count(body_.program, schedule_), split ? schedule_.splits : 1,
            schedule_.threads};
  }

 private:
  bool unrolls() const { return schedule_.unroll > 1; }
  std::string u() const { return unrolls() ? "[u]" : ""; }
  bool is_exact() const {  // every vector of every thread is one of the program's
    if (schedule_.tile_lead != 0)
      return body_.program.ranges[static_cast<std::size_t>(schedule_.axis)] % schedule_.tile_lead == 0 &&
             body_.program.ranges[static_cast<std::size_t>(schedule_.across)] % schedule_.tile_across == 0;
    const std::int64_t share =
        schedule_.family == Family::points
            ? vector_distance(body_.program, schedule_) * schedule_.unroll * schedule_.rounds
            : std::int64_t{schedule_.row_threads} * schedule_.unroll;
    const std::int64_t all = schedule_.family == Family::points ? lead_ : steps_;
    return all % (share * (schedule_.splits > 1 && phase_ != kAll ? schedule_.splits : 1)) == 0;
  }
  bool all_count() const { return whole_ || is_exact(); }  // where the text stands

  void header() {
    const LoopProgram& program = body_.program;
    lines_.add(part_.empty() ? kernel_head(schedule_.threads)
                             : "static __device__ void " + part_ + "(\n    const dim3 blockIdx,");
    for (std::size_t k = 0; k < program.buffers.size(); ++k)
      lines_.add("    " + parameter_type(program, body_.memory, k) + " b" +
                 number(static_cast<std::int64_t>(k)) + ",");
    lines_.open("    Fault* fault, int program, unsigned char* partials)");
    lines_.add("const Faults faults{fault, program};");
    lines_.add("wait_for_launches_before();");
    if (schedule_.family != Family::points && schedule_.row_threads > 1) {
      const bool in_warps = schedule_.family == Family::rows && !schedule_.abreast;
      const std::int64_t places = in_warps ? schedule_.threads / 32 + 1 : schedule_.threads;
      std::int64_t bytes = std::max(places * 8, scan_bytes(body_));
      for (const ReduceState& state : states_) {
        const int of_vector = state_varies(body_, state) ? schedule_.vector : 1;
        bytes = std::max(bytes, places * of_vector * state_bytes(body_, state.values[0]));
      }
      lines_.add("__shared__ __align__(16) unsigned char shared[" + number(bytes) + "];");
    }
  }

  // ---- where a thread stands

  /// Whether numbers of so many elements, and of those that threads without work count on to, fit an int.
  bool is_narrow(std::int64_t elements) const {
    return elements + std::int64_t{schedule_.threads} * schedule_.unroll * schedule_.vector * 2 <= kIntEnd;
  }

  /// Declares variables `first` to `last` from the number `from`, the vector's own fastest.
  void decompose(std::int32_t first, std::int32_t last, const std::string& from, bool narrow, bool declares,
                 bool keeps_shared = false) {
    std::vector<std::int32_t> order;  // fastest first
    const bool has_axis = schedule_.axis >= first && schedule_.axis < last;
    if (has_axis) order.push_back(schedule_.axis);
    const bool abreast = schedule_.abreast && first == 0;
    if (abreast) order.push_back(schedule_.across);
    for (std::int32_t v = last; v-- > first;)
      if (v != schedule_.axis && (!abreast || v != schedule_.across)) order.push_back(v);
    std::string rest = from;
    for (std::size_t k = 0; k < order.size(); ++k) {
      const std::int32_t v = order[k];
      const bool is_axis = v == schedule_.axis;
      const std::int64_t extent =
          body_.program.ranges[static_cast<std::size_t>(v)] / (is_axis ? schedule_.vector : 1);
      std::string value =
          k + 1 == order.size() ? rest : "(" + rest + ") % " + number(extent) + (narrow ? "u" : "ull");
      if (is_axis && schedule_.vector > 1) value = "(" + value + ") * " + number(schedule_.vector);
      if (is_axis && schedule_.shifted) value = "(long long)(" + value + ") - shift";
      const std::string type = narrow ? "int" : "long long";
      const bool is_shared = schedule_.family == Family::points && !body_.is_inner_variable(v);
      if (is_shared && unrolls()) value = "u == 0 ? " + value + " : " + variable_text(body_, v);
      if (!is_shared || !keeps_shared)
        lines_.add((declares ? "const " + type + " " : "") + variable_text(body_, v) + " = (" + type + ")(" +
                   value + ");");
      rest = "(" + rest + ") / " + number(extent) + (narrow ? "u" : "ull");
    }
  }

  void declare_inner_positions(std::int32_t first, std::int32_t last, bool narrow) {
    const std::int32_t parallel = body_.program.parallel;
    for (std::int32_t v = first; v < last; ++v) {
      const std::string name = v < parallel ? "i" + number(v) : "r" + number(v - parallel);
      const bool many = unrolls() && body_.is_inner_variable(v);
      lines_.add(std::string(narrow ? "int " : "long long ") + name +
                 (many ? "[" + number(schedule_.unroll) + "]" : "") + ";");
    }
    const std::string count = unrolls() ? "[" + number(schedule_.unroll) + "]" : "";
    if (!is_exact()) lines_.add("bool in" + count + ";");
  }

  void point_positions() {
    if (schedule_.tile_lead != 0) {
      add_tile_positions(body_, is_exact(), lines_);
      return add_staging(body_, lines_);
    }
    declare_inner_positions(0, body_.program.parallel, is_narrow(parallel_count(body_.program)));
    assign_positions("");
  }

  /// `round`: the number of a further one, which shares what a thread's vectors do.
  void assign_positions(const std::string& round) {
    const bool narrow = is_narrow(parallel_count(body_.program));
    const std::string type = narrow ? "unsigned" : "unsigned long long";
    open_unrolled();
    const std::int64_t distance = vector_distance(body_.program, schedule_);
    const std::int64_t blocks = distance / schedule_.threads;  // between two vectors of a thread
    const std::int64_t of_round = distance * schedule_.unroll;
    std::string first = "(" + type + ")blockIdx.x * " + number(of_round * schedule_.rounds) + "u";
    if (blocks > 1)
      first = "(" + type + ")(blockIdx.x / " + number(blocks) + "u) * " +
              number(of_round * schedule_.rounds) + "u + blockIdx.x % " + number(blocks) + "u * " +
              number(schedule_.threads) + "u";
    if (!round.empty()) first += " + " + round + " * " + number(of_round) + "u";
    lines_.add(type + " at = " + first + " + threadIdx.x" +
               (unrolls() ? " + u * " + number(distance) + "u" : "") + ";");
    if (!is_exact()) {
      lines_.add("in" + u() + " = at < " + number(lead_) + "u;");
      lines_.add("at = at < " + number(lead_) + "u ? at : " + number(lead_ - 1) + "u;");
    }
    decompose(0, body_.program.parallel, "at", narrow, false, !round.empty());
    lines_.close();
  }

  void row_positions() {
    const std::int64_t of_block = schedule_.threads / schedule_.row_threads;
    const bool narrow = is_narrow(parallel_count(body_.program));
    const std::string type = narrow ? "unsigned" : "unsigned long long";
    if (schedule_.family == Family::rows && !schedule_.abreast) {
      lines_.add("const unsigned step = threadIdx.x % " + number(schedule_.row_threads) + "u;");
      lines_.add("const " + type + " place = (" + type + ")blockIdx.x * " + number(of_block) +
                 "u + threadIdx.x / " + number(schedule_.row_threads) + "u;");
    } else {
      lines_.add("const unsigned step = threadIdx.x / " + number(of_block) + "u;");
      lines_.add("const " + type + " place = (" + type + ")blockIdx.x * " + number(of_block) +
                 "u + threadIdx.x % " + number(of_block) + "u;");
    }
    lines_.add("const bool here = place < " + number(lead_) + "u;");
    lines_.add("const " + type + " point = here ? place : " + number(lead_ - 1) + "u;");
    decompose(0, body_.program.parallel, "point", narrow, true);
    if (schedule_.shifted) add_shift(body_, lines_);
    if (schedule_.whole) {
      declare_inner_positions(body_.program.parallel, static_cast<std::int32_t>(body_.program.ranges.size()),
                              is_narrow(reduction_count(body_.program)));
      open_unrolled();
      step_positions("0", number(steps_));
      lines_.close();
    }
  }

  bool is_guarded(ValueId value) const {
    const Opcode opcode = at_of(value).opcode;
    return schedule_.shifted && !whole_ &&
           (is_inner(value) || opcode == Opcode::store || opcode == Opcode::reduce);
  }
  std::string element_guard(ValueId value, const std::string& element) const {
    return is_guarded(value) ? "if " + one_element(body_, element) + " " : "";
  }
  /// A statement for a shifted row's whole vectors, and one for each element of the two at its ends.
  void whole_or_single(const std::string& whole, const std::string& single) {
    lines_.add("if " + whole_vector(body_) + " " + whole);
    lines_.open("else");
    lines_.add("#pragma unroll");
    lines_.add("for (int e = 0; e < " + number(schedule_.vector) + "; ++e) " + single);
    lines_.close();
  }

  /// The vectors of the reduction that the loop's round `base` gives this thread.
  void step_positions(const std::string& base, const std::string& end) {
    const bool narrow = is_narrow(reduction_count(body_.program));
    const std::string type = narrow ? "unsigned" : "unsigned long long";
    lines_.add(type + " at = " + base + " + step" +
               (unrolls() ? " + u * " + number(schedule_.row_threads) + "u" : "") + ";");
    if (!is_exact()) {
      lines_.add("in" + u() + " = at < " + end + ";");
      lines_.add("at = at < " + end + " ? at : " + number(steps_ - 1) + "u;");
    }
    decompose(body_.program.parallel, static_cast<std::int32_t>(body_.program.ranges.size()), "at", narrow,
              false);
  }

  void open_unrolled() {
    if (!unrolls()) return lines_.open("");
    lines_.add("#pragma unroll");
    lines_.open("for (int u = 0; u < " + number(schedule_.unroll) + "; ++u)");
  }

  // ---- values

  bool is_inner(ValueId value) const { return body_.inner[static_cast<std::size_t>(value)]; }
  const Instruction& at_of(ValueId value) const {
    return body_.program.instructions[static_cast<std::size_t>(value)];
  }
  bool has_name(ValueId value) const {
    const Instruction& at = at_of(value);
    const bool literal = at.opcode == Opcode::constant && at.mask == kNone;
    return !literal && at.opcode != Opcode::store && at.opcode != Opcode::check_bounds &&
           at.opcode != Opcode::device_assert && at.opcode != Opcode::reduce;
  }

  std::string declaration(ValueId value) const {
    std::string text = variable_type(body_, value) + " v" + number(value);
    if (is_inner(value) && unrolls()) text += "[" + number(schedule_.unroll) + "]";
    if (body_.walk.varies(value)) text += "[" + number(schedule_.vector) + "]";
    return text + ";";
  }

  /// What differs within a vector and is written element by element.
  bool is_elementwise(ValueId value) const {
    const Instruction& at = at_of(value);
    if (at.opcode == Opcode::load) return body_.walk.varies(value) && vector_bytes(body_, at) == 0;
    if (at.opcode == Opcode::store) return store_varies(body_, value) && !is_vector_store(body_, value);
    if (at.opcode == Opcode::reduce) return reduce_varies(body_, value) && !takes_vectors(body_, value);
    return body_.walk.varies(value);
  }
  /// Statements of a run of values, those that differ within vectors in loops over the elements.
  void statements(std::span<const ValueId> values, bool once, bool stores) {
    bool in_loop = false;
    const auto leave = [&] {
      if (in_loop) lines_.close();
      in_loop = false;
    };
    for (const ValueId value : values) {
      const Instruction& at = at_of(value);
      if (at.opcode == Opcode::constant && at.mask == kNone) continue;
      if (at.opcode == Opcode::store && !stores) continue;
      if (at.opcode == Opcode::load && reads_words(body_, value)) {
        leave();
        add_word_reads(body_, value, lines_);
        continue;
      }
      const bool elementwise =
          is_elementwise(value) && !(at.opcode == Opcode::store && is_vector_atomic(body_, value));
      if (!elementwise) leave();
      if (elementwise && !in_loop) {
        lines_.add("#pragma unroll");
        lines_.open("for (int e = 0; e < " + number(schedule_.vector) + "; ++e)");
        in_loop = true;
      }
      statement(value, elementwise ? "e" : "", once);
    }
    leave();
  }

  /// `once`: outside of the loops over a thread's vectors, where no `u` is.
  std::string guard(bool once) const {
    if (schedule_.family == Family::points) return is_exact() || once ? "" : "if (in" + u() + ") ";
    std::string condition = "here";
    if (once) condition += " && step == 0";
    if (once && schedule_.splits > 1 && phase_ != kAll) condition += " && blockIdx.y == 0";
    if (!once && !all_count()) condition += " && in" + u();
    return "if (" + condition + ") ";
  }

  void statement(ValueId value, const std::string& element, bool once) {
    const Instruction& at = at_of(value);
    switch (at.opcode) {
      case Opcode::store:
        return store(value, element, once);
      case Opcode::reduce:
        return accumulate(value, element);
      case Opcode::check_bounds:
      case Opcode::device_assert:
        return lines_.add(guard(once) + (once ? "" : element_guard(value, element)) +
                          check_statement(body_, value, element));
      case Opcode::load:
        if (element.empty() && body_.walk.varies(value))
          return add_vector_load(body_, value, is_inner(value) ? u() : "", is_guarded(value), lines_);
        break;
      default:
        break;
    }
    const bool reads =
        at.opcode == Opcode::load || at.opcode == Opcode::indirect || at.opcode == Opcode::bucketize;
    std::string text = expression(body_, value, element);
    if (reads && is_guarded(value))
      text = one_element(body_, element) + " ? (" + value_type(at) + ")(" + text + ") : (" + value_type(at) +
             ")0";
    lines_.add(value_text(body_, value, element) + " = " + text + ";");
  }

  void store(ValueId value, const std::string& element, bool once) {
    const bool guarded = !once && is_guarded(value);
    if (is_vector_store(body_, value)) {
      lines_.open(guard(once) + (guarded ? "if " + whole_vector(body_) : ""));
      add_vector_store(body_, value, lines_);
      lines_.close();
      if (!guarded) return;
      lines_.open(guard(once) + "if (!" + whole_vector(body_) + ")");
      lines_.add("#pragma unroll");
      lines_.add("for (int e = 0; e < " + number(schedule_.vector) + "; ++e) " + element_guard(value, "e") +
                 store_statement(body_, value, "e"));
      return lines_.close();
    }
    if (element.empty() && is_vector_atomic(body_, value)) return vector_atomic(value, once);
    lines_.add(guard(once) + (guarded ? element_guard(value, element) : "") +
               store_statement(body_, value, element));
  }

  void vector_atomic(ValueId value, bool once) {
    const Instruction& at = at_of(value);
    lines_.open(guard(once) + (at.mask == kNone ? "" : "if (" + value_text(body_, at.mask, "0") + ") "));
    add_vector_atomic(body_, value, lines_);
    lines_.close();
  }

  // ---- stages

  void once_stage(std::size_t number_of_stage, bool stores) {
    const Stage& stage = body_.program.stages[number_of_stage];
    if (schedule_.family == Family::points) return point_stage(number_of_stage);
    std::vector<ValueId> values;
    for (ValueId v = stage.begin; v < stage.end; ++v) values.push_back(v);
    declare(values);
    statements(values, true, stores);
  }

  void declare(const std::vector<ValueId>& values) {
    for (const ValueId value : values)
      if (has_name(value)) lines_.add(declaration(value));
  }

  void point_stage(std::size_t number_of_stage) {
    const Pass pass = make_pass(body_, number_of_stage);
    declare(pass.once);
    for (const auto& level : pass.levels) declare(level);
    const std::span<const ValueId> once = pass.once;
    statements(once.first(pass.before_loads), true, true);
    std::span<const std::vector<ValueId>> rest = pass.levels;
    if (schedule_.rounds == 1 && !rest.empty()) {  // loads are on their way while the rest is computed
      levels(rest.first(1), number_of_stage);
      rest = rest.subspan(1);
    }
    statements(once.subspan(pass.before_loads), true, true);
    if (schedule_.rounds > 1) {
      lines_.open("for (unsigned round = 0; round < " + number(schedule_.rounds) + "u; ++round)");
      assign_positions("round");
    }
    levels(rest, number_of_stage);
    if (schedule_.rounds > 1) lines_.close();
  }

  bool is_scan(ValueId value) const { return at_of(value).opcode == Opcode::scan; }

  void levels(std::span<const std::vector<ValueId>> of, std::size_t number_of_stage) {
    for (const std::vector<ValueId>& level : of) {
      std::vector<ValueId> apart, others;
      for (const ValueId value : level)
        (is_scan(value) || takes_runs(body_, value) ? apart : others).push_back(value);
      if (!others.empty()) {
        open_unrolled();
        statements(others, false, true);
        lines_.close();
      }
      for (const ValueId value : apart)
        is_scan(value) ? add_scan(body_, value, number_of_stage, is_exact(), lines_)
                       : add_run(body_, states_, value, is_exact(), lines_);
    }
  }

  void element_stage(std::size_t number_of_stage) {
    const Pass pass = make_pass(body_, number_of_stage);
    if (pass.reads_overwritten) good_ = false;
    declare(pass.once);
    statements(pass.once, true, false);
    for (const ReduceState& state : states_)
      if (state.stage == static_cast<std::int32_t>(number_of_stage)) add_state(body_, state, lines_);
    for (const auto& level : pass.levels)
      for (const ValueId value : level)
        if (is_scan(value)) add_carry(body_, value, number_of_stage, lines_);
    if (schedule_.whole) {
      for (const auto& level : pass.levels) declare(level);
      levels(pass.levels, number_of_stage);
    } else {
      step_loop(pass, number_of_stage);
    }
    for (const ReduceState& state : states_)
      if (state.stage == static_cast<std::int32_t>(number_of_stage)) finish_state(state);
  }

  void step_loop(const Pass& pass, std::size_t number_of_stage) {
    const std::int64_t round = std::int64_t{schedule_.row_threads} * schedule_.unroll;
    const bool narrow = is_narrow(reduction_count(body_.program));
    const std::string type = narrow ? "unsigned" : "unsigned long long";
    std::string begin = "0", end = number(steps_) + "u";
    if (schedule_.splits > 1 && phase_ != kAll) {
      const std::int64_t share = ceil_div(ceil_div(steps_, schedule_.splits), round) * round;
      lines_.add("const " + type + " first_step = blockIdx.y * (" + type + ")" + number(share) + "u;");
      lines_.add("const " + type + " last_step = first_step + " + number(share) + "u < " + number(steps_) +
                 "u ? first_step + " + number(share) + "u : " + number(steps_) + "u;");
      begin = "first_step", end = "last_step";
    }
    lines_.open("for (" + type + " base = " + begin + "; base < " + end + "; base += " + number(round) +
                "u)");
    declare_inner_positions(body_.program.parallel, static_cast<std::int32_t>(body_.program.ranges.size()),
                            narrow);
    for (const auto& level : pass.levels) declare(level);
    open_unrolled();
    step_positions("base", end);
    lines_.close();
    rounds(pass, number_of_stage);
    lines_.close();
  }

  void rounds(const Pass& pass, std::size_t number_of_stage) {
    const WholeRounds whole = find_whole_rounds(body_, pass, is_exact());
    if (whole.condition.empty()) return levels(pass.levels, number_of_stage);
    std::vector<std::vector<ValueId>> rest = pass.levels;
    for (std::vector<ValueId>& level : rest)
      std::erase_if(level, [&](ValueId v) { return std::ranges::count(whole.positions, v) != 0; });
    lines_.add("bool whole = true;");
    open_unrolled();
    statements(whole.positions, false, false);
    lines_.add("whole = whole && " + whole.condition + ";");
    lines_.close();
    lines_.open("if (whole)");
    whole_ = true;
    if (!whole.masks.empty()) open_unrolled();
    for (const ValueId mask : whole.masks) {
      const bool varies = body_.walk.varies(mask);
      lines_.add((varies ? "for (int e = 0; e < " + number(schedule_.vector) + "; ++e) " : "") +
                 value_text(body_, mask, "e") + " = true;");
    }
    if (!whole.masks.empty()) lines_.close();
    levels(rest, number_of_stage);
    whole_ = false;
    lines_.close();
    lines_.open("else");
    levels(rest, number_of_stage);
    lines_.close();
  }

  // ---- reductions

  void accumulate(ValueId value, const std::string& element) {
    for (const ReduceState& state : states_) {
      if (state.values[0] != value) continue;
      const Instruction& at = at_of(value);
      const std::string name = state_name(state) + (state_varies(body_, state) ? "[" + element + "]" : "");
      std::string guard = all_count() ? "" : "if (in" + u() + ") ";
      if (at.mask != kNone) guard += "if (" + value_text(body_, at.mask, element) + ") ";
      const bool vector = element.empty() && takes_vectors(body_, value);
      if (is_guarded(value) && vector) {
        lines_.open(guard);
        whole_or_single(name + "." + add_vector_text(body_, value) + ";",
                        element_guard(value, "e") + name + "." + add_text(body_, value, "e") + ";");
        lines_.close();
        continue;
      }
      guard += element_guard(value, element);
      lines_.add(guard + name + "." +
                 (vector ? add_vector_text(body_, value) : add_text(body_, value, element)) + ";");
    }
  }

  /// The second time over a row in registers.
  void reduce_again(const ReduceState& state) {
    const ValueId value = state.values[0];
    const std::string name = state_name(state) + "_twice", type = "Sum<" + value_type(at_of(value)) + ">";
    lines_.add(type + " " + name + " = " + type + "::none();");
    open_unrolled();
    const bool loops = reduce_varies(body_, value);
    if (loops) {
      lines_.add("#pragma unroll");
      lines_.open("for (int e = 0; e < " + number(schedule_.vector) + "; ++e)");
    }
    lines_.add((is_exact() ? "" : "if (in" + u() + ") ") + element_guard(value, loops ? "e" : "") + name +
               "." + add_twice_text(body_, value, state_name(state), loops ? "e" : "") + ";");
    if (loops) lines_.close();
    lines_.close();
    if (schedule_.row_threads > 1) lines_.add(merge_text(body_, name, false));
  }

  void merge_threads(const ReduceState& state) {
    if (schedule_.row_threads > 1)
      lines_.add(merge_text(body_, state_name(state), state_varies(body_, state)));
  }

  void finish_state(const ReduceState& state) {
    merge_threads(state);
    if (reduces_twice(body_, state.values[0])) reduce_again(state);
    if (schedule_.splits > 1 && phase_ != kAll) return add_publishing(body_, states_, state, lines_);
    add_results(body_, state, lines_);
  }

  /// What an earlier launch has left of this stage's reductions.
  void earlier_reduction(std::size_t number_of_stage) {
    const Pass pass = make_pass(body_, number_of_stage);
    declare(pass.once);
    statements(pass.once, true, false);
    for (const ReduceState& state : states_) {
      if (state.stage != static_cast<std::int32_t>(number_of_stage)) continue;
      add_state(body_, state, lines_);
      lines_.open("for (unsigned slice = step; slice < " + number(schedule_.splits) +
                  "u; slice += " + number(schedule_.row_threads) + "u)");
      if (state_varies(body_, state)) {
        lines_.add("#pragma unroll");
        lines_.add("for (int e = 0; e < " + number(schedule_.vector) + "; ++e) " + state_name(state) +
                   "[e].merge(" + partial_text(body_, states_, state, "slice") + ");");
      } else {
        lines_.add(state_name(state) + ".merge(" + partial_text(body_, states_, state, "slice") + ");");
      }
      lines_.close();
      merge_threads(state);
      add_results(body_, state, lines_);
    }
  }

  const Body& body_;
  const Schedule& schedule_;
  const std::vector<ReduceState>& states_;
  std::int32_t phase_;
  std::string part_;
  std::int64_t lead_ = 0, steps_ = 0;
  bool good_ = true;
  bool whole_ = false;  // in a round whose elements all count
  Lines lines_;
};

}  // namespace

std::optional<EmittedProgram> emit(const LoopProgram& program, const ProgramMemory& memory,
                                   const Schedule& schedule, const std::string& part) {
  const Body body(program, memory, schedule);
  const std::vector<ReduceState> states = find_states(program);
  EmittedProgram emitted;
  const auto add = [&](std::int32_t phase, bool split) {
    KernelWriter writer(body, states, phase, part);
    if (!writer.write()) return false;
    emitted.kernels.push_back(writer.take(split));
    return true;
  };
  if (schedule.splits == 1) return add(KernelWriter::kAll, false) ? std::optional(emitted) : std::nullopt;
  std::int32_t reductions = 0;
  for (const Stage& stage : program.stages)
    if (stage.per_element && !add(reductions++, true)) return std::nullopt;
  if (!program.stages.back().per_element && !add(reductions, false)) return std::nullopt;
  emitted.partial_bytes = static_cast<std::int64_t>(states.size()) * partial_bytes(program, schedule);
  return emitted;
}

}  // namespace ireplay
