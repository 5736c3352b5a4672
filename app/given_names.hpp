#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "replay/case/case_plan.hpp"

/// Names on the command line that no graph has are bad usage, not something to pass over.
namespace ireplay {

struct Options;

/// Follows which names of --input, --inputs, --pinned, --layout and --sym the graphs of a run have.
class GivenNames {
 public:
  explicit GivenNames(const Options& options);

  /// For --sym and --layout, which must stand in a text before there is a plan. With one graph to run a name
  /// that it does not have throws Error{usage} with the names that it has; with several the name is kept.
  void look_in(const CaseTexts& texts, bool several);
  /// The same for --input and the keys of the files of --inputs and --pinned.
  void look_in(const Plan& plan, bool several);
  /// After several graphs: names that none of them has.
  std::optional<Error> unknown_everywhere() const;

 private:
  struct Name {
    std::string option, name;
    bool seen = false;
  };
  void refuse(const Name& name, const std::vector<std::string>& known) const;

  std::vector<Name> in_texts_, in_plans_;
};

/// Tensors that the command line or the case gives for inputs and pinned buffers. `own_inputs`: those of the
/// case's inputs.safetensors, where that is what was read. A fault in a file of the case is Error{dump}.
struct GivenTensors {
  TensorMap tensors;
  bool own_inputs = false;
  std::set<std::string, std::less<>> own_pinned;  // keys of the case's pinned.safetensors
};
GivenTensors read_given(const CaseFiles& files, const Options& options);

/// Throws Error{dump} where the case's own tensors are not those of its graph's inputs: a key that no input
/// has, a pinned buffer of another type or size, or an input without a tensor that neither --input fills nor
/// the graph itself would have drawn.
void refuse_other_inputs(const Plan& plan, const GivenTensors& given, const CaseFiles& files,
                         const Options& options);

/// The tensors of a case's own file; a fault in it is Error{dump}.
TensorMap read_own(const std::filesystem::path& file);

}  // namespace ireplay
