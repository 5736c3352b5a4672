#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/given_names.hpp"
#include "replay/case/case_plan.hpp"
#include "replay/engine.hpp"

/// From paths of the command line to plans: find the cases, parse, check and lower each, and go on where one
/// of several fails.
namespace ireplay {

struct Options;

/// What the command line says about a graph: --sym, --layout, --tf32.
GraphHints told_hints(const Options& options);

/// For commands that make plans and do not run them: every graph that the options name, parsed, checked and
/// lowered. A graph that fails, in whatever way, goes to `failed` and the next one follows; what fails before
/// there is a graph is thrown.
void for_each_plan(const Options& options,
                   const std::function<void(const std::string& name, const Plan& plan)>& planned,
                   const std::function<void(const std::string& name, const Error& error)>& failed);

using Readings = std::map<std::string, std::size_t, std::less<>>;  // as GraphHints has them

/// What the collectives of a graph return where all ranks run on an engine, one after the other: by the
/// inputs of the plan that stand for them.
using Collectives = std::function<TensorMap(Engine& engine, const RunOptions& options)>;

struct PlannedCase {
  Plan plan;
  /// Where the other ranks of a distributed run lie beside it (`rank0`, `rank1` ..), and nobody gives what
  /// the collectives return.
  Collectives collectives;
};

/// The plan of one graph for the inputs that a run of it will have: `given`, and what the options say of the
/// others.
PlannedCase plan_case(const ParsedCase& parsed, const CaseFiles& files, const CaseFacts& facts,
                      const TensorMap& given, const Options& options, const Readings& readings = {});

/// Adds to `given` what the collectives return on that engine, where they are computed. Throws Error{dump}
/// where the ranks' graphs or tensors do not fit each other.
void fill_collectives(const PlannedCase& planned, const ParsedCase& parsed, const CaseFiles& files,
                      Engine& engine, const RunOptions& run, TensorMap& given);

/// A graph that was parsed and checked, and what is known about it beside its texts.
struct ParsedGraph {
  std::string name;
  const CaseFiles& files;
  const ParsedCase& parsed;
  const CaseFacts& facts;
  GivenTensors& given;
};

/// The same without a plan: for commands that say something of graphs that can't be replayed too.
void for_each_parsed(const Options& options, const std::function<void(const ParsedGraph& graph)>& parsed,
                     const std::function<void(const std::string& name, const Error& error)>& failed);

/// What `work` throws, as `current_error` tells it; none where it does not throw.
template <class Work>
std::optional<Error> fault_of(const Work& work);

/// `CASE: FILE:LINE:COL: error: WHAT` and the line: which of several graphs an error is of, where the place
/// does not say so itself.
std::string to_case_error(const std::string& name, const Error& error, bool several);

/// What is being handled in a catch block as an error of the graph: an Error as it is, anything else (memory
/// that is not to be had, a size that no container holds) as one of kind `device` that says so. An
/// interruption is none of the graph's and goes on.
Error current_error();

template <class Work>
std::optional<Error> fault_of(const Work& work) {
  try {
    work();
    return std::nullopt;
  } catch (...) {
    return current_error();
  }
}

}  // namespace ireplay
