#include <gtest/gtest.h>

#include <ctime>
#include <functional>

#include "parser/check.hpp"
#include "parser/check_graph.hpp"
#include "parser/parse.hpp"
#include "replay/case/safetensors.hpp"
#include "replay/lower/make_plan.hpp"
#include "tests/support/broken_dumps.hpp"
#include "tests/support/command_line.hpp"

/// Work in proportion to the text: four times the text takes about four times the processor's time, where
/// something quadratic takes sixteen.
namespace ireplay {
namespace {

/// Of this thread, so that other programs do not count.
double seconds_of(const std::function<void()>& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  };
  const double start = now();
  work();
  return now() - start;
}

void plan_of(const std::string& text) {
  try {
    const Source source("d.txt", text);
    const Dump dump = parse_dump(source);
    check(dump);
    check_graph(dump, nullptr);
    to_text(make_plan({&dump, nullptr, nullptr}, {}));
  } catch (const Error& error) {
    to_text(error);
  }
}

void expect_linear(const char* what, int count, const std::function<std::string(int)>& make,
                   const std::function<void(const std::string&)>& read = plan_of) {
  constexpr double kMost = 8;
  const std::string small = make(count), large = make(4 * count);
  double ratio = 0;
  for (int attempt = 0; attempt < 3; ++attempt) {  // a cold cache or a busy machine is not the work's fault
    const double once = seconds_of([&] { read(small); }), four = seconds_of([&] { read(large); });
    ratio = four / once;
    if (ratio <= kMost) return;
  }
  ADD_FAILURE() << what << ": four times the text takes " << ratio << " times as long";
}

TEST(Scaling, TextsOfAnyShapeTakeTimeInProportion) {
  expect_linear("views of views", 3'000, alias_chain);
  expect_linear("parts of a concat", 2'000, concat_parts);
  expect_linear("unsupported nodes", 1'000, unsupported_nodes);
  expect_linear("names in a fused node", 20'000, long_fused_name);
}

TEST(Scaling, TensorsOfOneFileTakeTimeInProportion) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) /
                                     ("ireplay_scaling_" + std::to_string(getpid()) + ".safetensors");
  expect_linear(
      "tensors in a file", 2'000,
      [](int count) {
        TensorMap tensors;
        for (int k = 0; k < count; ++k)
          tensors["layers." + std::to_string(k) + ".weight"] = {DType::f32, {1}, std::vector<std::byte>(4)};
        std::vector<const HostTensor*> order;
        return safetensors_header(tensors, order) + std::string(4 * static_cast<std::size_t>(count), '\0');
      },
      [&](const std::string& bytes) {
        write_file(file, bytes);
        read_tensors(file);
      });
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace ireplay
