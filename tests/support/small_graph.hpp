#pragma once

#include <memory>
#include <string>

#include "parser/parse.hpp"
#include "replay/lower/make_plan.hpp"

namespace ireplay {

/// Texts of one graph kept together with what was parsed from them.
struct SmallGraph {
  SmallGraph(const std::string& text, const std::string& wrapper_text)
      : source(std::make_unique<Source>("ir_post_fusion.txt", text)), dump(parse_dump(*source)) {
    if (wrapper_text.empty()) return;
    wrapper_source = std::make_unique<Source>("output_code.py", wrapper_text);
    wrapper = std::make_unique<Wrapper>(parse_wrapper(*wrapper_source));
  }

  Plan plan(const GraphHints& hints = {}) const { return make_plan({&dump, nullptr, wrapper.get()}, hints); }

  std::unique_ptr<Source> source, wrapper_source;
  Dump dump;
  std::unique_ptr<Wrapper> wrapper;
};

/// What making the plan throws, as the user sees it; "no error" where it throws nothing.
inline std::string error_of(const SmallGraph& graph, const GraphHints& hints = {}) {
  try {
    graph.plan(hints);
  } catch (const Error& error) {
    return to_text(error);
  }
  return "no error";
}

}  // namespace ireplay
