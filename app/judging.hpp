#pragma once

#include <functional>
#include <future>

#include "replay/case/case_plan.hpp"
#include "replay/report/report.hpp"
#include "replay/verdict/reference.hpp"

/// What a run is held against and what comes of it.
namespace ireplay {

struct Options;

/// The tensors to compare with.
struct Reference {
  enum class Kind : std::uint8_t { none, file, of_case, computed, exact, originals };
  Kind kind = Kind::none;
  TensorMap tensors;
  std::string against;  // for the verdict: "the CPU engine"; empty for tensors of a file
  std::string note;     // why the case's own reference was left aside; empty otherwise
};

/// A graph that has run, with what is known beside its plan.
struct JudgedRun {
  const Plan& plan;
  const TensorMap& inputs;
  const TensorMap& outputs;
  const CaseFiles& files;
  const CaseFacts& facts;
  const Wrapper* wrapper = nullptr;
  Engine* gpu = nullptr;            // that ran it; null: the CPU did
  const RunOptions* how = nullptr;  // of a run on a GPU
  std::function<TensorMap(std::uint64_t noise)> collectives =
      {};                                // what they return in a run with that noise
  const TensorMap* originals = nullptr;  // outputs of the graph's own kernels; null: they did not run
  std::future<TensorMap>* own_reference = nullptr;  // from `read_ahead`; null: it is read when it is needed
};

/// Reads the case's own reference while the graph runs, where it is what the options ask for; else not valid.
std::future<TensorMap> read_ahead(const CaseFiles& files, const Options& options);

/// --reference, else the case's own tensors unless inputs were replaced, else for a run on a GPU the CPU
/// engine where the graph is small enough, and where it is not the graph's own kernels. Throws Error{usage}
/// for a file that holds no tensors.
Reference choose_reference(const JudgedRun& run, const Options& options);

/// Fills in the report's comparisons, status, exit code and warnings, and which of the reference, ours and
/// the graph's own kernels disagrees. Throws Error{usage} for a reference file of the command line with keys
/// that the graph does not return.
void judge_run(GraphReport& report, const JudgedRun& run, const Options& options);

/// Outputs that differ become unjudged for this reason.
void withdraw_guessed(GraphReport& report, const std::string& reason, bool allow_unjudged);

}  // namespace ireplay
