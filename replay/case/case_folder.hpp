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

/// The files of one text. A path that is empty is absent.
struct CaseFiles {
  std::string name;            // for reports: the folder or the file as the user would write it; `-`
  std::filesystem::path ir;    // ir_post_fusion.txt, ir_pre_fusion.txt, a log; `-` for standard input
  bool before_fusion = false;  // `ir` is an ir_pre_fusion.txt
  std::filesystem::path pre, wrapper,
      readable;  // ir_pre_fusion.txt, output_code.py, fx_graph_readable.py beside it
  std::filesystem::path inputs, outputs, pinned, facts;  // *.safetensors and case.json; of folders only
};

/// Every graph that `path` names: a file, `-`, a folder with an IR text, or a tree of them, sorted by path.
/// Links to folders are followed, each folder once. Companions are looked for beside files that have a debug
/// directory's name. Throws Error{usage} where there is nothing to read.
std::vector<CaseFiles> find_cases(const std::string& path);

/// The texts, kept alive for what is parsed from them. A log may hold several graphs.
struct CaseTexts {
  std::shared_ptr<const Source> ir, pre, wrapper;
  std::size_t graphs = 1;
};

/// With `text_only` the companions are left aside.
CaseTexts read_texts(const CaseFiles& files, bool text_only);

/// What case.json says.
struct CaseFacts {
  std::string torch, gpu;  // the release that wrote the dump and where; empty: not said
  std::map<std::string, std::int64_t, std::less<>> symbols;    // SymInt inputs by name
  TensorHints tensors;                                         // inputs by name
  std::vector<std::string> returns;                            // the return expressions, as in output_code.py
  std::vector<std::optional<GraphHints::TensorHint>> outputs;  // in return order; none: not a tensor
  bool rounded_per_op = false;                                 // "reference_rounding": "per_op"
};

/// Empty facts for an empty path. Throws Error{usage} that names the file and what is wrong in it.
CaseFacts read_facts(const std::filesystem::path& file);

/// Types and shapes of the inputs as fx_graph_readable.py's `forward` annotates them; what is not of that
/// form is left out. `SymInt` values are not stated there.
TensorHints read_annotations(const std::string& text);

/// `bf16[2048,128]`, `torch.float32[8]`, `f32[]`, with strides `bf16[2048,128]:1,2048`.
/// Throws Error{usage} that shows the form.
GraphHints::TensorHint parse_layout(const std::string& text);

}  // namespace ireplay
