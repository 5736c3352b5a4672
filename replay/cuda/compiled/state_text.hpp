#pragma once

#include <string>
#include <vector>

#include "replay/cuda/compiled/emit_body.hpp"
#include "replay/cuda/compiled/passes.hpp"

/// Reductions as text: which state of the prelude a kind has, what is added to it, what is read of it.
namespace ireplay {

inline constexpr std::int64_t kMostStateBytes = 32;
/// Of one state, for every point and split.
std::int64_t partial_bytes(const LoopProgram& program, const Schedule& schedule);

/// Whether a row in registers is reduced twice, which takes less than merging pairs: its largest value and
/// then the exponentials, its sum and then the squares.
bool reduces_twice(const Body& body, ValueId reduce);
/// `add(...)` of the second time, after the first state, `state`, is that of the whole row; the sum it adds
/// to is called `state` + "_twice".
std::string add_twice_text(const Body& body, ValueId reduce, const std::string& state,
                           const std::string& element);

/// The element's position in the row-major order of the reduction, as arithmetic in `type`.
std::string position_text(const Body& body, const std::string& type, const std::string& element);

std::string state_type(const Body& body, ValueId reduce);
std::int64_t state_bytes(const Body& body, ValueId reduce);
/// `add(v3[e])`: what the element gives the state.
std::string add_text(const Body& body, ValueId reduce, const std::string& element);
/// Whether a whole vector can be added at once, which costs less than its elements do.
bool adds_vectors(const Instruction& reduce);
std::string add_vector_text(const Body& body, ValueId reduce);
/// The result that the instruction picks, in its type.
std::string result_text(const Body& body, ValueId reduce, const std::string& state);

bool state_varies(const Body& body, const ReduceState& state);
std::string state_name(const ReduceState& state);
/// Declares a state that has seen nothing, or one for each element of a vector.
void add_state(const Body& body, const ReduceState& state, Lines& lines);
/// `s3 = merge_row<32>(s3, shared);`: takes in the states of the other threads along the reduction.
std::string merge_text(const Body& body, const std::string& name, bool varies);
/// Where a split leaves the state of a point, of its element `e` if it varies, for the next launch, and the
/// statement that does.
std::string partial_text(const Body& body, const std::vector<ReduceState>& states, const ReduceState& state,
                         const std::string& split);
void add_publishing(const Body& body, const std::vector<ReduceState>& states, const ReduceState& state,
                    Lines& lines);
/// Declares what the reductions of a state give.
void add_results(const Body& body, const ReduceState& state, Lines& lines);

}  // namespace ireplay
