#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "replay/case/case_plan.hpp"

/// A few ops of a graph as a graph of their own: texts in the form in which PyTorch writes them, and a case
/// folder with tensors.
///
/// Nodes keep their lines and names. Buffers that other ops write become inputs, users that are left out
/// become OUTPUT. The wrapper keeps the calls and kernels of these ops; its prologue, allocations and return
/// are written anew. What an op writes into memory of another buffer (a concat, a mutation) stays so: that
/// buffer becomes an input that the graph changes.
namespace ireplay {

struct CutGraph {
  std::string text;                  // ir_post_fusion.txt
  std::string pre;                   // ir_pre_fusion.txt; empty where it is not needed
  std::string wrapper;               // output_code.py; empty where the graph has none
  std::vector<std::string> inputs;   // names of buffers, in the wrapper's order
  std::vector<std::string> returns;  // names of buffers, in the wrapper's order
  std::vector<std::string> changed;  // inputs that the graph writes
  std::map<std::string, std::int64_t, std::less<>> symbols;  // values of the sizes in the texts
};

/// `ops`: nodes, fused or parts of them. Throws Error{usage} for a name that the text does not have.
/// `plan` is that of `parsed`.
CutGraph cut_graph(const ParsedCase& parsed, const GraphHints& hints, const Plan& plan,
                   const std::vector<std::string>& ops);

/// Writes the folder: texts, inputs.safetensors, outputs.safetensors and case.json, which says what `facts`
/// (the case.json of the whole graph, or empty) says of the machine. `before` has every input, `after` every
/// buffer that is returned or changed, by name. `readable`: fx_graph_readable.py, may be empty.
void write_case(const std::filesystem::path& folder, const CutGraph& graph, const Plan& plan,
                const TensorMap& before, const TensorMap& after, const std::filesystem::path& facts,
                const std::string& readable);

}  // namespace ireplay
