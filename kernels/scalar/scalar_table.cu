#include "kernels/device/device.hpp"
#include "kernels/scalar/scalar_ops.hpp"
#include "kernels/scalar/scalar_table.hpp"

namespace ireplay {
namespace {

// CUDA kernels

struct Operands {
  Scalar values[3];
};

template <class T>
__device__ T unpack(Scalar value) {
  if constexpr (scalar_math::kIsFloat<T>)
    return static_cast<T>(value.f);
  else
    return static_cast<T>(value.i);
}

template <class T>
__device__ Scalar pack(T value) {
  Scalar result;
  if constexpr (scalar_math::kIsFloat<T>)
    result.f = value;
  else
    result.i = static_cast<std::int64_t>(value);
  return result;
}

template <ScalarOp op, class T>
__device__ Scalar evaluate_row(const Operands& operands) {
  using Row = scalar_math::Row<op>;
  if constexpr (Row::template kDefined<T>) {
    const T a = op == ScalarOp::where ? T(operands.values[0].i != 0) : unpack<T>(operands.values[0]);
    return pack(Row::template evaluate<T>(a, unpack<T>(operands.values[1]), unpack<T>(operands.values[2])));
  } else {
    return Scalar{};
  }
}

template <class T>
__device__ Scalar evaluate(ScalarOp op, const Operands& operands) {
  switch (op) {
#define OP(name, ...)  \
  case ScalarOp::name: \
    return evaluate_row<ScalarOp::name, T>(operands);
#define ALIAS(text, name)
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP
  }
  return Scalar{};
}

/// inp, out are (count)
template <class T>
__global__ void scalar_table(ScalarOp op, int result, const Operands* inp, Scalar* out, std::size_t count) {
  const std::size_t i = std::size_t{blockIdx.x} * blockDim.x + threadIdx.x;
  if (i >= count) return;
  if constexpr (scalar_math::kIsFloat<T>) {
    if (result == 1) {
      out[i] = pack(apply_exponent(unpack<T>(inp[i].values[0])));
      return;
    }
  }
  out[i] = evaluate<T>(op, inp[i]);
}

// kernel launchers

template <class T>
void launch(ScalarOp op, int result, const Operands* inp, Scalar* out, std::size_t count) {
  constexpr unsigned kThreads = 128;
  const auto blocks = static_cast<unsigned>((count + kThreads - 1) / kThreads);
  scalar_table<T><<<blocks, kThreads>>>(op, result, inp, out, count);
  IREPLAY_CUDA_CALL(cudaGetLastError());
}

using Launch = void (*)(ScalarOp, int, const Operands*, Scalar*, std::size_t);

Launch find_launch(DType type) {
  switch (type) {
    case DType::f64:
      return launch<double>;
    case DType::f32:
      return launch<float>;
    case DType::i64:
      return launch<std::int64_t>;
    case DType::i32:
      return launch<std::int32_t>;
    case DType::i16:
      return launch<std::int16_t>;
    case DType::i8:
      return launch<std::int8_t>;
    case DType::u64:
      return launch<std::uint64_t>;
    case DType::u32:
      return launch<std::uint32_t>;
    case DType::u16:
      return launch<std::uint16_t>;
    case DType::u8:
      return launch<std::uint8_t>;
    case DType::boolean:
      return launch<bool>;
    default:
      throw CudaError("scalar_table: not a compute type");
  }
}

}  // namespace

std::vector<Scalar> evaluate_on_device(ScalarOp op, DType type,
                                       const std::vector<std::array<Scalar, 3>>& operands, int result) {
  static_assert(sizeof(Operands) == sizeof(std::array<Scalar, 3>));
  std::vector<Scalar> results(operands.size());
  if (operands.empty()) return results;
  const DeviceBuffer inp(operands.size() * sizeof(Operands)), out(results.size() * sizeof(Scalar));
  IREPLAY_CUDA_CALL(cudaMemcpy(inp.data(), operands.data(), inp.bytes(), cudaMemcpyHostToDevice));
  find_launch(type)(op, result, reinterpret_cast<const Operands*>(inp.data()),
                    reinterpret_cast<Scalar*>(out.data()), results.size());
  IREPLAY_CUDA_CALL(cudaMemcpy(results.data(), out.data(), out.bytes(), cudaMemcpyDeviceToHost));
  return results;
}

}  // namespace ireplay
