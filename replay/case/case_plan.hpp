#pragma once

#include <optional>

#include "replay/case/case_folder.hpp"

/// From the files of a case to its plan: what the texts say, and what else is known about the graph.
namespace ireplay {

struct ParsedCase {
  Dump ir;
  std::optional<Dump> pre;
  std::optional<Wrapper> wrapper;
  std::vector<Dump> subgraphs = {};  // in the order of the log
  bool before_fusion = false;
  bool wrapper_alone = false;              // there is no scheduler text, and `ir` is empty
  std::vector<std::string> warnings = {};  // of `check_graph`

  GraphTexts texts() const;
};

/// Parses and checks graph number `graph` of the text and its companions, which belong to a text with one
/// graph. The one way from texts to what is lowered. `texts` must outlive the result.
ParsedCase load_graph(const CaseFiles& files, const CaseTexts& texts, std::size_t graph);

/// Lowers what was loaded; the plan carries the warnings of the check.
Plan lower_graph(const ParsedCase& parsed, const GraphHints& hints, const Evaluator* evaluator = nullptr);

/// What is known beside the texts, the later ones taking precedence: fx_graph_readable.py's annotations
/// (where there is no wrapper and `text_only` is not set), case.json, the tensors given for inputs, --sym,
/// --layout and --tf32.
GraphHints make_hints(const CaseFiles& files, const CaseFacts& facts, const TensorMap& given,
                      const GraphHints& options, bool text_only);

}  // namespace ireplay
