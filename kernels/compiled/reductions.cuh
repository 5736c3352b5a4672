/// Reductions and scans of compiled kernels: of what one thread sees, and block reductions of its threads, by
/// a butterfly of shuffles within a warp and through shared memory between warps (as CUB's WarpReduce and
/// BlockReduce), of columns by a tree in shared memory. Text after prelude.cuh.
namespace ireplay {

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
template <bool large, class T>
__device__ __forceinline__ T extremum(T value, T x) {
  const bool wins = large ? x > value : x < value;
  return wins || x != x ? x : value;
}
#ifdef __CUDA_ARCH__
template <bool large>
__device__ __forceinline__ float extremum(float value, float x) {
  float result;
  if constexpr (large)
    asm("max.NaN.f32 %0, %1, %2;" : "=f"(result) : "f"(value), "f"(x));
  else
    asm("min.NaN.f32 %0, %1, %2;" : "=f"(result) : "f"(value), "f"(x));
  return result;
}
#endif
template <class T, bool large>
struct Extremum {
  T value;
  static __device__ Extremum none() { return {weakest<T, large>()}; }
  __device__ void add(T x) { value = extremum<large>(value, x); }
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

/// Of scans: NaN wins and stays; of equal values the later one.
template <class T, bool large>
struct LaterExtremum {
  T value;
  static __device__ LaterExtremum none() { return {weakest<T, large>()}; }
  __device__ void add(T x) {
    const bool loses = large ? x < value : value < x;
    if (x != x || (value == value && !loses)) value = x;
  }
  __device__ void merge(const LaterExtremum& later) { add(later.value); }
};

/// The same with its position.
template <class T, bool large, class I>
struct LaterExtremumAt {
  T value;
  I position;  // -1: nothing seen
  static __device__ LaterExtremumAt none() { return {weakest<T, large>(), I(-1)}; }
  __device__ void add(T x, I at) {
    const bool loses = large ? x < value : value < x;
    if (position >= 0 && x == x && (value != value || loses)) return;
    value = x;
    position = at;
  }
  __device__ void merge(const LaterExtremumAt& later) {
    if (later.position >= 0) add(later.value, later.position);
  }
};

/// log(sum of exp(x)).
template <class T>
struct LogAddExp {
  T value;
  static __device__ LogAddExp none() { return {-scalar_math::infinity<T>()}; }
  __device__ void add(T x) { value = scalar_math::log_add_exp(value, x); }
  __device__ void merge(const LogAddExp& other) { add(other.value); }
};

/// x / weight for a weight far from the type's limits. On a GPU within two units in the last place, as
/// Triton's division is: the branch that an exact one takes for odd operands costs more than the rest here.
__device__ __forceinline__ double over_weight(double x, double weight) { return x / weight; }
__device__ __forceinline__ float over_weight(float x, float weight) {
#ifdef __CUDA_ARCH__
  return __fdividef(x, weight);
#else
  return x / weight;
#endif
}

/// Mean, sum of squared deviations and weight (Welford 1962; merged as Chan, Golub, LeVeque 1983).
template <class T>
struct Moments {
  T mean, m2, weight;
  static __device__ Moments none() { return {T(0), T(0), T(0)}; }
  __device__ void add(T x) {
    weight += T(1);
    const T delta = x - mean;
    mean += over_weight(delta, weight);
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
    const T share = both == T(0) ? T(0) : over_weight(other.weight, both);
    const bool joins = weight != T(0) && other.weight != T(0);  // else the mean is one of theirs, to the bit
    mean = weight == T(0) ? other.mean : joins ? mean + delta * share : mean;
    m2 += other.m2 + (joins ? delta * delta * weight * share : T(0));
    weight = both;
  }
};

/// exp(x) of a difference to the largest value, x <= 0. On a GPU by the machine's exp2: rounding the product
/// is an error of |x| / 2 units in the last place, but of exp(x) of them in a sum that has a 1.
__device__ __forceinline__ double exp_below(double x) { return scalar_math::exp(x); }
__device__ __forceinline__ float exp_below(float x) {
#ifdef __CUDA_ARCH__
  float result;
  asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(result) : "f"(x * 1.44269504088896f));
  return result;
#else
  return scalar_math::exp(x);
#endif
}

/// The largest value and the sum of exp(x - largest) (Milakov, Gimelshein 2018).
template <class T>
struct Exponentials {
  T largest, sum;
  static __device__ Exponentials none() { return {-scalar_math::infinity<T>(), T(0)}; }
  static __device__ T factor(T from, T to) {
    return from == to ? T(1) : exp_below(from - to);  // equal infinities are no NaN
  }
  __device__ void raise(T to) {
    if (!(to > largest) && to == to) return;
    sum = sum == T(0) ? sum : sum * factor(largest, to);
    largest = to;
  }
  __device__ void add(T x, T weight = T(1)) {
    raise(x);
    sum += weight * (largest == -scalar_math::infinity<T>() ? T(1) : exp_below(x - largest));
  }
  /// One rescaling for all of the vector.
  template <int n>
  __device__ void add_vector(const T (&x)[n]) {
    T top = x[0];
#pragma unroll
    for (int k = 1; k < n; ++k) top = extremum<true>(top, x[k]);
    raise(top);
    if (largest == -scalar_math::infinity<T>()) {
      sum += T(n);
      return;
    }
    T terms = T(0);
#pragma unroll
    for (int k = 0; k < n; ++k) terms += exp_below(x[k] - largest);
    sum += terms;
  }
  __device__ void merge(const Exponentials& other) {
    if (other.sum == T(0)) return;
    raise(other.largest);
    sum += other.sum * factor(other.largest, largest);
  }
};

/// The largest value where it is one: what the terms of the sum beside it are taken from.
template <class T>
__device__ __forceinline__ T finite_or_zero(T largest) {
  return largest == -scalar_math::infinity<T>() ? T(0) : largest;
}
template <class T>
__device__ __forceinline__ T square_of(T x) {
  return x * x;
}

// ---- reductions of the threads of a block

/// The state that the thread numbered `lane` of the warp holds; a number modulo 32.
template <class S>
__device__ inline S held_by(S state, int lane) {
  constexpr int kWords = (static_cast<int>(sizeof(S)) + 3) / 4;
  union {
    S state;
    unsigned words[kWords];
  } both = {};
  both.state = state;
#pragma unroll
  for (int k = 0; k < kWords; ++k) both.words[k] = __shfl_sync(0xffffffffu, both.words[k], lane & 31);
  return both.state;
}
template <class S>
__device__ inline S shuffled(S state, int mask) {
  return held_by(state, static_cast<int>(threadIdx.x % 32) ^ mask);
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

/// The same for columns: `threads` steps of the block, `columns` threads side by side, each with `n` states;
/// `shared` holds a state for every one of them. Each column comes to neighbouring lanes, which merge a share
/// of its steps each, then what they have by shuffles: all threads work, and three barriers are enough.
template <int threads, int columns, class S, int n>
__device__ inline void merge_columns(S (&states)[n], unsigned char* shared) {
  if constexpr (threads > 1) {
    constexpr int kStates = n * columns;  // of a step
    constexpr int kLanes = threads <= n ? 1 : threads / n > 32 ? 32 : threads / n;
    constexpr int kGroups = threads * columns / kLanes, kRounds = (kStates + kGroups - 1) / kGroups;
    static_assert(threads * columns % 32 == 0, "shuffles take whole warps");
    S* const all = reinterpret_cast<S*>(shared);
    // turned from step to step, so that the lanes of a warp read from different banks
    const auto place = [](int step, int state) {
      return step * kStates + (state + step * (32 / kLanes)) % kStates;
    };
    const int thread = threadIdx.x, column = thread % columns, step = thread / columns;
    __syncthreads();  // what was here before has been read
#pragma unroll
    for (int k = 0; k < n; ++k) all[place(step, k * columns + column)] = states[k];
    __syncthreads();
    S merged[kRounds];
#pragma unroll
    for (int round = 0; round < kRounds; ++round) {
      const int state = (thread / kLanes + round * kGroups) % kStates;
      merged[round] = all[place(thread % kLanes, state)];
#pragma unroll
      for (int other = kLanes; other < threads; other += kLanes)
        merged[round].merge(all[place(thread % kLanes + other, state)]);
#pragma unroll
      for (int mask = kLanes / 2; mask > 0; mask /= 2) merged[round].merge(shuffled(merged[round], mask));
    }
    __syncthreads();
#pragma unroll
    for (int round = 0; round < kRounds; ++round) {
      const int state = thread / kLanes + round * kGroups;
      if (thread % kLanes == 0 && state < kStates) all[state] = merged[round];
    }
    __syncthreads();
#pragma unroll
    for (int k = 0; k < n; ++k) states[k] = all[k * columns + column];
  }
}
template <int threads, int columns, class S>
__device__ inline S merge_column(S state, unsigned char* shared) {
  S one[1] = {state};
  merge_columns<threads, columns>(one, shared);
  return one[0];
}

// ---- scans of the threads of a block

/// What the states of the `lanes` neighbours up to this thread come to (Kogge, Stone 1973).
template <int lanes, class S>
__device__ inline S inclusive_scan(S state) {
  const int lane = threadIdx.x % 32;
#pragma unroll
  for (int distance = 1; distance < lanes; distance *= 2) {
    S before = held_by(state, lane - distance);
    if (lane % lanes < distance) continue;
    before.merge(state);
    state = before;
  }
  return state;
}

/// `threads` neighbours share a row (a power of two; all of the block come here), in which the first states
/// of all of them come first, then the second ones. Replaces each state by what comes before it in the row,
/// beginning with `carry`, to which all of them are added. `shared` holds n states for each warp.
template <int threads, class S, int n>
__device__ inline void scan_row(S (&states)[n], S& carry, unsigned char* shared) {
  constexpr int kLanes = threads < 32 ? threads : 32, kWarps = threads / kLanes, kTotals = n * kWarps;
  static_assert(kTotals <= 32, "a warp scans the totals of all warps");
  const int lane = threadIdx.x % 32, warp = threadIdx.x % threads / 32;
  S totals[n];
#pragma unroll
  for (int k = 0; k < n; ++k) {
    const S seen = inclusive_scan<kLanes>(states[k]), before = held_by(seen, lane - 1);
    totals[k] = held_by(seen, lane | (kLanes - 1));
    states[k] = lane % kLanes == 0 ? S::none() : before;
  }
  if constexpr (kWarps == 1) {
#pragma unroll
    for (int k = 0; k < n; ++k) {
      S first = carry;
      first.merge(states[k]);
      states[k] = first;
      carry.merge(totals[k]);
    }
  } else {
    S* const all = reinterpret_cast<S*>(shared) + threadIdx.x / threads * kTotals;
    __syncthreads();  // what was here before has been read
#pragma unroll
    for (int k = 0; k < n; ++k)
      if (lane == 0) all[k * kWarps + warp] = totals[k];
    __syncthreads();
    const S seen = inclusive_scan<32>(lane < kTotals ? all[lane] : S::none());
#pragma unroll
    for (int k = 0; k < n; ++k) {
      const int place = k * kWarps + warp;
      const S before = held_by(seen, place - 1);
      S first = carry;
      if (place > 0) first.merge(before);
      first.merge(states[k]);
      states[k] = first;
    }
    carry.merge(held_by(seen, kTotals - 1));
  }
}

}  // namespace ireplay
