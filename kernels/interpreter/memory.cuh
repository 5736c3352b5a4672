#pragma once

#include "kernels/interpreter/faults.cuh"
#include "kernels/interpreter/indices.cuh"
#include "kernels/interpreter/operands.cuh"
#include "kernels/interpreter/words.cuh"

/// Loads, stores and atomics of the machine. Atomic sums are the device's own; every other update is a loop
/// of compare and swap on the word that the element lies in.
namespace ireplay {

/// An element as a word; 64-bit integers in 32-bit words stop at the limits, which no valid index reaches.
template <class Word, class T>
__device__ __forceinline__ Word word_of_element(T element) {
  if constexpr (sizeof(T) > sizeof(Word)) {
    const auto low = static_cast<std::int32_t>(element),
               high = static_cast<std::int32_t>(static_cast<std::int64_t>(element) >> 32);
    return static_cast<Word>(high == (low >> 31) ? low : (high >> 31) ^ 0x7fffffff);
  } else {
    return static_cast<Word>(element);
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

/// Four elements side by side, as one or two vectors.
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

template <class T, class Word>
__device__ __forceinline__ void read_four(const T* from, Word (&to)[4]) {
  constexpr int kPieceBytes = sizeof(T) < 4 ? 4 * sizeof(T) : 16, kEach = kPieceBytes / sizeof(T);
  using Vector = typename VectorOf<kPieceBytes>::type;
#pragma unroll
  for (int piece = 0; piece < 4 / kEach; ++piece) {
    const Vector vector = reinterpret_cast<const Vector*>(from)[piece];
    T elements[kEach];
    memcpy(elements, &vector, sizeof vector);
#pragma unroll
    for (int k = 0; k < kEach; ++k) to[piece * kEach + k] = word_of_element<Word>(elements[k]);
  }
}

template <class T, class Word>
__device__ __forceinline__ void write_four(T* to, const Word (&from)[4]) {
  constexpr int kPieceBytes = sizeof(T) < 4 ? 4 * sizeof(T) : 16, kEach = kPieceBytes / sizeof(T);
  using Vector = typename VectorOf<kPieceBytes>::type;
#pragma unroll
  for (int piece = 0; piece < 4 / kEach; ++piece) {
    T elements[kEach];
#pragma unroll
    for (int k = 0; k < kEach; ++k) elements[k] = element_of_word<T>(from[piece * kEach + k]);
    Vector vector;
    memcpy(&vector, elements, sizeof vector);
    reinterpret_cast<Vector*>(to)[piece] = vector;
  }
}

/// What an access does, the same for all items.
template <class P>
struct AccessTerms {
  DeviceIndex index;
  typename P::Int start;
  void* data;
  std::int64_t extent;
};

template <class P>
__device__ __forceinline__ AccessTerms<P> access_terms(const Thread<P>& thread, const ReadInstruction& in) {
  const DeviceIndex index = read_index<P>(thread.argument, in);
  const BufferMemory memory = read_buffer<P>(thread.argument, in);
  return {index, common_index(thread, index), memory.data, memory.extent};
}

/// The offsets of float4 `q`: `moved` is added where the access gathers; items out of bounds leave `active`
/// and raise a fault.
template <class P>
__device__ __forceinline__ void find_offsets(const Thread<P>& thread, const ReadInstruction& in,
                                             const AccessTerms<P>& terms, int q,
                                             const typename P::Word (&moved)[4], std::uint32_t& active,
                                             typename P::Int (&at)[4]) {
  item_indices(thread, terms.index, terms.start, q, at);
  if (in.flags & kGathers) {
#pragma unroll
    for (int k = 0; k < 4; ++k) at[k] += static_cast<typename P::Int>(moved[k]);
  }
  if ((in.flags & kChecks) == 0) return;
#pragma unroll
  for (int k = 0; k < 4; ++k) {
    const bool inside = at[k] >= 0 && at[k] < terms.extent;
    if (!inside && (active >> k & 1)) {
      raise_fault(thread, in.source, at[k], terms.extent);
      active &= ~(1u << k);
    }
  }
}

template <class T, class Word, class Int>
__device__ __forceinline__ void load_four(const void* from, bool is_vector, std::uint32_t active,
                                          const Int (&at)[4], Word (&to)[4]) {
  __builtin_assume(__isGlobal(from));  // generic accesses are slower
  const T* memory = static_cast<const T*>(from);
  if (active == 15) {
    // what gathers rows, or repeats one element, is known to be a vector only here
    const bool run =
        is_vector ||
        (at[1] == at[0] + 1 && at[2] == at[0] + 2 && at[3] == at[0] + 3 &&
         reinterpret_cast<std::uintptr_t>(memory + at[0]) % (sizeof(T) < 4 ? 4 * sizeof(T) : 16) == 0);
    if (run) return read_four(memory + at[0], to);
    if (at[1] == at[0] && at[2] == at[0] && at[3] == at[0]) {
      to[0] = to[1] = to[2] = to[3] = word_of_element<Word>(memory[at[0]]);
      return;
    }
  }
#pragma unroll
  for (int k = 0; k < 4; ++k) to[k] = active >> k & 1 ? word_of_element<Word>(memory[at[k]]) : Word{0};
}

template <class P>
__device__ __forceinline__ void load(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  const AccessTerms<P> terms = access_terms(thread, in);
  const bool is_vector = terms.index.access == Access::vector;
  each_float4(thread, [&](int q, Word(&four)[4]) {
    std::uint32_t active = active_in_float4(thread, in, thread.items.valid, q);
    typename P::Int at[4];
    find_offsets(thread, in, terms, q, four, active, at);
    switch (in.bytes) {
      case 8:
        return load_four<std::uint64_t>(terms.data, is_vector, active, at, four);
      case 4:
        load_four<std::uint32_t>(terms.data, is_vector, active, at, four);
        break;
      case 2:
        load_four<std::uint16_t>(terms.data, is_vector, active, at, four);
        break;
      default:
        load_four<std::uint8_t>(terms.data, is_vector, active, at, four);
        break;
    }
#pragma unroll
    for (int k = 0; k < 4; ++k) four[k] = widen<P::kSpecial>(four[k], in.storage);
  });
}

template <class T, class Word, class Int>
__device__ __forceinline__ void store_four(void* to, bool is_vector, std::uint32_t active, const Int (&at)[4],
                                           const Word (&from)[4]) {
  __builtin_assume(__isGlobal(to));
  T* memory = static_cast<T*>(to);
  if (is_vector && active == 15) return write_four(memory + at[0], from);
#pragma unroll
  for (int k = 0; k < 4; ++k)
    if (active >> k & 1) memory[at[k]] = element_of_word<T>(from[k]);
}

template <class P>
__device__ __forceinline__ void store(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  const AccessTerms<P> terms = access_terms(thread, in);
  const bool is_vector = terms.index.access == Access::vector;
  each_float4(thread, [&](int q, Word(&four)[4]) {
    Word moved[4], bits[4];
    if (in.flags & kGathers) float4_operand(thread, in.b_kind, in.b, in, q, moved);
    std::uint32_t active = active_in_float4(thread, in, thread.items.valid & thread.items.writable, q);
    typename P::Int at[4];
    find_offsets(thread, in, terms, q, moved, active, at);
#pragma unroll
    for (int k = 0; k < 4; ++k) bits[k] = narrow<P::kSpecial>(four[k], in.storage);
    switch (in.bytes) {
      case 8:
        return store_four<std::uint64_t>(terms.data, is_vector, active, at, bits);
      case 4:
        return store_four<std::uint32_t>(terms.data, is_vector, active, at, bits);
      case 2:
        return store_four<std::uint16_t>(terms.data, is_vector, active, at, bits);
      default:
        return store_four<std::uint8_t>(terms.data, is_vector, active, at, bits);
    }
  });
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
  const AccessTerms<P> terms = access_terms(thread, in);
  each_float4(thread, [&](int q, Word(&four)[4]) {
    Word moved[4];
    if (in.flags & kGathers) float4_operand(thread, in.b_kind, in.b, in, q, moved);
    std::uint32_t active = active_in_float4(thread, in, thread.items.valid & thread.items.writable, q);
    typename P::Int at[4];
    find_offsets(thread, in, terms, q, moved, active, at);
#pragma unroll
    for (int k = 0; k < 4; ++k)
      if (active >> k & 1)
        atomic_element(terms.data, at[k], static_cast<AtomicKind>(in.kind), in.storage, four[k]);
  });
}

}  // namespace ireplay
