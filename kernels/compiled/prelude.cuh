/// What the text of every compiled kernel may use, after scalar_math.hpp and philox.hpp: element types in
/// memory and in registers, vector access, faults; reductions.cuh and updates.cuh go on. Given to NVRTC as
/// text in front of the kernel; the host's compiler takes it too.
namespace ireplay {

// ---- element types: a value in memory is widened to the type it is computed in, and narrowed on its way
// back

struct bf16 {
  unsigned short bits;
};
struct f16 {
  unsigned short bits;
};
struct boolean {
  unsigned char bits;  // any but 0 is true
};
template <int format>
struct f8 {
  unsigned char bits;
};
using f8e4m3fn = f8<0>;
using f8e5m2 = f8<1>;
using f8e4m3fnuz = f8<2>;
using f8e5m2fnuz = f8<3>;
using f8e8m0fnu = f8<4>;

__device__ inline float float_of_bits(unsigned bits) {
  union {
    unsigned bits;
    float value;
  } both;
  both.bits = bits;
  return both.value;
}

__device__ inline unsigned bits_of_float(float value) {
  union {
    float value;
    unsigned bits;
  } both;
  both.value = value;
  return both.bits;
}

template <class T>
struct Stored {  // of types that are computed in themselves
  using Wide = T;
  static __device__ T widen(T value) { return value; }
  static __device__ T narrow(T value) { return value; }
};
template <>
struct Stored<boolean> {
  using Wide = bool;
  static __device__ bool widen(boolean value) { return value.bits != 0; }
  static __device__ boolean narrow(bool value) { return {static_cast<unsigned char>(value ? 1 : 0)}; }
};
template <>
struct Stored<bf16> {
  using Wide = float;
  static __device__ float widen(bf16 value) { return float_of_bits(static_cast<unsigned>(value.bits) << 16); }
  static __device__ bf16 narrow(float value) {
#if defined(__CUDA_ARCH__)
    bf16 result;
    asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(result.bits) : "f"(value));
    return result;
#else
    return {static_cast<unsigned short>(encode<kFormatBF16>(value))};
#endif
  }
};
template <>
struct Stored<f16> {
  using Wide = float;
  static __device__ float widen(f16 value) {
#if defined(__CUDA_ARCH__)
    float result;
    asm("cvt.f32.f16 %0, %1;" : "=f"(result) : "h"(value.bits));
    return result;
#else
    return static_cast<float>(decode<kFormatF16>(value.bits));
#endif
  }
  static __device__ f16 narrow(float value) {
#if defined(__CUDA_ARCH__)
    f16 result;
    asm("cvt.rn.f16.f32 %0, %1;" : "=h"(result.bits) : "f"(value));
    return result;
#else
    return {static_cast<unsigned short>(encode<kFormatF16>(value))};
#endif
  }
};
template <int format>
struct Stored<f8<format>> {
  using Wide = float;
  static __device__ float widen(f8<format> value) {
    if constexpr (format == 0) return static_cast<float>(decode<kFormatF8E4M3FN>(value.bits));
    if constexpr (format == 1) return static_cast<float>(decode<kFormatF8E5M2>(value.bits));
    if constexpr (format == 2) return static_cast<float>(decode<kFormatF8E4M3FNUZ>(value.bits));
    if constexpr (format == 3) return static_cast<float>(decode<kFormatF8E5M2FNUZ>(value.bits));
    return static_cast<float>(decode_e8m0(value.bits));
  }
  static __device__ f8<format> narrow(float value) {
    unsigned bits = 0;
    if constexpr (format == 0) bits = encode<kFormatF8E4M3FN>(value);
    if constexpr (format == 1) bits = encode<kFormatF8E5M2>(value);
    if constexpr (format == 2) bits = encode<kFormatF8E4M3FNUZ>(value);
    if constexpr (format == 3) bits = encode<kFormatF8E5M2FNUZ>(value);
    if constexpr (format == 4) bits = encode_e8m0(value);
    return {static_cast<unsigned char>(bits)};
  }
};

template <class S>
__device__ inline typename Stored<S>::Wide widen(S value) {
  return Stored<S>::widen(value);
}
// ---- conversions, as PyTorch's casts

template <class To, class From>
__device__ inline To to(From value) {
  if constexpr (scalar_math::kIsBool<To>) {
    return value != From(0);
  } else if constexpr (scalar_math::kIsFloat<From> && !scalar_math::kIsFloat<To>) {
    if constexpr (sizeof(To) == 8) return static_cast<To>(value);
    if constexpr (sizeof(To) == 4) return value != value ? To(0) : static_cast<To>(value);
    return static_cast<To>(static_cast<long long>(value));  // narrower integers wrap
  } else {
    return static_cast<To>(value);
  }
}

/// As an element of S in memory.
template <class S, class From>
__device__ inline S as(From value) {
  return Stored<S>::narrow(to<typename Stored<S>::Wide>(value));
}
/// Rounded to what S can hold, in its compute type.
template <class S, class From>
__device__ inline typename Stored<S>::Wide rounded(From value) {
  return widen<S>(as<S>(value));
}
/// The bits of an S read as a T of the same width.
template <class T, class S, class From>
__device__ inline typename Stored<T>::Wide bits_as(From value) {
  union {
    S from;
    T to;
  } both;
  both.from = as<S>(value);
  return widen<T>(both.to);
}

/// Rounded as Triton divides float32 (div.full: two units in the last place at most); f64 to nearest.
template <class T>
__device__ __forceinline__ auto full_quotient(T a, T b) {
#if defined(__CUDA_ARCH__)
  if constexpr (sizeof(T) == 4 && scalar_math::kIsFloat<T>) {
    float result;
    asm("div.full.f32 %0, %1, %2;" : "=f"(result) : "f"(a), "f"(b));
    return result;
  } else {
    return scalar_math::quotient(a, b);
  }
#else
  return scalar_math::quotient(a, b);
#endif
}

// ---- vectors in memory: N elements from pieces of `bytes` that the address is aligned to

template <int bytes>
struct Piece;
template <>
struct Piece<1> {
  using Type = unsigned char;
};
template <>
struct Piece<2> {
  using Type = unsigned short;
};
template <>
struct Piece<4> {
  using Type = unsigned;
};
template <>
struct Piece<8> {
  using Type = uint2;
};
template <>
struct Piece<16> {
  using Type = uint4;
};

template <class S, int count>
union PieceItems {
  typename Piece<count* static_cast<int>(sizeof(S))>::Type piece;
  S items[count];
};

template <int bytes, class S, class T, int n>
__device__ __forceinline__ void load_vector(const S* from, T (&values)[n]) {
  constexpr int kItems = bytes / static_cast<int>(sizeof(S));
  using Type = typename Piece<bytes>::Type;
#pragma unroll
  for (int k = 0; k < n / kItems; ++k) {
    PieceItems<S, kItems> part;
    part.piece = reinterpret_cast<const Type*>(from)[k];
#pragma unroll
    for (int i = 0; i < kItems; ++i) values[k * kItems + i] = widen<S>(part.items[i]);
  }
}

/// Zeros where nothing is to be read: without a branch, so that loads under several masks are under way at
/// once.
template <int bytes, class S, class T, int n>
__device__ __forceinline__ void load_vector_where(bool reads, const S* from, T (&values)[n]) {
  constexpr int kItems = bytes / static_cast<int>(sizeof(S));
  using Type = typename Piece<bytes>::Type;
#pragma unroll
  for (int k = 0; k < n / kItems; ++k) {
    PieceItems<S, kItems> part = {};
    if (reads) part.piece = reinterpret_cast<const Type*>(from)[k];
#pragma unroll
    for (int i = 0; i < kItems; ++i) values[k * kItems + i] = widen<S>(part.items[i]);
  }
}

template <int bytes, class S, int n>
__device__ __forceinline__ void store_vector(S* to, const S (&values)[n]) {
  constexpr int kItems = bytes / static_cast<int>(sizeof(S));
  using Type = typename Piece<bytes>::Type;
#pragma unroll
  for (int k = 0; k < n / kItems; ++k) {
    PieceItems<S, kItems> part;
#pragma unroll
    for (int i = 0; i < kItems; ++i) part.items[i] = values[k * kItems + i];
    reinterpret_cast<Type*>(to)[k] = part.piece;
  }
}

/// n elements as they are, to shared memory: in words, which it is aligned to where they fill some.
template <int n, class S>
__device__ __forceinline__ void copy_vector(const S* from, S* to) {
  using Type = typename Piece<n* static_cast<int>(sizeof(S))>::Type;
  PieceItems<S, n> part;
  part.piece = *reinterpret_cast<const Type*>(from);
  constexpr int kWords = n * static_cast<int>(sizeof(S)) / 4;
  if constexpr (kWords * 4 == n * static_cast<int>(sizeof(S))) {
    PieceItems<unsigned, kWords> words;
    words.piece = part.piece;
#pragma unroll
    for (int k = 0; k < kWords; ++k) reinterpret_cast<unsigned*>(to)[k] = words.items[k];
  } else {
#pragma unroll
    for (int k = 0; k < n; ++k) to[k] = part.items[k];
  }
}

/// What launches before this one have written is there from here on; the next one may begin to wait.
__device__ __forceinline__ void wait_for_launches_before() {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900
  asm volatile("griddepcontrol.wait;" ::: "memory");
  asm volatile("griddepcontrol.launch_dependents;" ::: "memory");
#endif
}

// ---- faults: the first of a run is kept

struct Fault {
  int set, program, instruction, padding;
  long long index, bound;
};

struct Faults {
  Fault* to;
  int program;

  __device__ __noinline__ void raise(int instruction, long long index, long long bound) const {
    if (atomicCAS(&to->set, 0, 1) != 0) return;
    to->program = program;
    to->instruction = instruction;
    to->index = index;
    to->bound = bound;
  }
  /// The index, or 0 after a fault.
  template <class I>
  __device__ __forceinline__ I inside(I index, long long extent, int instruction) const {
    if (index >= 0 && index < extent) return index;
    raise(instruction, index, extent);
    return 0;
  }
  /// The same by one comparison of 32 bits.
  __device__ __forceinline__ int inside(int index, long long extent, int instruction) const {
    const unsigned bound = extent > 0x7fffffffll ? 0x80000000u : static_cast<unsigned>(extent);
    if (static_cast<unsigned>(index) < bound) return index;
    raise(instruction, index, extent);
    return 0;
  }
  /// A negative index counts from the end.
  template <bool checked, class I>
  __device__ __forceinline__ I wrapped(I index, long long size, int instruction) const {
    const I from_start = index < 0 ? static_cast<I>(index + size) : index;
    if constexpr (checked)
      return inside(from_start, size, instruction);
    else
      return from_start;
  }
};

}  // namespace ireplay
