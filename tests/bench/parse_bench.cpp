#include <sys/resource.h>

#include <cctype>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "parser/check.hpp"
#include "parser/parse.hpp"
#include "replay/lower/make_plan.hpp"

/// Times parse, check and lowering of a large dump, made by repeating the nodes of captured ones with new
/// names. Usage: parse_bench [MEGABYTES [DUMP...]]; with IREPLAY_BENCH_TEXT=FILE the dump is written there as
/// well.
namespace {

using namespace ireplay;
namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
  std::stringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

/// Where the number of a name such as op12, buf3 or arg4_1 starts; 0 where no such name starts at `at`.
std::size_t number_of_name(const std::string& text, std::size_t at) {
  if (at > 0 && (std::isalpha(static_cast<unsigned char>(text[at - 1])) != 0)) return 0;
  for (const std::string_view word : {"op", "buf", "arg"}) {
    const std::size_t digits = at + word.size();
    if (text.compare(at, word.size(), word) == 0 && digits < text.size() && std::isdigit(text[digits]) != 0)
      return digits;
  }
  return 0;
}

/// Adds `shift` to the number of every op12, buf12 and arg12_1, so that no two copies of a node share names.
std::string renamed(const std::string& text, std::size_t shift) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t digits = number_of_name(text, at);
    if (digits == 0) {
      result += text[at++];
      continue;
    }
    result.append(text, at, digits - at);
    std::size_t number = 0;
    for (; digits < text.size() && std::isdigit(text[digits]) != 0; ++digits)
      number = number * 10 + text[digits] - '0';
    result += std::to_string(number + shift);
    at = digits;
  }
  return result;
}

std::string large_dump(std::size_t bytes, const std::vector<fs::path>& files) {
  std::string result;
  for (std::size_t copy = 0; result.size() < bytes; ++copy) {
    result += renamed(read_file(files[copy % files.size()]), copy * 1000);
  }
  return result;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

/// Processor time, so that what else runs on the machine does not count.
double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

void report(const char* what, std::size_t bytes, double start) {
  const double seconds = cpu_seconds() - start;
  const double megabytes = static_cast<double>(bytes) / 1e6;
  std::cout << what << ": " << seconds << " s, " << megabytes / seconds << " MB/s, peak memory "
            << peak_megabytes() / megabytes << " times the text\n";
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t bytes = (argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100) * 1'000'000;
  std::vector<fs::path> files(argv + std::min(argc, 2), argv + argc);
  if (files.empty()) {
    for (const char* name : {"rd_layernorm.0", "rd_groupnorm.0", "op_adam_foreach.0", "pw_cat_stack_pad.0",
                             "rd_softmax_wide.0"}) {
      files.push_back(fs::path(IREPLAY_TESTDATA) / "corpus" / name / "ir_post_fusion.txt");
    }
  }
  std::string text = large_dump(bytes, files);
  text.shrink_to_fit();
  const std::size_t size = text.size();
  std::cout << size / 1'000'000 << " MB\n";
  if (const char* file = std::getenv("IREPLAY_BENCH_TEXT")) std::ofstream(file, std::ios::binary) << text;
  try {
    const double begin = cpu_seconds();
    double start = begin;
    const Source source("bench", std::move(text));
    report("source", size, start);
    start = cpu_seconds();
    const Dump dump = parse_dump(source);
    report("parse", size, start);
    start = cpu_seconds();
    check(dump);
    report("check", size, start);
    start = cpu_seconds();
    const Plan plan = make_plan({&dump}, {});
    report("plan", size, start);
    report("all of it", size, begin);
    std::cout << plan.steps.size() << " steps, " << dump.nodes.size() << " nodes, " << dump.statements.size()
              << " statements\n";
  } catch (const Error& error) {
    std::cerr << to_text(error);
    return 1;
  }
  return 0;
}
