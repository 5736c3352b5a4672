#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "replay/case/case_plan.hpp"
#include "replay/case/random_inputs.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/cuda/original/graph_launches.hpp"
#include "replay/cuda/original/places.hpp"
#include "replay/data/data_plan.hpp"

namespace ireplay {

/// A case of testdata with its compiled kernels, and its plan as the data of the case decides it.
struct PlacedCase {
  CaseFiles files;
  CaseTexts texts;
  CaseFacts facts;
  ParsedCase parsed;
  TensorMap inputs;
  Plan plan;
  std::vector<OriginalKernel> kernels;
  GraphLaunches launched;
  std::vector<OriginalGroup> groups;

  explicit PlacedCase(const std::filesystem::path& folder)
      : files(find_cases(folder.string()).at(0)),
        texts(read_texts(files, false)),
        facts(read_facts(files.facts)),
        parsed(load_graph(files, texts, 0)) {
    TensorMap given = files.inputs.empty() ? TensorMap() : read_tensors(files.inputs);
    if (!files.pinned.empty()) given.merge(read_tensors(files.pinned));
    const GraphHints hints = make_hints(files, facts, given, {}, false);
    plan = lower_with_data(parsed, hints, {given});
    std::vector<std::string> random;
    inputs = make_inputs(plan, given, {}, 0, random);
    kernels = read_kernels(folder / "kernels");
    launched = launches_of_graph(parsed.texts(), hints, kernels, plan);
    groups = group_launches(launched.launches, launched.ops, plan);
  }
  PlacedCase(const PlacedCase&) = delete;
};

}  // namespace ireplay
