#include <algorithm>
#include <iostream>
#include <map>

#include "replay/engine.hpp"
#include "tests/support/captured_case.hpp"

/// How many captured graphs with Triton kernels are replayed by output_code.py alone: against the tensors
/// that PyTorch returned, and against the replay of the scheduler text. Usage: wrapper_alone_bench
/// [FOLDER...], those of testdata without; the exit code is 1 where a replayed graph differs.
namespace {

using namespace ireplay;

struct Counts {
  std::size_t agree = 0, differ = 0, refused = 0;
  std::map<std::string, std::size_t> reasons;
};

bool is_triton(const CaseFiles& files) {
  if (files.inputs.empty() || files.outputs.empty() || files.wrapper.empty() || files.ir.empty())
    return false;
  const CaseTexts texts = read_texts(files, false);
  return texts.wrapper->text().find("async_compile.triton(") != std::string_view::npos;
}

TensorMap run(const CapturedCase& captured) {
  RunOptions options;
  options.measure = false;
  return make_cpu_engine()->run(captured.plan(), captured.inputs(), options).outputs;
}

bool all_pass(const std::vector<Comparison>& comparisons) {
  return std::ranges::all_of(comparisons,
                             [](const Comparison& c) { return c.passes() || c.status == Status::skipped; });
}

/// The sentence without what is of this graph alone.
std::string kind_of(const Error& error) {
  std::string text = error.what();
  if (const std::size_t colon = text.find(": "); colon != text.npos && text.starts_with("triton_"))
    text.erase(0, colon + 2);
  return text.substr(0, text.find('\n'));
}

void measure(const CaseFiles& files, Counts& counts) {
  try {
    CaseFiles lone = files;
    lone.ir.clear();
    lone.pre.clear();
    lone.readable.clear();
    const CapturedCase alone(lone);
    const TensorMap outputs = run(alone);
    bool agrees = all_pass(alone.judge(outputs));
    try {
      agrees = agrees && all_pass(alone.judge(outputs, run(CapturedCase(files))));
    } catch (const Error&) {
      // the scheduler text can't be replayed
    }
    if (!agrees) std::cout << files.name << " differs\n";
    ++(agrees ? counts.agree : counts.differ);
  } catch (const Error& error) {
    ++counts.refused;
    ++counts.reasons[kind_of(error)];
  }
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> folders(arguments + 1, arguments + count);
  if (folders.empty())
    for (const char* folder : {"corpus", "corpus_versions", "captures"})
      folders.push_back(std::string(IREPLAY_TESTDATA) + "/" + folder);
  Counts counts;
  for (const std::string& folder : folders)
    for (const CaseFiles& files : find_cases(folder))
      if (is_triton(files)) measure(files, counts);
  std::cout << counts.agree << " agree, " << counts.differ << " differ, " << counts.refused << " refused\n";
  for (const auto& [reason, times] : counts.reasons) std::cout << "  " << times << "  " << reason << '\n';
  return counts.differ == 0 ? 0 : 1;
}
