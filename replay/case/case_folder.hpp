#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "parser/source.hpp"
#include "replay/lower/make_plan.hpp"
#include "replay/plan/tensor.hpp"

/// Where graphs lie on disk: debug directories, trees of them, single files, standard input, and the tensors
/// and facts that a capture saved beside the texts.
namespace ireplay {

using TensorHints = std::map<std::string, GraphHints::TensorHint, std::less<>>;

/// The files of one text. A path that is empty is absent. Without `ir` the wrapper is the text.
struct CaseFiles {
  std::string name;            // for reports: the folder or the file as the user would write it; `-`
  std::filesystem::path ir;    // ir_post_fusion.txt, ir_pre_fusion.txt, a log; `-` for standard input
  bool before_fusion = false;  // `ir` is an ir_pre_fusion.txt
  std::filesystem::path pre, wrapper,
      readable;               // ir_pre_fusion.txt, output_code.py, fx_graph_readable.py beside it
  std::filesystem::path log;  // ir_post_fusion.log: the texts of subgraphs too
  std::filesystem::path inputs, outputs, pinned, facts;  // *.safetensors and case.json; of folders only
  std::string
      fault;  // why there is nothing to read here: a path or a subfolder that is missing or unreadable

  /// The files that there are.
  std::vector<std::filesystem::path> all() const;
};

/// Every graph that `path` names: a file, `-`, a folder with an IR text or a wrapper, or a tree of them,
/// sorted by path. A wrapper (*.py) that is named itself is replayed alone, with the tensors beside it.
/// Links to folders are followed, each folder once. Companions are looked for beside files that have a debug
/// directory's name. Throws Error{usage} where there is nothing to read.
std::vector<CaseFiles> find_cases(const std::string& path);

/// The texts, kept alive for what is parsed from them. A log may hold several graphs.
struct CaseTexts {
  std::shared_ptr<const Source> ir, pre, wrapper;
  std::vector<std::shared_ptr<const Source>> logged;  // the wrappers of a log that has one for each graph
  std::size_t graphs = 1;
};

/// With `text_only` the companions are left aside. Throws Error{dump} for a case with a fault and for a file
/// that cannot be read, Error{usage} where the file is one of those that people take for a scheduler's text,
/// with the name of the one that is wanted.
CaseTexts read_texts(const CaseFiles& files, bool text_only);

/// One of the texts; `-` is standard input. Throws Error{dump} where it cannot be read.
std::string read_case_text(const std::filesystem::path& file);

/// What case.json says.
struct CaseFacts {
  std::string torch, gpu;  // the release that wrote the dump and where; empty: not said
  std::map<std::string, std::int64_t, std::less<>> symbols;  // SymInt inputs by name
  /// What the capture's data gave to symbols such as u0; a replay finds that out itself where it has inputs.
  std::map<std::string, std::int64_t, std::less<>> data_symbols;
  TensorHints tensors;                                         // inputs by name
  std::vector<std::string> returns;                            // the return expressions, as in output_code.py
  std::vector<std::optional<GraphHints::TensorHint>> outputs;  // in return order; none: not a tensor
  bool rounded_per_op = false;  // "reference" tells of eager, or "reference_rounding" of "per_op"
  std::map<std::string, std::vector<int>> groups;  // of collectives: world ranks by the group's name
  std::optional<Tf32> tf32;                        // "flags"
  int rank = -1;                                   // of the capture; -1: not said
};

/// Empty facts for an empty path. Throws Error{dump} that names the file and what is wrong in it.
CaseFacts read_facts(const std::filesystem::path& file);

/// Types and shapes of the inputs as fx_graph_readable.py's `forward` annotates them; what is not of that
/// form is left out. `SymInt` values are not stated there.
TensorHints read_annotations(const std::string& text);

/// `bf16[2048,128]`, `torch.float32[8]`, `f32[]`, with strides `bf16[2048,128]:1,2048`.
/// Throws Error{usage} that shows the form.
GraphHints::TensorHint parse_layout(const std::string& text);

}  // namespace ireplay
