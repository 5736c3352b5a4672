// Whether `bisect` finds an op that was made wrong on purpose: `bisect_bench [SEED [FOLDER of testdata
// ...]]`.
//
// In every captured graph one op at a time gets another constant, another operator, an index without a
// variable or another type, or a saved tensor is changed; the judge has the right intermediates (or the
// changed ones), and the op must be named.
#include <cstdio>
#include <cstdlib>
#include <map>

#include "parser/source.hpp"
#include "tests/support/corruption.hpp"

using namespace ireplay;

namespace {

struct Count {
  int tried = 0, exact = 0, of_two = 0;
};

std::string list(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text.append(text.empty() ? "" : " ").append(name);
  return text.empty() ? "nobody" : text;
}

}  // namespace

int main(int argc, char** argv) {
  const auto seed = static_cast<unsigned>(argc > 1 ? std::atoi(argv[1]) : 1);
  std::vector<std::string> folders(argv + std::min(argc, 2), argv + argc);
  if (folders.empty()) folders = {"corpus", "corpus_versions", "captures"};
  std::map<std::string, Count> counts;
  int graphs = 0;
  for (const std::string& folder : folders)
    for (const CaseFiles& files : captured_with_tensors(folder)) {
      const std::string name = std::filesystem::relative(files.name, IREPLAY_TESTDATA).string();
      std::mt19937 random(seed + static_cast<unsigned>(graphs++));
      try {
        const CorruptedCase graph(files);
        for (const Fault fault : kFaults) {
          const std::optional<Trial> trial = graph.try_fault(fault, random);
          if (!trial) continue;
          for (const std::string& row : {std::string(name_of(fault)), std::string("all")}) {
            counts[row].tried += 1;
            counts[row].exact += trial->is_exact();
            counts[row].of_two += trial->is_one_of_two();
          }
          if (!trial->is_exact())
            std::printf("%s: %s of %s (%s): named %s\n", name.c_str(), std::string(name_of(fault)).c_str(),
                        trial->op.c_str(), trial->change.c_str(), list(trial->named).c_str());
        }
      } catch (const Error& error) {
        std::fputs((name + ": " + to_text(error)).c_str(), stderr);
      }
    }
  std::printf("%d graphs, seed %u\n", graphs, seed);
  for (const auto& [row, count] : counts)
    std::printf("%-9s %4d faults: %4d named exactly (%.1f %%), %d among two, %d not\n", row.c_str(),
                count.tried, count.exact, 100.0 * count.exact / std::max(1, count.tried), count.of_two,
                count.tried - count.exact - count.of_two);
}
