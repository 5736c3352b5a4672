#include "kernels/compiled/nvrtc.hpp"

#include <nvrtc.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <regex>
#include <sstream>
#include <system_error>
#include <type_traits>

#include "kernels/device/call.hpp"
#include "kernels/libraries/library.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

constexpr int kLinesAroundAnError = 3;

#define IREPLAY_NVRTC_FUNCTIONS(row) \
  row(nvrtcVersion);                 \
  row(nvrtcGetNumSupportedArchs);    \
  row(nvrtcGetSupportedArchs);       \
  row(nvrtcCreateProgram);           \
  row(nvrtcDestroyProgram);          \
  row(nvrtcCompileProgram);          \
  row(nvrtcGetProgramLogSize);       \
  row(nvrtcGetProgramLog);           \
  row(nvrtcGetCUBINSize);            \
  row(nvrtcGetCUBIN);                \
  row(nvrtcGetPTXSize);              \
  row(nvrtcGetPTX);                  \
  row(nvrtcGetErrorString)

struct NvrtcApi {
#define DECLARE(name) decltype(&::name) name
  IREPLAY_NVRTC_FUNCTIONS(DECLARE);
#undef DECLARE
};

/// What `find_nvrtc` names, opened.
Library open_library() {
  const std::optional<std::string> file = find_library_file("nvrtc");
  return file ? Library::open_file(*file) : Library("nvrtc");
}

const NvrtcApi& nvrtc() {
  static const NvrtcApi loaded = [] {
    const Library library = open_library();
    NvrtcApi api{};
#define FIND(name) api.name = library.find<decltype(&::name)>(#name)
    IREPLAY_NVRTC_FUNCTIONS(FIND);
#undef FIND
    return api;
  }();
  return loaded;
}

void check_nvrtc(nvrtcResult status, const char* call) {
  if (status != NVRTC_SUCCESS)
    throw CudaError(std::string(call) + ": " + nvrtc().nvrtcGetErrorString(status));
}
#define IREPLAY_NVRTC_CALL(call) check_nvrtc(nvrtc().call, #call)

struct DestroyProgram {
  void operator()(nvrtcProgram program) const { nvrtc().nvrtcDestroyProgram(&program); }
};
using Program = std::unique_ptr<std::remove_pointer_t<nvrtcProgram>, DestroyProgram>;

/// Ascending.
const std::vector<int>& known_architectures() {
  static const std::vector<int> known = [] {
    int count = 0;
    IREPLAY_NVRTC_CALL(nvrtcGetNumSupportedArchs(&count));
    std::vector<int> found(static_cast<std::size_t>(count));
    IREPLAY_NVRTC_CALL(nvrtcGetSupportedArchs(found.data()));
    std::ranges::sort(found);
    return found;
  }();
  return known;
}

struct Target {
  std::string option;
  bool machine_code;
};

Target target_of(int sm) {
  const std::vector<int>& known = known_architectures();
  const auto after = std::ranges::upper_bound(known, sm);
  if (after == known.begin())
    throw CudaError("this NVRTC does not compile for compute capability " + std::to_string(sm / 10) + "." +
                    std::to_string(sm % 10) + ", " + std::to_string(known.front()) + " is its oldest");
  const int newest = *(after - 1);
  const bool machine_code = newest == sm;
  return {"--gpu-architecture=" + std::string(machine_code ? "sm_" : "compute_") + std::to_string(newest),
          machine_code};
}

std::string log_of(nvrtcProgram program) {
  std::size_t bytes = 0;
  IREPLAY_NVRTC_CALL(nvrtcGetProgramLogSize(program, &bytes));
  std::string log(bytes, '\0');
  IREPLAY_NVRTC_CALL(nvrtcGetProgramLog(program, log.data()));
  log.resize(std::min(log.size(), log.find_last_not_of(std::string_view("\0\n ", 3)) + 1));
  return log;
}

/// The log, and the text around its first `name(12): error`.
std::string failure_text(nvrtcProgram program, const std::string& text, const std::string& name) {
  const std::string log = log_of(program);
  static const std::regex place(R"(\((\d+)\): (?:catastrophic )?error)");
  std::smatch match;
  std::string message = "NVRTC does not compile " + name + ":\n" + log;
  if (!std::regex_search(log, match, place)) return message;
  const int line = std::stoi(match[1]);
  return message + '\n' + numbered_lines(text, line - kLinesAroundAnError, line + kLinesAroundAnError, line);
}

std::vector<std::byte> code_of(nvrtcProgram program, bool machine_code) {
  std::size_t bytes = 0;
  check_nvrtc(
      machine_code ? nvrtc().nvrtcGetCUBINSize(program, &bytes) : nvrtc().nvrtcGetPTXSize(program, &bytes),
      "size of NVRTC's code");
  std::vector<std::byte> code(bytes);
  char* data = reinterpret_cast<char*>(code.data());
  check_nvrtc(machine_code ? nvrtc().nvrtcGetCUBIN(program, data) : nvrtc().nvrtcGetPTX(program, data),
              "NVRTC's code");
  return code;
}

/// "13.0" of libnvrtc-builtins.so.13.0 in the library's folder; empty where there is none.
std::string builtins_version(const fs::path& folder) {
  static const std::string kStem = "libnvrtc-builtins.so.";
  std::string newest;
  std::error_code error;
  for (const fs::directory_entry& file : fs::directory_iterator(folder, error))
    if (const std::string name = file.path().filename().string(); name.starts_with(kStem))
      newest = std::max(newest, name.substr(kStem.size()));
  return newest;
}

}  // namespace

std::optional<std::string> find_nvrtc(std::string* why) {
  if (const std::optional<std::string> file = find_library_file("nvrtc")) {
    std::error_code error;
    const fs::path real = fs::canonical(*file, error);
    return real.filename().string() + ' ' + builtins_version(real.parent_path()) + ' ' +
           std::to_string(fs::file_size(real, error));
  }
  try {
    int major = 0, minor = 0;
    IREPLAY_NVRTC_CALL(nvrtcVersion(&major, &minor));
    return "nvrtc " + std::to_string(major) + '.' + std::to_string(minor);
  } catch (const CudaError& error) {
    if (why != nullptr) *why = error.what();
    return std::nullopt;
  }
}

std::vector<std::byte> compile_with_nvrtc(const std::string& text, const std::string& name, int sm,
                                          bool contract) {
  const Target target = target_of(sm);
  std::vector<std::string> options{target.option};
  std::istringstream words(nvrtc_options(contract));
  for (std::string word; words >> word;) options.push_back(word);
  std::vector<const char*> pointers;
  pointers.reserve(options.size());
  for (const std::string& option : options) pointers.push_back(option.c_str());

  nvrtcProgram raw = nullptr;
  IREPLAY_NVRTC_CALL(nvrtcCreateProgram(&raw, text.c_str(), (name + ".cu").c_str(), 0, nullptr, nullptr));
  const Program program(raw);
  const nvrtcResult result =
      nvrtc().nvrtcCompileProgram(raw, static_cast<int>(pointers.size()), pointers.data());
  if (result == NVRTC_ERROR_COMPILATION) throw CudaError(failure_text(raw, text, name));
  check_nvrtc(result, "nvrtcCompileProgram");
  return code_of(raw, target.machine_code);
}

std::string numbered_lines(const std::string& text, int first, int last, int marked) {
  std::istringstream lines(text);
  std::string line, numbered;
  for (int number = 1; number <= last && std::getline(lines, line); ++number)
    if (number >= first)
      numbered += (number == marked ? "> " : "  ") + std::to_string(number) + " | " + line + '\n';
  return numbered;
}

}  // namespace ireplay
