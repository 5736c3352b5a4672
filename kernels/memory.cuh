#pragma once

#include "kernels/thread.cuh"
#include "kernels/words.cuh"

/// Loads, stores and atomics of the machine.
namespace ireplay {

template <int bytes>
struct VectorOf;
template <>
struct VectorOf<4> {
  using type = std::uint32_t;
};
template <>
struct VectorOf<8> {
  using type = uint2;
};
template <>
struct VectorOf<16> {
  using type = uint4;
};

/// An element as a word; 64-bit integers in 32-bit words stop at the limits, which no valid index reaches.
template <class Word, class T>
__device__ __forceinline__ Word word_of_element(T element) {
  if constexpr (sizeof(T) > sizeof(Word)) {
    const auto wide = static_cast<std::int64_t>(element);
    const std::int64_t held = wide > 0x7fffffff ? 0x7fffffff : wide < -0x80000000ll ? -0x80000000ll : wide;
    return static_cast<Word>(static_cast<std::int32_t>(held));
  } else {
    return static_cast<Word>(element);
  }
}

template <class P, class T, int count>
__device__ __forceinline__ void read_vector(const T* from, typename P::Word* to) {
  constexpr int kPieceBytes = count * sizeof(T) < 16 ? count * static_cast<int>(sizeof(T)) : 16;
  constexpr int kPieces = count * sizeof(T) / kPieceBytes, kEach = count / kPieces;
  using Vector = typename VectorOf<kPieceBytes>::type;
#pragma unroll
  for (int piece = 0; piece < kPieces; ++piece) {
    const Vector vector = reinterpret_cast<const Vector*>(from)[piece];
    T elements[kEach];
    memcpy(elements, &vector, sizeof vector);
#pragma unroll
    for (int k = 0; k < kEach; ++k) to[piece * kEach + k] = word_of_element<typename P::Word>(elements[k]);
  }
}

/// A word as the element to store; only integers are wider than their words.
template <class T, class Word>
__device__ __forceinline__ T element_of_word(Word word) {
  if constexpr (sizeof(T) > sizeof(Word))
    return static_cast<T>(static_cast<std::int64_t>(static_cast<std::int32_t>(word)));
  else
    return static_cast<T>(word);
}

template <class P, class T, int count>
__device__ __forceinline__ void write_vector(T* to, const typename P::Word* from) {
  constexpr int kPieceBytes = count * sizeof(T) < 16 ? count * static_cast<int>(sizeof(T)) : 16;
  constexpr int kPieces = count * sizeof(T) / kPieceBytes, kEach = count / kPieces;
  using Vector = typename VectorOf<kPieceBytes>::type;
#pragma unroll
  for (int piece = 0; piece < kPieces; ++piece) {
    T elements[kEach];
#pragma unroll
    for (int k = 0; k < kEach; ++k) elements[k] = element_of_word<T>(from[piece * kEach + k]);
    Vector vector;
    memcpy(&vector, elements, sizeof vector);
    reinterpret_cast<Vector*>(to)[piece] = vector;
  }
}

/// Packed access: whole vectors where all their lanes are active, else one by one. `whole(lane)` moves
/// `count` lanes from `lane` on, `single(lane)` one.
template <class P, int bytes, class Whole, class Single>
__device__ __forceinline__ void each_pack(const Thread<P>& thread, std::uint32_t active, Whole&& whole,
                                          Single&& single) {
  constexpr int kQuads = P::kLanes / 4;
  if constexpr (bytes <= 2 && kQuads > 1) {
    if (thread.argument.head.pack == 8 && active == Thread<P>::kAll) {
#pragma unroll
      for (int q = 0; q < kQuads; q += 2) whole.template operator()<8>(4 * q);
      return;
    }
  }
#pragma unroll
  for (int q = 0; q < kQuads; ++q) {
    if ((active >> (4 * q) & 15) == 15) {
      whole.template operator()<4>(4 * q);
    } else {
#pragma unroll
      for (int lane = 4 * q; lane < 4 * q + 4; ++lane)
        if (active >> lane & 1) single(lane);
    }
  }
}

/// Where the lanes of an access are, and which of them take part.
template <class P>
struct Places {
  typename P::Int at[P::kLanes];
  std::uint32_t active;
  bool packed;
  void* data;
};

/// `moved` is added to the index where it gathers; lanes out of bounds leave `active` and raise a fault.
template <class P>
__device__ __forceinline__ void find_places(const Thread<P>& thread, const ReadInstruction& in,
                                            const typename P::Word (&moved)[P::kLanes], Places<P>& places) {
  const DeviceIndex index = thread.index_of(in);
  const auto memory = thread.memory(in);
  places.packed = index.access == Access::packed;
  places.data = memory.data;
  thread.lane_indices(index, places.at);
  if (in.flags & kGathers) {
#pragma unroll
    for (int lane = 0; lane < P::kLanes; ++lane) places.at[lane] += static_cast<typename P::Int>(moved[lane]);
  }
  if (in.flags & kChecks) {
#pragma unroll
    for (int lane = 0; lane < P::kLanes; ++lane) {
      const bool inside = places.at[lane] >= 0 && places.at[lane] < memory.extent;
      if (!inside && (places.active >> lane & 1)) {
        thread.fault(in.source, places.at[lane], memory.extent);
        places.active &= ~(1u << lane);
      }
    }
  }
}

template <class P, class T>
__device__ __forceinline__ void load_as(Thread<P>& thread, const void* from, const Places<P>& places) {
  using Word = typename P::Word;
  __builtin_assume(__isGlobal(from));  // generic accesses are slower
  const T* memory = static_cast<const T*>(from);
  const auto single = [&](int lane) { thread.acc[lane] = word_of_element<Word>(memory[places.at[lane]]); };
  if (places.packed) {
    each_pack<P, sizeof(T)>(
        thread, places.active,
        [&]<int count>(int lane) { read_vector<P, T, count>(memory + places.at[lane], thread.acc + lane); },
        single);
    return;
  }
#pragma unroll
  for (int q = 0; q < P::kLanes / 4; ++q) {
    const typename P::Int* at = places.at + 4 * q;
    const bool whole = (places.active >> (4 * q) & 15) == 15;
    // what gathers rows, or repeats one element, is known to be a vector only here
    const bool run =
        at[1] == at[0] + 1 && at[2] == at[0] + 2 && at[3] == at[0] + 3 &&
        reinterpret_cast<std::uintptr_t>(memory + at[0]) % (sizeof(T) < 4 ? 4 * sizeof(T) : 16) == 0;
    const bool same = at[1] == at[0] && at[2] == at[0] && at[3] == at[0];
    if (whole && run) {
      read_vector<P, T, 4>(memory + at[0], thread.acc + 4 * q);
    } else if (whole && same) {
      single(4 * q);
#pragma unroll
      for (int lane = 4 * q + 1; lane < 4 * q + 4; ++lane) thread.acc[lane] = thread.acc[4 * q];
    } else {
#pragma unroll
      for (int lane = 4 * q; lane < 4 * q + 4; ++lane)
        if (places.active >> lane & 1) single(lane);
    }
  }
}

/// Loaded elements to words of their compute type.
template <class P>
__device__ __forceinline__ void widen_lanes(Thread<P>& thread, DType storage) {
  if (storage == DType::f32 || (sizeof(typename P::Word) == 4 && storage == DType::i32)) return;
  if (storage == DType::bf16) {
#pragma unroll
    for (int lane = 0; lane < P::kLanes; ++lane)
      thread.acc[lane] = static_cast<std::uint32_t>(thread.acc[lane]) << 16;
    return;
  }
  thread.each_quad([&](typename P::Word bits) { return widen<P::kSpecial>(bits, storage); });
}

/// Whole vectors for all lanes: what almost every access of a large tensor is.
template <class P>
__device__ __forceinline__ bool load_packed(Thread<P>& thread, const ReadInstruction& in,
                                            const DeviceIndex& index) {
  if (index.access != Access::packed || thread.active(in) != Thread<P>::kAll) return false;
  typename P::Int first[P::kLanes / 4];
  thread.quad_indices(index, first);
  const void* from = thread.memory(in).data;
  __builtin_assume(__isGlobal(from));
  if (in.bytes == 4) {
    const auto* memory = static_cast<const std::uint32_t*>(from);
#pragma unroll
    for (int q = 0; q < P::kLanes / 4; ++q)
      read_vector<P, std::uint32_t, 4>(memory + first[q], thread.acc + 4 * q);
    return true;
  }
  if (in.bytes == 2) {
    const auto* memory = static_cast<const std::uint16_t*>(from);
    if (P::kLanes > 4 && thread.argument.head.pack == 8) {
#pragma unroll
      for (int q = 0; q + 1 < P::kLanes / 4; q += 2)
        read_vector<P, std::uint16_t, 8>(memory + first[q], thread.acc + 4 * q);
      return true;
    }
  }
  return false;
}

template <class P>
__device__ __forceinline__ void load(Thread<P>& thread, const ReadInstruction& in) {
  if (load_packed(thread, in, thread.index_of(in))) return widen_lanes(thread, in.storage);
  Places<P> places;
  places.active = thread.active(in);
  find_places(thread, in, thread.acc, places);
  if (places.active != Thread<P>::kAll) thread.fill(thread.acc, 0);
  switch (in.bytes) {
    case 8:
      return load_as<P, std::uint64_t>(thread, places.data, places);
    case 4:
      load_as<P, std::uint32_t>(thread, places.data, places);
      break;
    case 2:
      load_as<P, std::uint16_t>(thread, places.data, places);
      break;
    default:
      load_as<P, std::uint8_t>(thread, places.data, places);
      break;
  }
  widen_lanes(thread, in.storage);
}

template <class P, class T>
__device__ __forceinline__ void store_as(const Thread<P>& thread, void* to, const Places<P>& places,
                                         const typename P::Word (&bits)[P::kLanes]) {
  __builtin_assume(__isGlobal(to));
  T* memory = static_cast<T*>(to);
  const auto single = [&](int lane) { memory[places.at[lane]] = element_of_word<T>(bits[lane]); };
  if (places.packed) {
    each_pack<P, sizeof(T)>(
        thread, places.active,
        [&]<int count>(int lane) { write_vector<P, T, count>(memory + places.at[lane], bits + lane); },
        single);
    return;
  }
#pragma unroll
  for (int lane = 0; lane < P::kLanes; ++lane)
    if (places.active >> lane & 1) single(lane);
}

/// The accumulator's words as elements, in place: `words` keeps what it was where the caller still needs it.
template <class P>
__device__ __forceinline__ void narrow_lanes(typename P::Word (&words)[P::kLanes], DType storage) {
  if (storage == DType::bf16) {
#pragma unroll
    for (int lane = 0; lane < P::kLanes; ++lane) words[lane] = narrow<false>(words[lane], DType::bf16);
  } else if (storage == DType::f16) {
#pragma unroll
    for (int lane = 0; lane < P::kLanes; ++lane) words[lane] = narrow<false>(words[lane], DType::f16);
  } else if constexpr (P::kSpecial) {
    if (is_f8(storage)) {
#pragma unroll
      for (int lane = 0; lane < P::kLanes; ++lane)
        words[lane] = encode_f8(value_of<float>(words[lane]), storage);
    }
  }
}

template <class P>
__device__ __forceinline__ bool store_packed(Thread<P>& thread, const ReadInstruction& in,
                                             const DeviceIndex& index,
                                             const typename P::Word (&bits)[P::kLanes]) {
  if (index.access != Access::packed || (thread.active(in) & thread.writable) != Thread<P>::kAll)
    return false;
  typename P::Int first[P::kLanes / 4];
  thread.quad_indices(index, first);
  void* to = thread.memory(in).data;
  __builtin_assume(__isGlobal(to));
  if (in.bytes == 4) {
    auto* memory = static_cast<std::uint32_t*>(to);
#pragma unroll
    for (int q = 0; q < P::kLanes / 4; ++q)
      write_vector<P, std::uint32_t, 4>(memory + first[q], bits + 4 * q);
    return true;
  }
  if (in.bytes == 2) {
    auto* memory = static_cast<std::uint16_t*>(to);
    if (P::kLanes > 4 && thread.argument.head.pack == 8) {
#pragma unroll
      for (int q = 0; q + 1 < P::kLanes / 4; q += 2)
        write_vector<P, std::uint16_t, 8>(memory + first[q], bits + 4 * q);
      return true;
    }
  }
  return false;
}

template <class P>
__device__ __forceinline__ void store_lanes(Thread<P>& thread, const ReadInstruction& in,
                                            const typename P::Word (&bits)[P::kLanes]) {
  typename P::Word moved[P::kLanes];
  if (in.flags & kGathers) thread.operand(moved, in.b_kind, in.b, in);
  Places<P> places;
  places.active = thread.active(in) & thread.writable;
  find_places(thread, in, moved, places);
  switch (in.bytes) {
    case 8:
      store_as<P, std::uint64_t>(thread, places.data, places, bits);
      break;
    case 4:
      store_as<P, std::uint32_t>(thread, places.data, places, bits);
      break;
    case 2:
      store_as<P, std::uint16_t>(thread, places.data, places, bits);
      break;
    default:
      store_as<P, std::uint8_t>(thread, places.data, places, bits);
      break;
  }
}

template <class P>
__device__ __forceinline__ void store(Thread<P>& thread, const ReadInstruction& in) {
  typename P::Word bits[P::kLanes];
  thread.copy(bits, thread.acc);
  narrow_lanes<P>(bits, in.storage);
  if (!store_packed(thread, in, thread.index_of(in), bits)) store_lanes(thread, in, bits);
}

// ---- atomics

/// One element replaced by a function of itself, by compare-and-swap on the 32 bits (64 for 8-byte types)
/// around it.
template <class T, class Function>
__device__ __forceinline__ void update_element(T* at, Function&& next) {
  using Unit = std::conditional_t<sizeof(T) == 8, unsigned long long, unsigned>;
  const auto address = reinterpret_cast<std::uintptr_t>(at);
  auto* unit = reinterpret_cast<Unit*>(address & ~static_cast<std::uintptr_t>(sizeof(Unit) - 1));
  const int shift = static_cast<int>(address & (sizeof(Unit) - 1)) * 8;
  const Unit mask =
      sizeof(T) == sizeof(Unit) ? ~Unit{0} : ((Unit{1} << (8 * sizeof(T) % (8 * sizeof(Unit)))) - 1) << shift;
  Unit seen = *reinterpret_cast<volatile Unit*>(unit);
  while (true) {
    const T old = static_cast<T>((seen & mask) >> shift);
    const Unit wanted = (seen & ~mask) | (static_cast<Unit>(static_cast<T>(next(old))) << shift & mask);
    const Unit before = atomicCAS(unit, seen, wanted);
    if (before == seen) return;
    seen = before;
  }
}

template <class T>
__device__ __forceinline__ T atomic_result(AtomicKind kind, T old, T value) {
  switch (kind) {
    case AtomicKind::add:
      return static_cast<T>(old + value);
    case AtomicKind::max:
      return old != old || old > value ? old : value;
    case AtomicKind::min:
      return old != old || old < value ? old : value;
    default:
      return value;
  }
}

/// `word` is a value of the storage's compute type.
template <class Word>
__device__ __forceinline__ Word atomic_word(AtomicKind kind, DType storage, Word old, Word value) {
  if (kind == AtomicKind::bit_and) return old & value;
  if (kind == AtomicKind::bit_or) return old | value;
  if (kind == AtomicKind::bit_xor) return old ^ value;
  if (storage == DType::f64) {
    if constexpr (sizeof(Word) == 8)
      return word_of<Word>(atomic_result(kind, value_of<double>(old), value_of<double>(value)));
    return value;
  }
  if (is_float(storage))
    return word_of<Word>(atomic_result(kind, value_of<float>(old), value_of<float>(value)));
  using Int = std::conditional_t<sizeof(Word) == 4, std::int32_t, std::int64_t>;
  if (is_signed(storage))
    return static_cast<Word>(atomic_result(kind, static_cast<Int>(old), static_cast<Int>(value)));
  return atomic_result(kind, old, value);
}

template <class T, class Word>
__device__ __forceinline__ void update_as(void* memory, std::int64_t at, AtomicKind kind, DType storage,
                                          Word value) {
  update_element(static_cast<T*>(memory) + at, [&](T old) {
    const Word wide = widen<true>(static_cast<Word>(old), storage);
    return static_cast<T>(narrow<true>(atomic_word(kind, storage, wide, value), storage));
  });
}

template <class Word>
__device__ __noinline__ void atomic_element(void* memory, std::int64_t at, AtomicKind kind, DType storage,
                                            Word value) {
  if (kind == AtomicKind::add) {
    switch (storage) {
      case DType::f32:
        atomicAdd(static_cast<float*>(memory) + at, value_of<float>(value));
        return;
      case DType::i32:
      case DType::u32:
        atomicAdd(static_cast<unsigned*>(memory) + at, static_cast<unsigned>(value));
        return;
      case DType::f16:
        atomicAdd(static_cast<__half*>(memory) + at, __float2half_rn(value_of<float>(value)));
        return;
      case DType::bf16:
        atomicAdd(static_cast<__nv_bfloat16*>(memory) + at, __float2bfloat16_rn(value_of<float>(value)));
        return;
      case DType::f64:
        if constexpr (sizeof(Word) == 8)
          atomicAdd(static_cast<double*>(memory) + at, value_of<double>(value));
        return;
      case DType::i64:
      case DType::u64:
        atomicAdd(static_cast<unsigned long long*>(memory) + at, static_cast<unsigned long long>(value));
        return;
      default:
        break;
    }
  }
  switch (storage) {
    case DType::f64:
    case DType::i64:
    case DType::u64:
      return update_as<std::uint64_t>(memory, at, kind, storage, value);
    case DType::f32:
    case DType::i32:
    case DType::u32:
      return update_as<std::uint32_t>(memory, at, kind, storage, value);
    case DType::f16:
    case DType::bf16:
    case DType::i16:
    case DType::u16:
      return update_as<std::uint16_t>(memory, at, kind, storage, value);
    default:
      return update_as<std::uint8_t>(memory, at, kind, storage, value);
  }
}

template <class P>
__device__ __forceinline__ void atomic(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  Word moved[P::kLanes];
  if (in.flags & kGathers) thread.operand(moved, in.b_kind, in.b, in);
  Places<P> places;
  places.active = thread.active(in) & thread.writable;
  find_places(thread, in, moved, places);
  Word at[P::kLanes];
#pragma unroll
  for (int lane = 0; lane < P::kLanes; ++lane) at[lane] = static_cast<Word>(places.at[lane]);
  const std::uint32_t active = places.active;
  thread.each_lane(at, moved, [&](Word value, Word place, Word, int lane) {
    if (active >> lane & 1)
      atomic_element(places.data, static_cast<typename P::Int>(place), static_cast<AtomicKind>(in.kind),
                     in.storage, value);
    return value;
  });
}

}  // namespace ireplay
