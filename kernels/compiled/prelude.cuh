/// What the text of every compiled kernel may use, after scalar_math.hpp and philox.hpp: element types in
/// memory and in registers, vector access, faults, reductions of a thread and of a block, atomics, random
/// numbers. Given to NVRTC as text in front of the kernel; the host's compiler takes it too.
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

// ---- reductions: what a thread has seen so far; `merge` takes in what another one has

template <class T>
struct Sum {
  T value;
  static __device__ Sum none() { return {T(0)}; }
  __device__ void add(T x) { value = scalar_math::sum(value, x); }
  __device__ void merge(const Sum& other) { add(other.value); }
};

template <class T>
struct Product {
  T value;
  static __device__ Product none() { return {T(1)}; }
  __device__ void add(T x) { value = scalar_math::product(value, x); }
  __device__ void merge(const Product& other) { add(other.value); }
};

template <class T>
struct ExclusiveOr {
  T value;
  static __device__ ExclusiveOr none() { return {T(0)}; }
  __device__ void add(T x) { value = static_cast<T>(value ^ x); }
  __device__ void merge(const ExclusiveOr& other) { add(other.value); }
};

struct Any {
  bool value;
  static __device__ Any none() { return {false}; }
  __device__ void add(bool x) { value = value || x; }
  __device__ void merge(const Any& other) { add(other.value); }
};

/// The value that every other one beats.
template <class T, bool large>
__device__ inline T weakest() {
  if constexpr (scalar_math::kIsBool<T>) {
    return !large;
  } else if constexpr (scalar_math::kIsFloat<T>) {
    return large ? -scalar_math::infinity<T>() : scalar_math::infinity<T>();
  } else if constexpr (!scalar_math::kIsSigned<T>) {
    return large ? T(0) : static_cast<T>(~T(0));
  } else {
    const T lowest = static_cast<T>(scalar_math::Unsigned<T>(1) << (8 * sizeof(T) - 1));
    return large ? lowest : static_cast<T>(~lowest);
  }
}

/// NaN wins.
template <class T, bool large>
struct Extremum {
  T value;
  static __device__ Extremum none() { return {weakest<T, large>()}; }
  __device__ void add(T x) {
    const bool wins = large ? x > value : x < value;
    if (wins || x != x) value = x;
  }
  __device__ void merge(const Extremum& other) { add(other.value); }
};

/// NaN is passed over.
template <class T>
struct LargestNumber {
  T value;
  static __device__ LargestNumber none() { return {weakest<T, true>()}; }
  __device__ void add(T x) {
    if (x > value) value = x;
  }
  __device__ void merge(const LargestNumber& other) { add(other.value); }
};

/// NaN wins; of equal values the one with the smallest position.
template <class T, bool large, class I>
struct ExtremumAt {
  T value;
  I position;  // -1: nothing seen
  static __device__ ExtremumAt none() { return {weakest<T, large>(), I(-1)}; }
  __device__ void add(T x, I at) {
    const bool ours = value != value, theirs = x != x;
    const bool beats = large ? x > value : x < value;
    const bool wins = (theirs && !ours) || (!ours && !theirs && beats);
    const bool ties = (ours && theirs) || x == value;
    if (position < 0 || wins || (ties && at < position)) {
      value = x;
      position = at;
    }
  }
  __device__ void merge(const ExtremumAt& other) {
    if (other.position >= 0) add(other.value, other.position);
  }
};

/// Mean, sum of squared deviations and weight (Welford 1962; merged as Chan, Golub, LeVeque 1983).
template <class T>
struct Moments {
  T mean, m2, weight;
  static __device__ Moments none() { return {T(0), T(0), T(0)}; }
  __device__ void add(T x) {
    weight += T(1);
    const T delta = x - mean;
    mean += delta / weight;
    m2 += delta * (x - mean);
  }
  /// A vector's own moments first: one division for all of it.
  template <int n>
  __device__ void add_vector(const T (&x)[n]) {
    T total = T(0), squares = T(0);
#pragma unroll
    for (int k = 0; k < n; ++k) total += x[k];
    const T own = total * (T(1) / T(n));
#pragma unroll
    for (int k = 0; k < n; ++k) squares += (x[k] - own) * (x[k] - own);
    merge({own, squares, T(n)});
  }
  __device__ void merge(const Moments& other) {
    const T delta = other.mean - mean, both = weight + other.weight;
    const T share = both == T(0) ? T(0) : other.weight / both;
    if (weight == T(0))
      mean = other.mean;
    else if (other.weight != T(0))
      mean += delta * share;
    m2 += other.m2 + (weight == T(0) || other.weight == T(0) ? T(0) : delta * delta * weight * share);
    weight = both;
  }
};

/// The largest value and the sum of exp(x - largest) (Milakov, Gimelshein 2018).
template <class T>
struct Exponentials {
  T largest, sum;
  static __device__ Exponentials none() { return {-scalar_math::infinity<T>(), T(0)}; }
  static __device__ T factor(T from, T to) {
    return from == to ? T(1) : scalar_math::exp(from - to);  // equal infinities are no NaN
  }
  __device__ void raise(T to) {
    if (!(to > largest) && to == to) return;
    sum = sum == T(0) ? sum : sum * factor(largest, to);
    largest = to;
  }
  __device__ void add(T x, T weight = T(1)) {
    raise(x);
    sum += weight * (largest == -scalar_math::infinity<T>() ? T(1) : scalar_math::exp(x - largest));
  }
  /// One rescaling for all of the vector.
  template <int n>
  __device__ void add_vector(const T (&x)[n]) {
    T top = x[0];
#pragma unroll
    for (int k = 1; k < n; ++k) top = x[k] > top || x[k] != x[k] ? x[k] : top;
    raise(top);
    const bool nothing = largest == -scalar_math::infinity<T>();
#pragma unroll
    for (int k = 0; k < n; ++k) sum += nothing ? T(1) : scalar_math::exp(x[k] - largest);
  }
  __device__ void merge(const Exponentials& other) {
    if (other.sum == T(0)) return;
    raise(other.largest);
    sum += other.sum * factor(other.largest, largest);
  }
};

/// A term of the sum beside the largest value; equal infinities are no NaN.
template <class T>
__device__ __forceinline__ T exponential(T x, T largest) {
  return largest == -scalar_math::infinity<T>() ? T(1) : scalar_math::exp(x - largest);
}
template <class T>
__device__ __forceinline__ T square_of(T x) {
  return x * x;
}

// ---- reductions of the threads of a block

template <class S>
__device__ inline S shuffled(S state, int mask) {
  constexpr int kWords = (static_cast<int>(sizeof(S)) + 3) / 4;
  union {
    S state;
    unsigned words[kWords];
  } both = {};
  both.state = state;
#pragma unroll
  for (int k = 0; k < kWords; ++k) both.words[k] = __shfl_xor_sync(0xffffffffu, both.words[k], mask);
  return both.state;
}

/// Merges the states of `threads` neighbours that share a row (a power of two; all of the block come here)
/// and gives each of them the result: by shuffles within a warp, then in order through `shared`, which holds
/// a state for each warp.
template <int threads, class S>
__device__ inline S merge_row(S state, unsigned char* shared) {
  constexpr int kLanes = threads < 32 ? threads : 32;
#pragma unroll
  for (int mask = kLanes / 2; mask > 0; mask /= 2) {
    const S other = shuffled(state, mask);
    // both partners merge in the same order, so that all end with the same bits
    if (threadIdx.x & mask) {
      S first = other;
      first.merge(state);
      state = first;
    } else {
      state.merge(other);
    }
  }
  if constexpr (threads > 32) {
    constexpr int kWarps = threads / 32;
    S* const states = reinterpret_cast<S*>(shared) + threadIdx.x / threads * kWarps;
    __syncthreads();  // what was here before has been read
    if (threadIdx.x % 32 == 0) states[threadIdx.x % threads / 32] = state;
    __syncthreads();
    state = states[0];
#pragma unroll
    for (int warp = 1; warp < kWarps; ++warp) state.merge(states[warp]);
  }
  return state;
}

/// The same for columns: `threads` steps of the block, `lanes` threads side by side, each with `n` states;
/// `shared` holds a state for every one of them.
template <int threads, int lanes, class S, int n>
__device__ inline void merge_columns(S (&states)[n], unsigned char* shared) {
  if constexpr (threads > 1) {
    S* const all = reinterpret_cast<S*>(shared);
    const int lane = threadIdx.x % lanes, step = threadIdx.x / lanes;
    __syncthreads();  // what was here before has been read
#pragma unroll
    for (int k = 0; k < n; ++k) all[(step * n + k) * lanes + lane] = states[k];
    __syncthreads();
#pragma unroll
    for (int half = threads / 2; half > 0; half /= 2) {
      if (step < half) {
#pragma unroll
        for (int k = 0; k < n; ++k)
          all[(step * n + k) * lanes + lane].merge(all[((step + half) * n + k) * lanes + lane]);
      }
      __syncthreads();
    }
#pragma unroll
    for (int k = 0; k < n; ++k) states[k] = all[k * lanes + lane];
  }
}
template <int threads, int lanes, class S>
__device__ inline S merge_column(S state, unsigned char* shared) {
  S one[1] = {state};
  merge_columns<threads, lanes>(one, shared);
  return one[0];
}

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
