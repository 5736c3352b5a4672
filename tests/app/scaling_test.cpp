#include <gtest/gtest.h>
#include <malloc.h>

#include <cstdlib>
#include <ctime>
#include <functional>
#include <new>

#include "parser/check.hpp"
#include "parser/check_graph.hpp"
#include "parser/parse.hpp"
#include "replay/case/safetensors.hpp"
#include "replay/lower/make_plan.hpp"
#include "replay/passes/plan_difference.hpp"
#include "tests/support/broken_dumps.hpp"
#include "tests/support/command_line.hpp"

/// Work in proportion to the text: twice the text takes at most 2.2 times the memory, in blocks, bytes and at
/// the highest, and at most 2.2 times the instructions, where something quadratic takes four times as many.
namespace ireplay {
namespace {

/// What `new` gave out since a count began.
struct Allocations {
  std::uint64_t blocks = 0, bytes = 0, held = 0, most_held = 0;
};
thread_local Allocations* counting = nullptr;

void* counted(std::size_t bytes) {
  void* const block = std::malloc(bytes);
  if (block == nullptr) throw std::bad_alloc();
  if (counting != nullptr) {
    const std::uint64_t usable = malloc_usable_size(block);
    counting->blocks += 1;
    counting->bytes += usable;
    counting->held += usable;
    counting->most_held = std::max(counting->most_held, counting->held);
  }
  return block;
}

void uncounted(void* block) noexcept {
  if (counting != nullptr && block != nullptr)
    counting->held -= std::min<std::uint64_t>(counting->held, malloc_usable_size(block));
  std::free(block);
}

Allocations allocations_of(const std::function<void()>& work) {
  Allocations counts;
  counting = &counts;
  work();
  counting = nullptr;
  return counts;
}

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

TensorMap small_tensors(int count) {
  TensorMap tensors;
  for (int k = 0; k < count; ++k)
    tensors["layers." + std::to_string(k) + ".weight"] = {DType::f32, {1}, HostBytes(4)};
  return tensors;
}

constexpr double kMostGrowth = 2.2;

void expect_doubles(const std::string& what, std::uint64_t once, std::uint64_t twice) {
  EXPECT_LE(static_cast<double>(twice), kMostGrowth * static_cast<double>(once)) << what;
}

void expect_linear(const std::string& what, int count, const std::function<std::string(int)>& make,
                   const std::function<void(const std::string&)>& read = plan_of) {
  const std::string small = make(count), large = make(2 * count);
  read(small);  // tables that are made once
  const Allocations once = allocations_of([&] { read(small); }), twice = allocations_of([&] { read(large); });
  expect_doubles(what + ": blocks", once.blocks, twice.blocks);
  expect_doubles(what + ": bytes", once.bytes, twice.bytes);
  expect_doubles(what + ": bytes at once", once.most_held, twice.most_held);
  constexpr double kFarTooLong = 3.5;  // time is no count: what is quadratic takes four times as long
  double ratio = 0;
  for (int attempt = 0; attempt < 3; ++attempt) {  // a cold cache or a busy machine is not the work's fault
    const double first = seconds_of([&] { read(small); });
    ratio = seconds_of([&] { read(large); }) / first;
    if (ratio <= kFarTooLong) return;
  }
  ADD_FAILURE() << what << ": twice the text takes " << ratio << " times as long";
}

TEST(Scaling, TextsOfAnyShapeTakeTimeInProportion) {
  expect_linear("nodes in a chain", 1'000, node_chain);
  expect_linear("nodes that read one input", 1'000, readers_of_one);
  expect_linear("ops in a node", 4'000, long_body);
  expect_linear("views of views", 3'000, alias_chain);
  expect_linear("parts of a concat", 2'000, concat_parts);
  expect_linear("unsupported nodes", 1'000, unsupported_nodes);
  expect_linear("names in a fused node", 20'000, long_fused_name);
}

TEST(Scaling, WrappersTakeTimeInProportion) {
  const std::string between = "# ---- output_code.py\n";
  expect_linear(
      "calls of a wrapper", 1'000,
      [&](int count) { return node_chain(count) + between + wrapper_of_chain(count); },
      [&](const std::string& both) {
        const std::size_t at = both.find(between);
        const Source text("ir_post_fusion.txt", both.substr(0, at));
        const Source code("output_code.py", both.substr(at + between.size()));
        const Dump dump = parse_dump(text);
        const Wrapper wrapper = parse_wrapper(code);
        check_graph(dump, &wrapper);
        to_text(make_plan({&dump, nullptr, &wrapper}, {}));
      });
}

TEST(Scaling, DifferencesOfGraphsTakeTimeInProportion) {
  for (const auto& make : {node_chain, readers_of_one})
    expect_linear("nodes on two sides", 1'000, make, [](const std::string& text) {
      const Source source("d.txt", text);
      const Dump dump = parse_dump(source);
      const Plan plan = make_plan({&dump, nullptr, nullptr}, {});
      EXPECT_EQ(find_changes(plan, plan).size(), plan.steps.size());
    });
}

TEST(Scaling, TensorsOfOneFileTakeTimeInProportion) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) /
                                     ("ireplay_scaling_" + std::to_string(getpid()) + ".safetensors");
  expect_linear(
      "tensors in a file", 2'000,
      [](int count) {
        const TensorMap tensors = small_tensors(count);
        std::vector<const HostTensor*> order;
        return safetensors_header(tensors, order) + std::string(4 * static_cast<std::size_t>(count), '\0');
      },
      [&](const std::string& bytes) {
        write_file(file, bytes);
        read_tensors(file);
      });
  std::filesystem::remove(file);
}

/// Instructions of the whole program, as Valgrind counts them: of n, 2n and 4n, so that its start does not
/// count.
class Instructions : public CommandLine {
 protected:
  void SetUp() override {
    if (std::system("valgrind --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "needs valgrind";
  }

  std::uint64_t count(const std::string& arguments) {
    const Outcome outcome =
        ireplay(arguments, "valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null");
    const std::size_t at = outcome.err.find("refs:");
    EXPECT_NE(at, std::string::npos) << outcome.err.substr(0, 500);
    std::uint64_t instructions = 0;  // I   refs:      12,345,678
    for (std::size_t k = at; k < outcome.err.size() && outcome.err[k] != '\n'; ++k)
      if (outcome.err[k] >= '0' && outcome.err[k] <= '9')
        instructions = 10 * instructions + static_cast<std::uint64_t>(outcome.err[k] - '0');
    return instructions;
  }

  void expect_linear(const std::string& what, const std::function<std::string(int)>& command, int least) {
    const std::uint64_t one = count(command(least)), two = count(command(2 * least)),
                        four = count(command(4 * least));
    expect_doubles(what + ": instructions", two - one, four - two);
  }
};

TEST_F(Instructions, OfGraphsThatAreRunGrowInProportion) {
  const auto run = [&](std::string (*make)(int)) {
    return [this, make](int count) {
      return "run --device cpu --threads 1 --no-timing -q " + put(folder_ / "d.txt", make(count));
    };
  };
  expect_linear("nodes that read one input", run(readers_of_one), 25);
  expect_linear("ops in a node", run(long_body), 100);
  expect_linear(
      "nodes with a wrapper",
      [this](int count) {
        put(folder_ / "case/output_code.py", wrapper_of_chain(count));
        put(folder_ / "case/ir_post_fusion.txt", node_chain(count));
        return "run --device cpu --threads 1 --no-timing -q '" + (folder_ / "case").string() + "'";
      },
      25);
}

TEST_F(Instructions, OfReportsGrowInProportion) {
  expect_linear(
      "nodes in reports",
      [this](int count) {
        const std::string to = (folder_ / "report").string();
        return "run --device cpu --threads 1 --no-timing -q --json " + to + ".json --html " + to +
               ".html --junit " + to + ".xml --csv " + to + ".csv --trace " + to + ".trace " +
               put(folder_ / "d.txt", node_chain(count));
      },
      100);
}

TEST_F(Instructions, OfTextsThatAreCheckedGrowInProportion) {
  const auto check = [&](std::string (*make)(int)) {
    return [this, make](int count) { return "check -q " + put(folder_ / "d.txt", make(count)); };
  };
  expect_linear("views of views", check(alias_chain), 50);
  expect_linear("parts of a concat", check(concat_parts), 50);
  expect_linear("unsupported nodes", check(unsupported_nodes), 50);
  expect_linear("names in a fused node", check(long_fused_name), 5'000);
}

TEST_F(Instructions, OfFilesOfTensorsGrowInProportion) {
  expect_linear(
      "tensors in a file",
      [this](int count) {
        const std::string file = put(folder_ / "t.safetensors", small_tensors(count));
        return "compare " + file + " " + file;
      },
      200);
}

}  // namespace
}  // namespace ireplay

void* operator new(std::size_t bytes) { return ireplay::counted(bytes); }
void operator delete(void* block) noexcept { ireplay::uncounted(block); }
void operator delete(void* block, std::size_t) noexcept { ireplay::uncounted(block); }
