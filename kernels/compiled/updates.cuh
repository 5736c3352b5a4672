/// Atomic updates of memory, searches in sorted boundaries and random numbers of compiled kernels. Text after
/// reductions.cuh.
namespace ireplay {

// ---- atomics

template <class T>
struct WordOf {
  using Type = unsigned;
};
template <>
struct WordOf<double> {
  using Type = unsigned long long;
};
template <>
struct WordOf<long long> {
  using Type = unsigned long long;
};
template <>
struct WordOf<unsigned long long> {
  using Type = unsigned long long;
};

/// *at = change(*at), by compare and swap on the word that the element lies in.
template <class S, class Change>
__device__ inline void atomic_change(S* at, Change change) {
  using Word = typename WordOf<S>::Type;
  const unsigned long long address = reinterpret_cast<unsigned long long>(at);
  Word* const word = reinterpret_cast<Word*>(address & ~static_cast<unsigned long long>(sizeof(Word) - 1));
  const int shift = static_cast<int>(address % sizeof(Word)) * 8;
  Word old = *reinterpret_cast<volatile Word*>(word);
  while (true) {
    union {
      Word word;
      S element;
    } part = {};
    part.word = old >> shift;
    const S changed = change(part.element);
    part.word = 0;
    part.element = changed;
    const Word mask =
        sizeof(S) == sizeof(Word) ? ~Word(0) : ((Word(1) << (8 * sizeof(S) % (8 * sizeof(Word)))) - 1);
    const Word wanted = (old & ~(mask << shift)) | ((part.word & mask) << shift);
    const Word seen = atomicCAS(word, old, wanted);
    if (seen == old) return;
    old = seen;
  }
}

template <class S, class T>
__device__ inline void atomic_add(S* at, T value) {
  atomic_change(at, [&](S old) { return as<S>(scalar_math::sum(widen<S>(old), value)); });
}
__device__ inline void atomic_add(float* at, float value) { atomicAdd(at, value); }
__device__ inline void atomic_add(double* at, double value) { atomicAdd(at, value); }
__device__ inline void atomic_add(int* at, int value) { atomicAdd(at, value); }
__device__ inline void atomic_add(unsigned* at, unsigned value) { atomicAdd(at, value); }
__device__ inline void atomic_add(unsigned long long* at, unsigned long long value) { atomicAdd(at, value); }
__device__ inline void atomic_add(long long* at, long long value) {
  atomicAdd(reinterpret_cast<unsigned long long*>(at), static_cast<unsigned long long>(value));
}
template <class S, class T>
__device__ inline void atomic_max(S* at, T value) {
  atomic_change(at, [&](S old) { return widen<S>(old) < value ? as<S>(value) : old; });
}
template <class S, class T>
__device__ inline void atomic_min(S* at, T value) {
  atomic_change(at, [&](S old) { return value < widen<S>(old) ? as<S>(value) : old; });
}
template <class S, class T>
__device__ inline void atomic_and(S* at, T value) {
  atomic_change(at, [&](S old) { return as<S>(static_cast<T>(widen<S>(old) & value)); });
}
template <class S, class T>
__device__ inline void atomic_or(S* at, T value) {
  atomic_change(at, [&](S old) { return as<S>(static_cast<T>(widen<S>(old) | value)); });
}
template <class S, class T>
__device__ inline void atomic_xor(S* at, T value) {
  atomic_change(at, [&](S old) { return as<S>(static_cast<T>(widen<S>(old) ^ value)); });
}

/// Four neighbours at once, where the address is aligned to all of them.
__device__ inline void atomic_add_vector(float* at, const float (&values)[4]) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900
  asm volatile("red.global.add.v4.f32 [%0], {%1, %2, %3, %4};"
               :
               : "l"(at), "f"(values[0]), "f"(values[1]), "f"(values[2]), "f"(values[3])
               : "memory");
#else
  for (int k = 0; k < 4; ++k) atomicAdd(at + k, values[k]);
#endif
}

// ---- search in sorted boundaries

/// How many of `length` boundaries the value lies behind; NaN lies behind all.
template <bool right, class T, class Boundary>
__device__ inline long long find_bucket(T value, long long length, Boundary boundary) {
  long long first = 0, last = length;
  while (first < last) {
    const long long middle = first + (last - first) / 2;
    const auto limit = boundary(middle);
    const bool behind = right ? !(value < limit) : !(value <= limit);
    if (behind)
      first = middle + 1;
    else
      last = middle;
  }
  return first;
}

// ---- random numbers: Philox as Triton and PyTorch's CPU backend draw

namespace random {
__device__ inline float positive(unsigned bits) {
  const float value = philox_uniform(bits);
  return value > 1e-7f ? value : 1e-7f;
}
__device__ inline float cpu_uniform(unsigned bits) {
  return static_cast<float>(bits & 0x7fffffffu) * 4.6566127342e-10f;
}
/// Box and Muller's method.
__device__ inline float normal(float u1, float u2, bool sine) {
  const float radius = scalar_math::sqrt(-2.0f * scalar_math::log(u1)), angle = 6.283185307179586f * u2;
  return radius * (sine ? scalar_math::sin(angle) : scalar_math::cos(angle));
}
__device__ inline long long bounded(const Philox4& bits, long long low, long long high) {
  const unsigned long long drawn = bits.out[0] | static_cast<unsigned long long>(bits.out[1]) << 32;
  const auto from = static_cast<unsigned long long>(low);
  const auto range = static_cast<unsigned long long>(high) - from;
  return static_cast<long long>(range == 0 ? from : from + drawn % range);
}
__device__ inline float rand(long long seed, long long offset) {
  return philox_uniform(philox(static_cast<unsigned long long>(seed), static_cast<unsigned>(offset)).out[0]);
}
__device__ inline float randn(long long seed, long long offset) {
  const Philox4 bits = philox(static_cast<unsigned long long>(seed), static_cast<unsigned>(offset));
  return normal(positive(bits.out[0]), philox_uniform(bits.out[1]), false);
}
__device__ inline long long randint64(long long seed, long long offset, long long low, long long high) {
  return bounded(philox(static_cast<unsigned long long>(seed), static_cast<unsigned>(offset)), low, high);
}
__device__ inline float rand4x(long long seed, long long offset) {
  const auto at = static_cast<unsigned>(offset);
  return philox_uniform(philox(static_cast<unsigned long long>(seed), at / 4).out[at % 4]);
}
__device__ inline float randn4x(long long seed, long long offset) {
  const auto at = static_cast<unsigned>(offset);
  const Philox4 bits = philox(static_cast<unsigned long long>(seed), at / 4);
  const bool second = at % 4 >= 2;
  return normal(positive(second ? bits.out[2] : bits.out[0]),
                philox_uniform(second ? bits.out[3] : bits.out[1]), at % 2 == 1);
}
__device__ inline float rand_cpu(long long seed, long long offset) {
  return cpu_uniform(
      philox(static_cast<unsigned long long>(seed) & 0xffffffffull, static_cast<unsigned>(offset)).out[0]);
}
__device__ inline float randn_cpu(long long seed, long long offset) {
  const Philox4 bits =
      philox(static_cast<unsigned long long>(seed) & 0xffffffffull, static_cast<unsigned>(offset));
  return normal(1.0f - cpu_uniform(bits.out[0]), 1.0f - cpu_uniform(bits.out[1]), false);
}
__device__ inline long long randint64_cpu(long long seed, long long offset, long long low, long long high) {
  return bounded(philox(static_cast<unsigned long long>(seed) & 0xffffffffull, static_cast<unsigned>(offset)),
                 low, high);
}
}  // namespace random

}  // namespace ireplay
