#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

/// Which folder may include which: the source tree is read and every include of a forbidden arrow is named.
namespace ireplay {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = IREPLAY_SOURCE;

/// `replay/lower` for what lies in replay/lower/body/, `parser` for all of parser/.
std::string room_of(const std::string& path) {
  const std::size_t first = path.find('/');
  if (path.substr(0, first) != "replay") return path.substr(0, first);
  const std::size_t second = path.find('/', first + 1);
  return second == std::string::npos ? "replay" : path.substr(0, second);
}

/// By room: rooms that nothing in it may include.
const std::map<std::string, std::vector<std::string>> kForbidden = {
    {"parser", {"kernels", "replay", "app"}},
    {"kernels", {"parser", "replay", "app"}},
    {"replay", {"app"}},
    {"replay/plan",
     {"app", "replay/externs", "replay/passes", "replay/lower", "replay/cpu", "replay/cuda", "replay/verdict",
      "replay/case", "replay/report"}},
    {"replay/externs",
     {"app", "replay/lower", "replay/cpu", "replay/cuda", "replay/verdict", "replay/report"}},
    {"replay/passes",
     {"app", "replay/lower", "replay/cpu", "replay/cuda", "replay/verdict", "replay/case", "replay/report"}},
    {"replay/triton",
     {"app", "replay/passes", "replay/lower", "replay/cpu", "replay/cuda", "replay/verdict", "replay/case",
      "replay/report"}},
    {"replay/lower", {"app", "replay/cpu", "replay/cuda", "replay/verdict", "replay/report"}},
    {"replay/cpu", {"app", "replay/cuda", "replay/verdict", "replay/report"}},
    {"replay/cuda", {"app", "replay/cpu", "replay/verdict", "replay/report"}},
    {"replay/case", {"app", "replay/cpu", "replay/cuda", "replay/verdict", "replay/report"}},
    {"replay/data", {"app", "replay/ranks", "replay/cpu", "replay/cuda", "replay/verdict", "replay/report"}},
    {"replay/ranks", {"app", "replay/cpu", "replay/cuda", "replay/verdict", "replay/report"}},
    {"replay/verdict", {"app", "replay/cuda", "replay/report"}},
    {"replay/report", {"app", "replay/cpu", "replay/cuda"}},
};

/// Arrows that a reason stands for.
bool is_allowed(const std::string& file, const std::string& included) {
  // the device's step that runs a library call on the CPU between the kernels
  return file == "replay/cuda/cpu_step.cpp" && room_of(included) == "replay/cpu";
}

struct Include {
  std::string file, included;
  int line;
  bool system;
};

std::vector<Include> includes_of(const std::string& folder) {
  static const std::regex pattern(R"(^\s*#\s*include\s+(["<])([^">]+)[">].*)");
  std::vector<Include> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot / folder)) {
    static const std::vector<std::string> kSources = {".cpp", ".hpp", ".cu", ".cuh", ".def"};
    if (!entry.is_regular_file() ||
        std::ranges::find(kSources, entry.path().extension().string()) == kSources.end())
      continue;
    std::ifstream text(entry.path());
    std::string line;
    for (int number = 1; std::getline(text, line); ++number) {
      std::smatch match;
      if (line.find("include") != line.npos && std::regex_match(line, match, pattern))
        found.push_back(
            {fs::relative(entry.path(), kRoot).generic_string(), match[2], number, match[1] == "<"});
    }
  }
  return found;
}

std::vector<Include> all_includes() {
  std::vector<Include> all;
  for (const char* folder : {"parser", "kernels", "replay", "app"})
    for (Include& include : includes_of(folder)) all.push_back(std::move(include));
  return all;
}

std::string place(const Include& include) {
  return include.file + ":" + std::to_string(include.line) + ": includes " + include.included;
}

TEST(Rooms, NothingIncludesAgainstTheArrows) {
  for (const Include& include : all_includes()) {
    const std::string from = room_of(include.file), to = room_of(include.included);
    const auto forbidden = kForbidden.find(from);
    if (include.system || from == to || forbidden == kForbidden.end()) continue;
    const std::vector<std::string>& rooms = forbidden->second;
    EXPECT_TRUE(std::ranges::find(rooms, to) == rooms.end() || is_allowed(include.file, include.included))
        << place(include);
  }
}

TEST(Rooms, LibrariesStayInTheirFolders) {
  for (const Include& include : all_includes()) {
    const auto starts = [&](const char* prefix) { return include.included.rfind(prefix, 0) == 0; };
    const std::string room = room_of(include.file);
    EXPECT_TRUE(!starts("tao/pegtl") || room == "parser") << place(include);
    EXPECT_TRUE(!(starts("CLI/") || starts("spdlog/")) || room == "app") << place(include);
    EXPECT_TRUE(!starts("Eigen/") || room == "replay/cpu") << place(include);
  }
}

/// Programs, schedules and launches for the device are made without it: they build and are tested on any
/// machine.
TEST(Rooms, WhatPlansKernelsNeedsNoToolkit) {
  for (const Include& include : includes_of("replay/cuda")) {
    if (include.file.rfind("replay/cuda/interpreter/", 0) != 0 &&
        include.file.rfind("replay/cuda/compiled/", 0) != 0 &&
        include.file.rfind("replay/cuda/collectives/", 0) != 0 &&
        include.file.rfind("replay/cuda/original/", 0) != 0)
      continue;
    const std::string& included = include.included;
    EXPECT_FALSE(included.rfind("cuda", 0) == 0 || included.rfind("nvrtc", 0) == 0 ||
                 (included.rfind("kernels/device/", 0) == 0 && included != "kernels/device/cuda_error.hpp"))
        << place(include);
  }
}

TEST(Rooms, NoFileLiesInTheHallway) {
  for (const fs::directory_entry& entry : fs::directory_iterator(kRoot / "replay")) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(name == "CMakeLists.txt" || name == "engine.hpp" || name == "engine.cpp")
        << "replay/" << name << " belongs in one of the rooms";
  }
}

/// What a header promises stands before the first thing that it declares.
TEST(Rooms, HeadersOpenWithWhatTheyPromise) {
  static const std::regex passed_over(R"(\s*(|#.*|//([^/].*)?|namespace .*|using .*;|(struct|class) \w+;))");
  for (const char* folder : {"parser", "kernels", "replay", "app"})
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot / folder)) {
      const std::string kind = entry.path().extension().string();
      if (kind != ".hpp" && kind != ".cuh") continue;
      std::ifstream text(entry.path());
      std::string line;
      while (std::getline(text, line) && std::regex_match(line, passed_over)) {
      }
      EXPECT_EQ(line.substr(0, 3), "///") << entry.path();
    }
}

}  // namespace
}  // namespace ireplay
