// Matrix products of the externs through cuBLASLt.
#include <algorithm>
#include <optional>

#include "kernels/scalar_ops.hpp"
#include "replay/cuda_programs.hpp"
#include "replay/cuda_step.hpp"
#include "replay/extern_arguments.hpp"

namespace ireplay {
namespace {

/// d = alpha * a * b + beta * addend, as one of the rows says it.
struct Product {
  TensorView a, b, d;
  std::optional<TensorView> addend;
  double alpha = 1, beta = 1;
};

TensorView whole(const Plan& plan, std::int32_t number) {
  const PlanBuffer& buffer = plan.buffers[static_cast<std::size_t>(number)];
  return {number, buffer.dtype, buffer.size, buffer.stride, buffer.offset};
}

std::optional<Product> read_product(const ExternRow& row, const ExternCall& call, const Plan& plan) {
  if (call.results.size() != 1 || call.results[0] == kNone) return std::nullopt;
  const ExternArguments args(row, call);
  Product product;
  product.d = whole(plan, call.results[0]);
  const auto two = [&](const char* a, const char* b) {
    product.a = args.tensor(a), product.b = args.tensor(b);
  };
  if (row.name == "mm" || row.name == "bmm" || row.name == "_int_mm") {
    two("self", "mat2");
    return product;
  }
  if (row.name == "addmm" || row.name == "bias_addmm")
    two("mat1", "mat2");
  else if (row.name == "baddbmm")
    two("batch1", "batch2");
  else
    return std::nullopt;
  product.addend = args.tensor("self");
  product.alpha = args.number("alpha");
  product.beta = args.number("beta");
  return product;
}

MatrixView matrix_of(const TensorView& view, const DeviceMemory& memory) {
  const std::size_t rank = view.size.size();
  MatrixView matrix{memory.address(view),  view.dtype,           view.size[rank - 2], view.size[rank - 1],
                    view.stride[rank - 2], view.stride[rank - 1]};
  if (rank == 3) matrix.batch = view.size[0], matrix.batch_stride = view.stride[0];
  return matrix;
}

class GemmStep : public CudaStep {
 public:
  void before(std::unique_ptr<CudaStep> copy) { before_.push_back(std::move(copy)); }
  void product(std::unique_ptr<GemmPlan> plan) {
    kernel = "cublasLt";
    algorithm = plan->algorithm();
    plan_ = std::move(plan);
  }
  void launch(cudaStream_t stream) override {
    for (auto& copy : before_) copy->launch(stream);
    plan_->launch(stream);
  }

 private:
  std::vector<std::unique_ptr<CudaStep>> before_;
  std::unique_ptr<GemmPlan> plan_;
};

/// The view itself where the library can read it, else a dense copy made before each product.
MatrixView readable(const TensorView& view, CudaContext& context, GemmStep& step) {
  const MatrixView matrix = matrix_of(view, context.memory);
  if (has_unit_stride(matrix)) return matrix;
  TensorView dense = view;
  dense.stride = dense_strides(view.size);
  std::byte* to = context.memory.scratch(numel(view.size) * static_cast<std::int64_t>(bytes_of(view.dtype)));
  step.before(
      make_copy_step(device_tensor(view, context), {to, view.dtype, view.size, dense.stride}, context));
  MatrixView copied = matrix;
  copied.data = to;
  copied.row_stride = matrix.columns, copied.column_stride = 1;
  copied.batch_stride = matrix.rows * matrix.columns;
  return copied;
}

/// Strides of `size` broadcast to `to`.
Dims broadcast_strides(const TensorView& view, const Dims& to) {
  Dims stride(to.size(), 0);
  const std::size_t lead = to.size() - view.size.size();
  for (std::size_t d = 0; d < view.size.size(); ++d)
    if (view.size[d] != 1) stride[lead + d] = view.stride[d];
  return stride;
}

bool is_column_bias(const Product& product) {
  const TensorView& addend = *product.addend;
  return addend.size.size() == 1 && addend.stride[0] == 1 && addend.size[0] == product.d.size.back() &&
         addend.dtype == product.d.dtype && product.alpha == 1 && product.beta == 1 &&
         product.d.size.size() == 2 && product.d.dtype != DType::f64 && product.d.dtype != DType::i32;
}

}  // namespace

std::unique_ptr<CudaStep> make_gemm_step(const ExternCall& call, CudaContext& context) {
  const ExternRow* row = find_extern(call.function);
  if (row == nullptr || context.gemm == nullptr) return nullptr;
  const auto product = read_product(*row, call, context.plan);
  if (!product || numel(product->d.size) == 0 || numel(product->a.size) == 0) return nullptr;
  const std::size_t rank = product->d.size.size();
  if ((rank != 2 && rank != 3) || product->a.size.size() != rank || product->b.size.size() != rank)
    return nullptr;
  auto step = std::make_unique<GemmStep>();
  GemmProblem problem;
  problem.allow_tf32 = context.options.allow_tf32;
  problem.d = matrix_of(product->d, context.memory);
  if (!has_unit_stride(problem.d)) return nullptr;
  problem.a = readable(product->a, context, *step);
  problem.b = readable(product->b, context, *step);
  problem.alpha = product->alpha;
  if (product->addend && product->beta != 0) {
    if (is_column_bias(*product)) {
      problem.bias = context.memory.address(*product->addend);
    } else {
      problem.beta = product->beta;
      step->before(make_copy_step(
          {context.memory.address(*product->addend), product->addend->dtype, product->d.size,
           broadcast_strides(*product->addend, product->d.size)},
          {context.memory.address(product->d), product->d.dtype, product->d.size, product->d.stride},
          context));
    }
  }
  auto plan = context.gemm->make(problem, context.stream);
  if (plan == nullptr) return nullptr;
  step->product(std::move(plan));
  return step;
}

/// The product as a loop program: for types, strides and sizes that the library does not take, or without it.
std::unique_ptr<CudaStep> make_product_step(const ExternCall& call, CudaContext& context) {
  const ExternRow* row = find_extern(call.function);
  const auto product = row == nullptr ? std::nullopt : read_product(*row, call, context.plan);
  if (!product || is_complex(product->d.dtype)) return nullptr;
  const std::size_t rank = product->d.size.size();
  if ((rank != 2 && rank != 3) || product->a.size.size() != rank || product->b.size.size() != rank)
    return nullptr;
  Dims ranges = product->d.size;
  ranges.push_back(product->a.size.back());
  ProgramWriter writer("product", ranges, static_cast<std::int32_t>(rank));
  const std::size_t m = rank - 2, n = rank - 1, k = rank;
  const auto place = [&](const Dims& stride, std::size_t row_variable, std::size_t column_variable) {
    Dims at(rank + 1, 0);
    if (rank == 3) at[0] = stride[0];
    at[row_variable] = stride[rank - 2];
    at[column_variable] = stride[rank - 1];
    return at;
  };
  const DType dtype = product->d.dtype == DType::f64  ? DType::f64
                      : is_floating(product->d.dtype) ? DType::f32
                                                      : DType::i64;
  const ValueId a =
      writer.load(device_tensor(product->a, context), writer.index(place(product->a.stride, m, k)));
  const ValueId b =
      writer.load(device_tensor(product->b, context), writer.index(place(product->b.stride, k, n)));
  ValueId total =
      writer.add_up(writer.scalar(ScalarOp::mul, writer.convert(a, dtype), writer.convert(b, dtype)));
  writer.end_stage(true);
  if (product->alpha != 1)
    total = writer.scalar(ScalarOp::mul, total, writer.constant(dtype, product->alpha));
  if (product->addend && product->beta != 0) {
    DeviceTensor addend = device_tensor(*product->addend, context);
    addend.stride = broadcast_strides(*product->addend, product->d.size);
    addend.size = product->d.size;
    ValueId added = writer.convert(writer.load(addend, writer.index(addend.stride)), dtype);
    if (product->beta != 1)
      added = writer.scalar(ScalarOp::mul, added, writer.constant(dtype, product->beta));
    total = writer.scalar(ScalarOp::add, total, added);
  }
  writer.store(device_tensor(product->d, context), writer.index(product->d.stride), total);
  writer.end_stage(false);
  auto step = writer.step(context);
  step->kernel = "product/loops";
  return step;
}

}  // namespace ireplay
