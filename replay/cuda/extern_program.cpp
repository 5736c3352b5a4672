// Library calls as their parts: loop programs on the machine, products through cuBLASLt, convolutions through
// cuDNN, factorizations through cuSOLVER, sorts by kernels of their own.
#include <set>

#include "kernels/libraries/gemm.hpp"
#include "replay/cuda/compiled_step.hpp"
#include "replay/cuda/convolution.hpp"
#include "replay/cuda/interpreter/machine_program.hpp"
#include "replay/cuda/tuner.hpp"
#include "replay/externs/program.hpp"

namespace ireplay {
namespace {

constexpr const char* kProductLoops = "product/loops";

MatrixView matrix_of(const DeviceTensor& tensor) {
  const std::size_t rank = tensor.size.size();
  MatrixView matrix{tensor.data,
                    tensor.dtype,
                    tensor.size[rank - 2],
                    tensor.size[rank - 1],
                    tensor.stride[rank - 2],
                    tensor.stride[rank - 1]};
  if (rank == 3) matrix.batch = tensor.size[0], matrix.batch_stride = tensor.stride[0];
  return matrix;
}

/// Strides of a tensor repeated to `size`.
Dims broadcast_strides(const TensorView& view, const Dims& size) {
  Dims stride(size.size(), 0);
  const std::size_t lead = size.size() - view.size.size();
  for (std::size_t d = 0; d < view.size.size(); ++d)
    if (view.size[d] != 1) stride[lead + d] = view.stride[d];
  return stride;
}

/// Whether the addend is one number for each column, which the library adds to its result.
bool is_column_bias(const ProductPart& product) {
  if (!product.addend || product.beta != 1) return false;
  const TensorView& addend = *product.addend;
  const std::int64_t columns = product.d.size.back();
  return !addend.size.empty() && numel(addend.size) == columns && addend.size.back() == columns &&
         (addend.stride.back() == 1 || columns == 1) && addend.dtype == product.d.dtype &&
         is_floating(product.d.dtype) && product.d.dtype != DType::f64;
}

/// Whether a product may well be faster as a loop program, which reads both operands anew for each element of
/// the result but begins at once: small ones, and those of a vector, which a device reads only once either
/// way.
bool suits_loops(const ProductPart& product) {
  constexpr double kFewBytes = 32e6;
  const std::size_t rank = product.d.size.size();
  const auto element = static_cast<double>(bytes_of(product.a.dtype) + bytes_of(product.b.dtype));
  const double terms =
      static_cast<double>(numel(product.d.size)) * static_cast<double>(product.a.size[rank - 1]);
  return product.d.size[rank - 2] == 1 || product.d.size[rank - 1] == 1 || terms * element <= kFewBytes;
}

/// All that counts for how long a product takes.
std::string text_of(const ProductPart& product) {
  std::string text = std::to_string(product.alpha) + ' ' + std::to_string(product.beta);
  const auto add = [&](const TensorView& tensor) {
    text += ' ' + std::string(info(tensor.dtype).name);
    for (const std::int64_t extent : tensor.size) text += ',' + std::to_string(extent);
    for (const std::int64_t stride : tensor.stride) text += ';' + std::to_string(stride);
    text += '@' + std::to_string(tensor.offset & 15);
  };
  for (const TensorView* tensor : {&product.a, &product.b, &product.d}) add(*tensor);
  if (product.addend) add(*product.addend);
  return text;
}

/// Makes the steps of one program.
class PartMaker {
 public:
  PartMaker(const ExternProgram& program, const std::string& name, CudaContext& context)
      : name_(name), context_(context) {
    context.temporaries.next_step();
    for (const ExternTemporary& temporary : program.temporaries) {
      temporaries_.push_back(temporary.table.empty()
                                 ? context.temporaries.take(temporary.bytes, context.memory)
                                 : upload(temporary.table));
    }
  }

  std::unique_ptr<CudaStep> make(const LoopPart& part, const std::string& label = "loops") {
    auto program = std::make_unique<LoopProgram>(part.program);
    program->node = name_ + ": " + program->node;
    std::vector<std::byte*> addresses;
    for (std::size_t k = 0; k < part.tensors.size(); ++k) {
      addresses.push_back(address(part.tensors[k]));
      if (is_temporary(part.tensors[k])) program->buffers[k].buffer = kNone;
    }
    return make_owned_step(std::move(program), addresses, context_, label + ": ");
  }

  std::unique_ptr<CudaStep> make(const ProductPart& product) {
    auto gemm = make_gemm(product);
    if (gemm == nullptr) return make_loops(product, kProductLoops);
    return suits_loops(product) && measuring(context_) == Measuring::all
               ? make_fastest(std::move(gemm), product)
               : std::move(gemm);
  }

  std::unique_ptr<CudaStep> make(const ConvolutionPart& part) {
    const Convolution at{part.stride.size(), part.stride,    part.padding,   part.dilation,
                         part.groups,        device(part.x), device(part.w), device(part.y)};
    const auto wanted = part.wanted == ConvolutionPart::Wanted::x   ? ConvolutionTensor::x
                        : part.wanted == ConvolutionPart::Wanted::w ? ConvolutionTensor::w
                                                                    : ConvolutionTensor::y;
    if (auto step = make_cudnn_step(at, wanted, context_)) return step;
    return make_loops(part, "convolution/loops");
  }

  std::unique_ptr<CudaStep> make(const SortPart& part) {
    return make_sort_step(
        part, [this](const TensorView& tensor) { return device(tensor); }, context_);
  }

  std::unique_ptr<CudaStep> make(const SolverPart& part) {
    if (context_.solver == nullptr) return nullptr;
    SolverProblem problem = problem_of(part);
    problem.a = address(part.a);
    if (part.x) problem.x = address(*part.x);
    if (part.y) problem.y = address(*part.y);
    if (part.values) problem.values = address(*part.values);
    if (part.info) problem.info = reinterpret_cast<std::int32_t*>(address(*part.info));
    auto plan = context_.solver->make(problem);
    if (plan == nullptr) return nullptr;
    auto step = std::make_unique<LibraryStep>("cusolver", /*capturable=*/false);
    step->set(std::move(plan));
    return step;
  }

 private:
  std::byte* address(const TensorView& tensor) const {
    if (!is_temporary(tensor)) return context_.memory.address(tensor);
    return temporaries_[temporary_of(tensor)] +
           tensor.offset * static_cast<std::int64_t>(bytes_of(tensor.dtype));
  }

  DeviceTensor device(const TensorView& tensor) const {
    return {address(tensor), tensor.dtype, tensor.size, tensor.stride};
  }

  template <class Part>
  std::unique_ptr<CudaStep> make_loops(const Part& part, const char* kernel) {
    const std::optional<LoopPart> loops = as_loops(part);
    if (!loops) return nullptr;
    return make(*loops, kernel);
  }

  std::unique_ptr<CudaStep> make_fastest(std::unique_ptr<CudaStep> gemm, const ProductPart& product) {
    if (!compiles_kernels(context_)) return gemm;
    const std::string text = text_of(product);
    std::vector<std::string> texts{gemm->algorithm + ' ' + text, kProductLoops + (' ' + text)};
    const std::optional<std::size_t> known = context_.tuner->known(texts);
    if (known == 0) return gemm;
    auto loops = make_loops(product, kProductLoops);
    if (loops == nullptr) return gemm;
    if (known) return loops;
    std::vector<std::unique_ptr<CudaStep>> steps;
    steps.push_back(std::move(gemm));
    steps.push_back(std::move(loops));
    return make_fastest_step(std::move(steps), std::move(texts), context_);
  }

  std::byte* upload(const std::vector<std::byte>& table) {
    std::byte* to = context_.memory.scratch(static_cast<std::int64_t>(table.size()));
    IREPLAY_CUDA_CALL(
        cudaMemcpyAsync(to, table.data(), table.size(), cudaMemcpyHostToDevice, context_.stream));
    IREPLAY_CUDA_CALL(cudaStreamSynchronize(context_.stream));
    return to;
  }

  /// The operand itself where the library can read it, else a dense copy made before each product.
  MatrixView readable(const TensorView& tensor, LibraryStep& step) {
    const DeviceTensor given = device(tensor);
    const MatrixView matrix = matrix_of(given);
    if (has_unit_stride(matrix)) return matrix;
    DeviceTensor copy = given;
    copy.stride = dense_strides(given.size);
    copy.data = context_.temporaries.take(
        numel(given.size) * static_cast<std::int64_t>(bytes_of(given.dtype)), context_.memory);
    step.before(make_copy_step(given, copy, context_));
    return matrix_of(copy);
  }

  std::unique_ptr<CudaStep> make_gemm(const ProductPart& product) {
    const std::size_t rank = product.d.size.size();
    if (context_.gemm == nullptr || (rank != 2 && rank != 3)) return nullptr;
    if (numel(product.d.size) == 0 || numel(product.a.size) == 0) return nullptr;
    if (!has_unit_stride(matrix_of(device(product.d)))) return nullptr;
    if (is_column_bias(product))
      if (auto step = make_gemm(product, true)) return step;
    return make_gemm(product, false);
  }

  /// The addend as the library's bias, or copied to the result first.
  std::unique_ptr<CudaStep> make_gemm(const ProductPart& product, bool by_bias) {
    GemmProblem problem;
    problem.d = matrix_of(device(product.d));
    auto step = std::make_unique<LibraryStep>("cublasLt");
    problem.allow_tf32 = context_.plan.tf32.products;
    problem.a = readable(product.a, *step);
    problem.b = readable(product.b, *step);
    problem.alpha = product.alpha;
    if (by_bias)
      problem.bias = address(*product.addend);
    else if (product.addend && product.beta != 0)
      add(product, problem, *step);
    auto plan = context_.gemm->make(problem, context_.stream, measuring(context_));
    if (plan == nullptr) return nullptr;
    step->set(std::move(plan));
    return step;
  }

  void add(const ProductPart& product, GemmProblem& problem, LibraryStep& step) {
    const TensorView& addend = *product.addend;
    problem.beta = product.beta;
    if (addend == product.d) return;
    DeviceTensor from = device(addend);
    from.size = product.d.size;
    from.stride = broadcast_strides(addend, product.d.size);
    step.before(make_copy_step(from, device(product.d), context_));
  }

  const std::string& name_;
  CudaContext& context_;
  std::vector<std::byte*> temporaries_;
};

bool runs_on_machine(const ExternProgram& program) {
  for (const ExternPart& part : program.parts)
    if (const auto* loops = std::get_if<LoopPart>(&part))
      if (!why_not_on_machine(loops->program).empty()) return false;
  return true;
}

}  // namespace

std::unique_ptr<CudaStep> make_extern_program_step(const Step& step, CudaContext& context) {
  const std::shared_ptr<const ExternProgram> program = parts_to_run(step, context.plan);
  if (program == nullptr || !runs_on_machine(*program)) return nullptr;
  if (has_part<SolverPart>(step) && context.solver == nullptr) return nullptr;
  PartMaker maker(*program, step.name, context);
  std::vector<std::unique_ptr<CudaStep>> steps;
  for (const ExternPart& part : program->parts) {
    steps.push_back(std::visit([&](const auto& one) { return maker.make(one); }, part));
    if (steps.back() == nullptr) return nullptr;
  }
  if (steps.size() == 1) return std::move(steps[0]);
  return make_sequence(std::move(steps));
}

}  // namespace ireplay
