#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "replay/case/case_plan.hpp"

/// Where an op comes from: its lines in the text, and what the wrapper's comments and fx_graph_readable.py
/// say of the model that it was made of.
namespace ireplay {

struct Origin {
  std::string file;  // of the scheduler text; empty where it has no such node
  std::size_t first_line = 0, last_line = 0;
  std::string_view text;              // these lines
  std::string_view body;              // of these the loop body; empty for a library call
  std::string kernel;                 // triton_poi_fused_add_0, extern_kernels.mm
  std::string wrapper_line;           // output_code.py:140 of the call; empty where it is not found
  std::vector<std::string> modules;   // `Source Nodes`: layer_norm
  std::vector<std::string> aten;      // `Original ATen`: aten.native_layer_norm
  std::vector<std::string> fx_nodes;  // what the modules became: var_mean, rsqrt
  std::vector<std::string> model;     // model.py:12 in forward: `x = self.norm(x)`
};

/// `op`: a node of the text, fused or a part. The wrapper says it of kernels, so parts of one kernel have the
/// same origin beside their lines. `readable`: text of fx_graph_readable.py, may be empty. Views point into
/// the texts of `parsed`.
Origin find_origin(const ParsedCase& parsed, std::string_view readable, std::string_view op);

/// Names of the buffers that a node and its parts write; with `changed` those too whose memory they change.
std::set<std::string_view> buffers_written_by(const Dump& dump, const Node& node, bool changed);

}  // namespace ireplay
