#include "tests/support/mutation.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/commands.hpp"
#include "app/options.hpp"
#include "replay/case/tensor_file.hpp"

/// Captured cases with something broken: every run ends with an exit code of the contract and says where the
/// input is at fault, within two seconds and a gigabyte, and `check` refuses what `run` refuses.
///
/// IREPLAY_MUTATIONS=100000 tries more, IREPLAY_SEED=7 begins elsewhere; a failing seed alone: IREPLAY_SEED
/// of it and IREPLAY_MUTATIONS=1, which leaves the case in the folder that it prints.
namespace ireplay {
namespace {

namespace fs = std::filesystem;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// What a process and its children see: the mutation under way and what was wrong with the last one.
struct Progress {
  std::uint64_t next = 0;
  std::array<std::uint64_t, 8> codes{};  // how many runs ended with each exit code
  char wrong[2000] = "";
};

class Runner {
 public:
  Runner(const std::vector<CaseInMemory>& cases, Progress& progress, fs::path folder)
      : cases_(cases), progress_(progress), folder_(std::move(folder)) {}

  /// Mutations up to `end` or the first that is wrong.
  void run(std::uint64_t end) {
    redirect();
    for (; progress_.next < end; ++progress_.next) {
      alarm(0);
      write(mutated(cases_, progress_.next));
      alarm(kSeconds);
      const std::string wrong = try_case();
      alarm(0);
      if (wrong.empty()) continue;
      std::fill(std::begin(progress_.wrong), std::end(progress_.wrong), '\0');
      wrong.copy(progress_.wrong, sizeof progress_.wrong - 1);
      return;
    }
  }

 private:
  static constexpr unsigned kSeconds = 20;  // of the clock; two of the processor on a machine of one's own
  static constexpr rlim_t kBytes = rlim_t{2} << 30;

  void redirect() {
    errors_ = memfd_create("errors", 0);
    dup2(errors_, STDERR_FILENO);
    dup2(errors_, STDOUT_FILENO);
    const rlimit limit{kBytes, kBytes};
    setrlimit(RLIMIT_AS, &limit);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
  }

  void write(const CaseInMemory& broken) const {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    for (const CaseInMemory::File& file : broken.files)
      std::ofstream(folder_ / file.name, std::ios::binary) << file.content;
  }

  struct Outcome {
    int code = 0;
    std::string text;
  };

  Outcome call(std::vector<std::string> words) {
    if (ftruncate(errors_, 0) != 0) return {99, "ftruncate"};
    lseek(errors_, 0, SEEK_SET);
    words.insert(words.begin(), "ireplay");
    std::vector<char*> arguments;
    std::ranges::transform(words, std::back_inserter(arguments),
                           [](std::string& word) { return word.data(); });
    Outcome outcome;
    try {
      Options options;
      const auto done = parse_options(static_cast<int>(arguments.size()), arguments.data(), options);
      outcome.code = done ? *done : find_command(options.command)->run(options);
    } catch (const std::exception& error) {
      outcome = {98, std::string("thrown: ") + error.what()};
    }
    std::fflush(stdout);
    outcome.text.resize(static_cast<std::size_t>(lseek(errors_, 0, SEEK_END)));
    if (pread(errors_, outcome.text.data(), outcome.text.size(), 0) < 0) outcome.code = 97;
    return outcome;
  }

  std::string try_case() {
    const Outcome run =
        call({"run", "--device", "cpu", "--no-timing", "--threads", "1", "-q", folder_.string()});
    const Outcome check = call({"check", "-q", folder_.string()});
    const auto wrong = [&](const std::string& what) {
      return what + "\nrun " + std::to_string(run.code) + ": " + run.text.substr(0, 700) + "\ncheck " +
             std::to_string(check.code) + ": " + check.text.substr(0, 700);
    };
    if (run.code < 0 || run.code > 7 || check.code < 0 || check.code > 7) return wrong("exit code");
    ++progress_.codes[static_cast<std::size_t>(run.code)];
    const bool refused = run.code == 3 || run.code == 4;
    if (refused && !names_a_place(run.text)) return wrong("no place");
    if (check.code != 0 && check.code != run.code) return wrong("run takes what check refuses");
    // the values of tensors are the run's business
    const bool of_values = run.text.find("outputs.safetensors") != std::string::npos ||
                           run.text.find(" indexes ") != std::string::npos;
    if (check.code == 0 && refused && !of_values) return wrong("check takes what run refuses");
    return "";
  }

  /// `file:12:3: error` or the file whose content is at fault.
  bool names_a_place(const std::string& text) const {
    return text.find(folder_.string() + "/") != std::string::npos ||
           text.find("in or under '" + folder_.string()) != std::string::npos;
  }

  const std::vector<CaseInMemory>& cases_;
  Progress& progress_;
  fs::path folder_;
  int errors_ = -1;
};

TEST(Mutations, EndInOrder) {
  constexpr std::size_t kSmall = 60'000;
  const std::vector<CaseInMemory> cases = read_small_cases(kSmall);
  ASSERT_GT(cases.size(), 20U);
  const std::uint64_t seed = number_from("IREPLAY_SEED", 1), count = number_from("IREPLAY_MUTATIONS", 200);
  std::printf("%llu mutations from seed %llu on\n", static_cast<unsigned long long>(count),
              static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  const fs::path folder = fs::path(testing::TempDir()) / ("ireplay_mutation_" + std::to_string(getpid()));
  auto* const progress = static_cast<Progress*>(
      mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  ASSERT_NE(progress, MAP_FAILED);
  *progress = {.next = seed};
  while (progress->next < seed + count) {
    const pid_t child = fork();
    if (child == 0) {
      Runner(cases, *progress, folder).run(seed + count);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status))
      ADD_FAILURE() << "seed " << progress->next << ": signal " << WTERMSIG(status)
                    << (WTERMSIG(status) == SIGALRM ? " (takes too long)" : "");
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
      ADD_FAILURE() << "seed " << progress->next << ": exit " << WEXITSTATUS(status);
    if (progress->wrong[0] != 0) ADD_FAILURE() << "seed " << progress->next << ": " << progress->wrong;
    if (progress->next < seed + count) ++progress->next;
    progress->wrong[0] = 0;
  }
  for (std::size_t code = 0; code < progress->codes.size(); ++code)
    if (progress->codes[code] > 0)
      std::printf("exit code %zu: %llu\n", code, static_cast<unsigned long long>(progress->codes[code]));
  if (count > 1)
    fs::remove_all(folder);
  else
    std::printf("%s\n", folder.c_str());
}

}  // namespace
}  // namespace ireplay
