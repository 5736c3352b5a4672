#include "tests/support/compiled_on_host.hpp"

#include <dlfcn.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "parser/source.hpp"
#include "replay/cuda/compiled/candidates.hpp"
#include "replay/cuda/compiled/kernel_program.hpp"
#include "replay/cuda/compiled/prelude.hpp"
#include "tests/support/host_grid.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHead = R"(#include "tests/support/cuda_on_host/cuda_runtime.h"
#undef __shared__
#define __shared__ static
#define __align__(bytes) __attribute__((aligned(bytes)))
#include <utility>
)";
constexpr const char* kCall = R"(
template <class... Arguments, std::size_t... k>
void call_with(void (*kernel)(Arguments...), void** arguments, std::index_sequence<k...>) {
  kernel(*static_cast<Arguments*>(arguments[k])...);
}
template <class... Arguments>
void call(void (*kernel)(Arguments...), void** arguments) {
  call_with(kernel, arguments, std::index_sequence_for<Arguments...>());
}
)";

std::string source_of(const std::vector<std::string>& texts, const std::set<ScalarOp>& rows) {
  std::string source = kHead + prelude(rows) + kCall;
  for (std::size_t k = 0; k < texts.size(); ++k) {
    std::string text = texts[k];
    text.replace(text.find("extern \"C\" "), 11, "");
    source += "namespace k" + std::to_string(k) + " {\n" + text + "}\nextern \"C\" void run" +
              std::to_string(k) + "(void** arguments) { call(&k" + std::to_string(k) + "::" + kKernelEntry +
              ", arguments); }\n";
  }
  return source;
}

/// Aligned as a device's allocations are.
std::unique_ptr<std::byte, decltype(&std::free)> aligned(std::int64_t bytes) {
  const std::size_t whole = (static_cast<std::size_t>(bytes) / 256 + 1) * 256;
  return {static_cast<std::byte*>(std::aligned_alloc(256, whole)), &std::free};
}

void raise(const HostFault& fault, const std::string& node) {
  if (fault.set != 0)
    throw Error(Error::Kind::device, node + ": instruction " + std::to_string(fault.instruction) +
                                         ": index " + std::to_string(fault.index) + " of " +
                                         std::to_string(fault.bound));
}

}  // namespace

CompiledOnHost::~CompiledOnHost() {
  if (library_ != nullptr) dlclose(library_);
}

std::size_t CompiledOnHost::add(const LoopProgram& program, const std::vector<HostBuffer>& buffers,
                                std::size_t candidate) {
  verify(program);
  Entry entry{program, buffers, {}, {}, {}, {}, std::make_shared<HostFault>()};
  if (why_not_compiled(program).empty()) {
    const LoopProgram merged = kernel_program(program);
    std::vector<std::byte*> addresses;
    for (const HostBuffer& buffer : buffers) addresses.push_back(buffer.data);
    const ProgramMemory memory = memory_at(merged, addresses);
    const std::vector<Schedule> schedules = candidate_schedules(merged, memory, device_);
    entry.schedule = schedules[candidate % schedules.size()];
    if (auto emitted = emit(merged, memory, entry.schedule)) {
      entry.emitted = std::move(*emitted);
      for (const EmittedKernel& kernel : entry.emitted.kernels)
        entry.kernels.push_back(number_of(kernel.text));
    }
  }
  entries_.push_back(std::move(entry));
  return entries_.size() - 1;
}

std::size_t CompiledOnHost::number_of(const std::string& text) {
  const auto found = std::ranges::find(texts_, text);
  const auto number = static_cast<std::size_t>(found - texts_.begin());
  if (found == texts_.end()) texts_.push_back(text);
  return number;
}

std::size_t CompiledOnHost::add_batch(const std::vector<const LoopProgram*>& programs,
                                      const std::vector<std::vector<HostBuffer>>& buffers) {
  Entry entry;
  entry.fault = std::make_shared<HostFault>();
  std::vector<BatchMember> members;
  for (std::size_t k = 0; k < programs.size(); ++k) {
    ops_.merge(used_ops(*programs[k]));
    std::vector<std::byte*> addresses;
    for (const HostBuffer& buffer : buffers[k]) addresses.push_back(buffer.data);
    members.push_back(batch_member(*programs[k], std::move(addresses), device_).value());
    members.back().number = static_cast<int>(k);
  }
  entry.program.node = "batch";
  entry.batches = emit_batches(members, entry.fault.get());
  for (const EmittedBatch& batch : entry.batches) entry.kernels.push_back(number_of(batch.text));
  entries_.push_back(std::move(entry));
  return entries_.size() - 1;
}

void CompiledOnHost::compile() {
  std::set<ScalarOp> ops = ops_;
  for (const Entry& entry : entries_) ops.merge(used_ops(entry.program));
  const fs::path folder = fs::temp_directory_path() / ("ireplay_host_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const fs::path source = folder / "kernels.cpp", library = folder / "kernels.so", log = folder / "log";
  std::ofstream(source) << source_of(texts_, ops);
  const std::string command =
      "c++ -std=c++20 -O1 -w -fPIC -shared -ffp-contract=off -fno-strict-aliasing -I" +
      std::string(IREPLAY_SOURCE) + " -o " + library.string() + " " + source.string() + " >" + log.string() +
      " 2>&1";
  const int status = std::system(command.c_str());
  if (status != 0) {
    std::stringstream text;
    text << std::ifstream(log).rdbuf();
    throw std::runtime_error(source.string() + ":\n" + text.str().substr(0, 4000));
  }
  library_ = dlopen(library.c_str(), RTLD_NOW);
  if (library_ == nullptr) throw std::runtime_error(dlerror());
  if (std::getenv("IREPLAY_KEEP_TEXTS") == nullptr) fs::remove_all(folder);
}

void CompiledOnHost::launch(std::size_t text, std::int64_t blocks, std::int64_t splits, int threads,
                            void** arguments) const {
  auto* const run =
      reinterpret_cast<void (*)(void**)>(dlsym(library_, ("run" + std::to_string(text)).c_str()));
  run_grid({static_cast<unsigned>(blocks), static_cast<unsigned>(splits), static_cast<unsigned>(threads), 1},
           [&] { run(arguments); });
}

std::string CompiledOnHost::run(std::size_t at) const {
  const Entry& entry = entries_[at];
  if (entry.kernels.empty()) {
    run_loops(entry.program, entry.buffers, {});
    return "cpu";
  }
  for (std::size_t k = 0; k < entry.batches.size(); ++k) {
    std::vector<std::byte> argument = entry.batches[k].argument;
    void* arguments[] = {argument.data()};
    launch(entry.kernels[k], entry.batches[k].blocks, 1, entry.batches[k].threads, arguments);
  }
  if (!entry.batches.empty()) {
    raise(*entry.fault, entry.program.node);
    return entry.batches[0].schedules;
  }
  HostFault fault;
  const auto partials = aligned(entry.emitted.partial_bytes);
  std::vector<void*> pointers;
  for (const HostBuffer& buffer : entry.buffers) pointers.push_back(buffer.data);
  void *fault_at = &fault, *partials_at = partials.get();
  int program = 0;
  std::vector<void*> arguments;
  for (void*& pointer : pointers) arguments.push_back(&pointer);
  for (void* argument :
       {static_cast<void*>(&fault_at), static_cast<void*>(&program), static_cast<void*>(&partials_at)})
    arguments.push_back(argument);
  for (std::size_t k = 0; k < entry.kernels.size(); ++k) {
    const EmittedKernel& kernel = entry.emitted.kernels[k];
    launch(entry.kernels[k], kernel.blocks, kernel.splits, kernel.threads, arguments.data());
  }
  raise(fault, entry.program.node);
  return to_text(entry.schedule);
}

}  // namespace ireplay
