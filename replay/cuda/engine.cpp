#include <algorithm>
#include <chrono>
#include <optional>

#include "kernels/compiled/compiler.hpp"
#include "parser/source.hpp"
#include "replay/cuda/collectives/communicators.hpp"
#include "replay/cuda/collectives/launch_collective.hpp"
#include "replay/cuda/interpreter/machine_program.hpp"
#include "replay/cuda/run.hpp"
#include "replay/externs/arguments.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/plan/extern_program.hpp"

namespace ireplay {
namespace {

using Clock = std::chrono::steady_clock;

/// bf16 tensor-core operations of one multiprocessor in a clock, dense.
double operations_per_clock(int sm) {
  switch (sm) {
    case 80:
      return 2048;
    case 86:
    case 89:
      return 1024;
    case 90:
      return 4096;
    case 100:
      return 8192;
    default:
      return 0;
  }
}

class CudaEngine : public Engine {
 public:
  explicit CudaEngine(int device) {
    const Clock::time_point start = Clock::now();
    IREPLAY_CUDA_CALL(cudaSetDevice(device));
    IREPLAY_CUDA_CALL(cudaFree(nullptr));
    facts_ = read_device_facts(device);
    stream_ = make_stream();
    start_up_ms_ = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  }

  DeviceInfo device() override {
    if (copy_gbps_ == 0) copy_gbps_ = measure_copy_gbps(stream_.get());
    DeviceInfo info;
    info.name = facts_.name;
    info.sm = facts_.sm;
    info.driver = facts_.driver;
    info.copy_gbps = copy_gbps_;
    info.peak_tflops = 1e-3 * operations_per_clock(facts_.sm) * facts_.multiprocessors * facts_.clock_ghz;
    info.memory_bytes = static_cast<std::int64_t>(facts_.memory_bytes);
    info.free_bytes = static_cast<std::int64_t>(facts_.free_bytes);
    return info;
  }

  std::vector<std::string> unsupported(const Plan& plan) override {
    std::vector<std::string> sentences;
    for (const Step& step : plan.steps) {
      if (step.kind != Step::Kind::extern_call) continue;
      const std::string why =
          step.op_kind == "collective" ? why_not_nccl(read_collective(step)) : why_unsupported(step.call);
      if (!why.empty()) sentences.push_back(step.name + ": " + why);
    }
    return sentences;
  }

  RunResult run(const Plan& plan, const TensorMap& inputs, const RunOptions& options) override {
    try {
      std::vector<std::string> warnings;
      KernelCompiler* const compiler = compiler_for(options, warnings);
      CudaLibraries libraries = libraries_for(plan, options, warnings);
      if (options.together != nullptr) {
        communicators_.make(*options.together, facts_.place);
        libraries.communicators = &communicators_;
      }
      RunResult result = replay(plan, inputs, options, libraries, compiler);
      result.kernels = options.kernels == "original" ? "original"
                       : compiler != nullptr         ? "compiled"
                                                     : "prebuilt";
      result.start_up_ms = start_up_ms_;
      result.warnings.insert(result.warnings.begin(), warnings.begin(), warnings.end());
      return result;
    } catch (const CudaError& error) {
      throw Error(Error::Kind::device, error.what());
    }
  }

 private:
  /// A collective that waits for a rank that has given up keeps the device busy: it is ended before memory is
  /// given back, which would wait for it.
  RunResult replay(const Plan& plan, const TensorMap& inputs, const RunOptions& options,
                   const CudaLibraries& libraries, KernelCompiler* compiler) {
    CudaReplay replay(plan, inputs, options, facts_, libraries, compiler, stream_.get());
    try {
      return replay.run();
    } catch (...) {
      if (options.together != nullptr) communicators_.abort();
      throw;
    }
  }

  template <class Part>
  static bool has_parts(const Plan& plan) {
    return std::ranges::any_of(plan.steps, has_part<Part>);
  }

  /// Convolutions, and attention in half precision.
  static bool needs_dnn(const Plan& plan) {
    return std::ranges::any_of(plan.steps, [](const Step& step) {
      if (has_part<ConvolutionPart>(step)) return true;
      if (!attends(step.call) || step.call.arguments.empty()) return false;
      const TensorView* first = first_tensor(step.call.arguments[0].value);
      return first != nullptr && (first->dtype == DType::f16 || first->dtype == DType::bf16);
    });
  }

  /// Null where kernels are not to be compiled, or cannot be: with a warning, or an error if they have to be.
  KernelCompiler* compiler_for(const RunOptions& options, std::vector<std::string>& warnings) {
    if (options.kernels == "prebuilt") return nullptr;
    if (options.kernels != "auto" && options.kernels != "compiled" && options.kernels != "original")
      throw Error(Error::Kind::usage,
                  "no '" + options.kernels + "' kernels: expected auto, compiled, prebuilt or original");
    if (!compiler_ || contracts_ != options.contract) {
      compiler_.reset();
      contracts_ = options.contract;
      CompilerOptions wanted;
      wanted.contract = options.contract;
      wanted.sm = facts_.sm;
      wanted.cache_dir = options.cache_dir;
      compiler_ = std::make_unique<KernelCompiler>(wanted);
    }
    const std::string why = compiler_->why_unavailable();
    if (why.empty()) return compiler_.get();
    if (options.kernels == "compiled") throw Error(Error::Kind::device, "kernels cannot be compiled: " + why);
    warnings.push_back("prebuilt kernels run, which are slower: " + why);
    return nullptr;
  }

  CudaLibraries libraries_for(const Plan& plan, const RunOptions& options,
                              std::vector<std::string>& warnings) {
    const bool wanted = options.own_libraries;
    CudaLibraries found;
    if (wanted && has_parts<ProductPart>(plan))
      found.gemm = loaded(gemm_, "matrix products run on our own kernels", warnings);
    if (wanted && needs_dnn(plan))
      found.dnn = loaded(dnn_, "convolutions and attention run on our own, slower kernels", warnings);
    if (found.gemm != nullptr) found.gemm->use_cache(options.cache_dir);
    if (found.dnn != nullptr) found.dnn->use_cache(options.cache_dir);
    if (has_parts<SolverPart>(plan)) {
      const char* const instead = "factorizations run on the CPU";
      if (wanted)
        found.solver = loaded(solver_, instead, warnings);
      else
        warnings.push_back(std::string("without libraries ") + instead);
    }
    return found;
  }

  /// The library, loaded when it is first asked for. Null with a warning where that fails.
  template <class LibraryType>
  static LibraryType* loaded(std::optional<LibraryType>& library, const std::string& instead,
                             std::vector<std::string>& warnings) {
    if (library) return &*library;
    try {
      return &library.emplace();
    } catch (const CudaError& error) {
      warnings.push_back(std::string(error.what()) + "; " + instead);
      return nullptr;
    }
  }

  DeviceFacts facts_;
  Stream stream_;
  std::optional<GemmLibrary> gemm_;
  std::optional<DnnLibrary> dnn_;
  std::optional<SolverLibrary> solver_;
  Communicators communicators_;
  std::unique_ptr<KernelCompiler> compiler_;
  bool contracts_ = true;  // what compiler_ was made for
  double copy_gbps_ = 0, start_up_ms_ = 0;
};

}  // namespace

std::unique_ptr<Engine> make_cuda_engine(int device) {
  std::string why;
  const int count = count_cuda_devices(&why);
  if (count == 0) throw Error(Error::Kind::device, "no CUDA device can be used: " + why);
  if (device < 0 || device >= count)
    throw Error(Error::Kind::device, "there is no CUDA device " + std::to_string(device) +
                                         ": this machine has " + std::to_string(count));
  try {
    return std::make_unique<CudaEngine>(device);
  } catch (const CudaError& error) {
    throw Error(Error::Kind::device, error.what());
  }
}

int count_cuda_devices(std::string* why) { return device_count(why); }

MachineCode find_machine_code(const std::string& cache_dir) {
  const auto compiler = std::make_shared<KernelCompiler>(CompilerOptions{.sm = 90, .cache_dir = cache_dir});
  if (!compiler->why_unavailable().empty()) return {};
  return [compiler](const std::string& text, const std::string& entry) {
    return compiler->get({entry, text}).cubin;
  };
}

}  // namespace ireplay
