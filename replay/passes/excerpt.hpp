#pragma once

#include <string>
#include <vector>

#include "replay/plan/plan.hpp"

/// One op of a plan as a plan of its own: what comes before it is what its memory holds.
namespace ireplay {

/// What is run and judged at once: a step, or one program of it, which is one node of a fused one.
struct Unit {
  std::size_t step = 0;
  std::int32_t program = kNone;  // index into Step::programs; kNone: the whole step
};

/// All units that compute something, in order. `by_node`: each program of a step alone, else whole steps.
std::vector<Unit> units_of(const Plan& plan, bool by_node);

/// op3: the program's node, or the step.
const std::string& name_of(const Plan& plan, const Unit& unit);

/// Plan::buffers that a unit reads and those that it writes, each once, in order of use. What it reads may be
/// what it wrote itself.
std::vector<std::int32_t> read_by(const Plan& plan, const Unit& unit);
std::vector<std::int32_t> written_by(const Plan& plan, const Unit& unit);

/// A unit as a plan. Every storage that it touches is an input, whose buffer is the storage from its first
/// byte to its last as one row of elements.
struct Excerpt {
  Plan plan;  // outputs: those asked for, then for each storage that is written `storage.<its number>`, whole
  std::vector<std::int32_t> storages;  // of the whole plan, by the excerpt's inputs and storages
  std::vector<std::int32_t> written;   // of these, those behind the outputs' `storage.`
  std::size_t asked = 0;               // so many of the outputs were asked for
};

/// `outputs`: of the whole plan, in storages that the unit touches; others are left out.
Excerpt make_excerpt(const Plan& plan, const Unit& unit, const std::vector<PlanOutput>& outputs);

/// The buffers that a unit writes as outputs, by their names.
std::vector<PlanOutput> outputs_of(const Plan& plan, const Unit& unit);

/// Key of a storage among an excerpt's inputs and outputs.
std::string storage_key(std::int32_t storage);

}  // namespace ireplay
