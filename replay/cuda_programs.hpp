#pragma once

#include <memory>
#include <string>
#include <vector>

#include "replay/cuda_step.hpp"

/// Loop programs that no dump has: what library calls are made of where our own kernels run them.
namespace ireplay {

/// A strided tensor in device memory.
struct DeviceTensor {
  std::byte* data = nullptr;
  DType dtype = DType::f32;
  Dims size, stride;
};

/// `view` as the device sees it.
DeviceTensor device_tensor(const TensorView& view, const CudaContext& context);
/// The whole of one of Plan::buffers.
DeviceTensor device_tensor(std::int32_t buffer, const CudaContext& context);

/// Builds a loop program line by line. Variables are numbered as the ranges are; `parallel` of them iterate.
class ProgramWriter {
 public:
  ProgramWriter(std::string node, Dims ranges, std::int32_t parallel);

  /// offset + sum of coefficients[d] * variable d.
  IndexId index(const Dims& coefficients, std::int64_t offset = 0);
  /// An index made of others: a // b, a mod b.
  IndexId combine(AtomKind kind, IndexId a, IndexId b);
  /// sum of coefficient * index.
  IndexId sum(const std::vector<std::pair<std::int64_t, IndexId>>& terms);

  ValueId load(const DeviceTensor& tensor, IndexId at, ValueId mask = kNone);
  void store(const DeviceTensor& tensor, IndexId at, ValueId value);
  ValueId constant(DType dtype, double value);
  ValueId index_value(IndexId index);
  ValueId scalar(ScalarOp op, ValueId a, ValueId b);
  ValueId convert(ValueId value, DType to);
  ValueId add_up(ValueId value);
  /// Both conditions; either may be kNone.
  ValueId both(ValueId a, ValueId b);
  /// 0 <= index < extent.
  ValueId inside(IndexId index, std::int64_t extent);
  void end_stage(bool per_element);

  std::unique_ptr<CudaStep> step(CudaContext& context);

 private:
  std::int32_t buffer(const DeviceTensor& tensor, bool written);
  ValueId add(const Instruction& instruction);
  DType type(ValueId value) const;

  std::unique_ptr<LoopProgram> program_ = std::make_unique<LoopProgram>();
  std::vector<std::byte*> addresses_;
};

/// `to` = `from`, converted to its type. Sizes are equal; strides of 0 repeat.
std::unique_ptr<CudaStep> make_copy_step(const DeviceTensor& from, const DeviceTensor& to,
                                         CudaContext& context);

/// A step that keeps the program it runs; the program's `buffers` lie at `addresses`.
std::unique_ptr<CudaStep> make_owned_step(std::unique_ptr<LoopProgram> program,
                                          const std::vector<std::byte*>& addresses, CudaContext& context);

/// Several steps one after the other.
std::unique_ptr<CudaStep> make_sequence(std::vector<std::unique_ptr<CudaStep>> steps, std::string kernel);

}  // namespace ireplay
