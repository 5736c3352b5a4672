#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Captured cases with something broken in one of their files, each from a seed alone.
namespace ireplay {

/// A case folder in memory.
struct CaseInMemory {
  struct File {
    std::string name, content;  // the name may lie in a folder: rank1/case.json
  };
  std::string name;
  std::vector<File> files;  // texts, case.json, tensors, kernels
};

/// The captured cases of testdata's corpus, corpus_language, corpus_versions, captures and language whose
/// files, cubins not counted, have at most `most_bytes` together. What several ranks captured is one case.
std::vector<CaseInMemory> read_small_cases(std::size_t most_bytes);

/// One of the cases after one to three mutations of one of its files: bytes; lines; structure (nodes dropped,
/// doubled, renamed, moved, taken from another case; items of lists and arguments; brackets in brackets; a
/// cut); the wrapper's statements; numbers (boundary numbers, negative ones, ones beside), names and types;
/// headers and elements of tensor files. Or after one change that all its texts share, or with a file missing
/// or another's.
CaseInMemory mutated(const std::vector<CaseInMemory>& cases, std::uint64_t seed);

}  // namespace ireplay
