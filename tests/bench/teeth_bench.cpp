// What verdicts on captured graphs would let pass: `teeth_bench [FOLDER of testdata ...]`.
//
// For each floating type the median and the largest uniform factor that would pass, then every wrong result
// that did, with the noise that explains it.
#include <algorithm>
#include <cstdio>
#include <map>

#include "parser/source.hpp"
#include "tests/support/teeth.hpp"

using namespace ireplay;

int main(int argc, char** argv) {
  std::vector<std::string> folders(argv + 1, argv + argc);
  if (folders.empty()) folders = {"corpus", "corpus_versions", "captures"};
  std::map<std::string, std::vector<double>> factors;
  std::vector<Bitten> passed;
  int tried = 0, graphs = 0;
  for (const std::string& folder : folders)
    for (const CaseFiles& files : captured_with_tensors(folder)) {
      try {
        const std::string name = std::filesystem::relative(files.name, IREPLAY_TESTDATA).string();
        const TeethOfCase teeth = try_teeth(CapturedCase(files), name);
        graphs += 1;
        tried += teeth.tried;
        for (const Comparison& c : teeth.right)
          factors[std::string(info(c.dtype).name)].push_back(c.teeth.factor - 1);
        passed.insert(passed.end(), teeth.passed.begin(), teeth.passed.end());
      } catch (const Error& error) {
        std::fputs(to_text(error).c_str(), stderr);
      }
    }
  std::printf("%d graphs, %d wrong results, %zu of them passed\n", graphs, tried, passed.size());
  for (auto& [type, list] : factors) {
    std::sort(list.begin(), list.end());
    std::printf("%-8s %4zu outputs: factor that passes 1 + %.2g in the median, 1 + %.2g at worst\n",
                type.c_str(), list.size(), list[list.size() / 2], list.back());
  }
  for (const Bitten& b : passed)
    std::printf("%s %s (%s, %lld elements): %s; allowed rms is %.2g of the reference's\n", b.graph.c_str(),
                b.output.c_str(), std::string(info(b.dtype).name).c_str(), static_cast<long long>(b.elements),
                b.change.c_str(), b.noise);
}
