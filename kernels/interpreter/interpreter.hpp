#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/interpreter/device_program.hpp"

// as the CUDA runtime declares it; who plans launches needs no header of CUDA
struct CUstream_st;
using cudaStream_t = CUstream_st*;

/// The prebuilt kernels: an interpreter of loop programs, as it is launched.
///
/// Words used here and in replay/cuda/interpreter:
///   word             what the machine computes on: 32 or 64 bits, one width for a whole program
///   field            32 bits of an instruction, as it is read
///   item             one of the elements that a thread holds of a value (items per thread)
///   float4           four consecutive items, of words of either width; slots are read and written by them
///   vector           the consecutive items of one vector access: 4, or 8 of two bytes each
///   coordinate       position along an axis of the iteration space, items' or other
///   digit            what one dimension of a tensor sees of a coordinate
///   slot             values of a thread's items in shared memory
///   row              the elements that give one result of a reduction or scan along the items
///   uniform          a value that all items of a row share
///   stage            a pass over the iteration space that ends where a reduction's result is needed
///   block reduction  what a block does to the states of its threads at the end of a stage
///   split            a share of a reduction that one of several blocks takes (split reduction)
///   partial tile     one that reaches beyond the iteration space; a partial vector is cut off within
///   group            the threads that share a row, or in a reduction of columns those of one threadIdx.x
namespace ireplay {

/// What a kernel is given: the program, in place where it is short, and memory beside it.
inline constexpr int kInlineBytes = 7840;
struct alignas(16) ProgramArgument {
  DeviceProgram head;
  const unsigned char* remote = nullptr;  // the block in device memory; null: `block` holds it
  void* spill = nullptr;                  // slots from `shared_slots` on, [block of the grid][slot][...]
  void* partials = nullptr;               // states of splits, [uniform][split][parallel point]
  std::int32_t program_pieces =
      0;  // 16-byte pieces of the program to bring to shared memory; 0: it stays away
  std::int32_t shared_slots = 0;
  std::int32_t group = 1;           // threads along the reduction
  std::int32_t splits = 1;          // blocks along the reduction, grid.y
  std::int32_t partial_splits = 0;  // splits of `partials` that an earlier launch has left; 0: none
  std::int32_t totals = 0;          // 1: splits of a scan are only summed up, nothing is stored
  std::int32_t first_stage = 0, last_stage = 0;  // the stages of this launch, half open
  void* tile_status = nullptr;                   // of scans in a single pass; see ScanTileStatus
  alignas(16) unsigned char block[kInlineBytes];
};
static_assert(sizeof(ProgramArgument) <= 8192);

/// Status of the tiles of long rows that are scanned in a single pass (decoupled look-back: Merrill and
/// Garland, "Single-pass Parallel Prefix Scan with Decoupled Look-back", 2016; every tile looks back to the
/// row's start): eight bytes for the next ticket, then as many for each [uniform][row][chunk], the chunk's
/// aggregate in the low half and, once it is there, 1 in the high half. All of it is 0 when the launch
/// begins. Tickets count chunks of a row outermost, so that a block waits only for those that have begun.
struct ScanTileStatus {
  static constexpr std::int64_t bytes(std::int64_t uniforms, std::int64_t rows, std::int64_t chunks) {
    return 8 * (1 + uniforms * rows * chunks);
  }
};

enum class ItemAxis : std::uint8_t { parallel, reduction };
/// The instantiations: the main one on 32-bit words, with sixteen or thirty-two items; 32-bit words with the
/// special instructions too; 64-bit words with everything.
enum class MachineWidth : std::uint8_t { words32_16_items, words32_32_items, words32_special, words64 };
inline constexpr std::size_t kMachineWidths = 4;

constexpr bool is_main(MachineWidth width) { return width <= MachineWidth::words32_32_items; }
constexpr int items_per_thread(MachineWidth width) {
  return is_main(width) ? 16 << static_cast<int>(width) : 4;
}
/// The main instantiation with 16 or 32 items.
constexpr MachineWidth main_width(int items) {
  return items == 32 ? MachineWidth::words32_32_items : MachineWidth::words32_16_items;
}
constexpr int word_bytes(MachineWidth width) { return width == MachineWidth::words64 ? 8 : 4; }
/// Shared memory of one slot for each thread.
constexpr std::size_t slot_bytes(MachineWidth width) {
  return static_cast<std::size_t>(items_per_thread(width)) * word_bytes(width);
}
/// Of a block.
constexpr int most_threads(int items) { return items >= 32 ? 128 : 256; }

/// Where a reduction's results go at once, one after the other from `offset` on; without `memory` they stay
/// in split 0.
struct CombineStore {
  void* memory = nullptr;
  std::int64_t offset = 0;
  DType storage = DType::f32;  // of two or four bytes
};

/// One reduction's splits (ProgramArgument::partials) to be put together in split 0, for items along the
/// parallel points.
struct CombineLaunch {
  MachineWidth width = MachineWidth::words32_16_items;
  void* partials = nullptr;
  BlockReduction reduction;
  std::int64_t splits = 1, points = 0;
  CombineStore to;
};
struct InterpreterLaunch {
  std::int64_t clear_bytes = 0;      // of argument.tile_status, before the kernel
  std::vector<CombineLaunch> after;  // of what the kernel leaves, in order
  ItemAxis axis = ItemAxis::parallel;
  MachineWidth width = MachineWidth::words32_16_items;
  bool one_stage = false;  // of independent points
  unsigned blocks = 1;     // grid.x; grid.y is argument.splits
  unsigned block_x = 128;  // threads along the items; block.y: block_y() below
  std::size_t shared_bytes = 0;
  ProgramArgument argument;
};

/// Which template a launch runs: items along independent points, along the points of a reduction, along the
/// reduction.
enum class KernelShape : std::uint8_t { points, columns, rows };
inline constexpr std::size_t kKernelShapes = 3;
inline KernelShape shape_of(const InterpreterLaunch& launch) {
  if (launch.axis == ItemAxis::reduction) return KernelShape::rows;
  return launch.one_stage && is_main(launch.width) ? KernelShape::points : KernelShape::columns;
}
/// Threads of a block that share the reduction of a column, beside `block_x` along the items.
inline unsigned block_y(const InterpreterLaunch& launch) {
  return launch.axis == ItemAxis::parallel ? static_cast<unsigned>(launch.argument.group) : 1;
}

/// Independent programs of independent points on 32-bit words, in one launch: program k has the blocks from
/// `first_blocks[k]` up to `first_blocks[k + 1]`. Both arrays are in device memory.
struct BatchLaunch {
  const ProgramArgument* arguments = nullptr;
  const std::int32_t* first_blocks = nullptr;
  std::int32_t programs = 0;
  unsigned blocks = 0, threads = 128;
  std::size_t shared_bytes = 0;
};

void combine_partials(const CombineLaunch& launch, cudaStream_t stream);

/// Puts the kernel on the stream. Throws CudaError.
void launch(const InterpreterLaunch& launch, cudaStream_t stream);
void launch(const BatchLaunch& launch, cudaStream_t stream);

// one translation unit for each instantiation: they compile side by side
using InterpreterKernel = void (*)(ProgramArgument);
using BatchKernel = void (*)(const ProgramArgument*, const std::int32_t*, int);
InterpreterKernel point_kernel_words32_16_items();
InterpreterKernel point_kernel_words32_32_items();
InterpreterKernel parallel_kernel_words32_16_items();
InterpreterKernel parallel_kernel_words32_32_items();
InterpreterKernel parallel_kernel_words32_special();
InterpreterKernel parallel_kernel_words64();
InterpreterKernel row_kernel_words32_16_items();
InterpreterKernel row_kernel_words32_32_items();
InterpreterKernel row_kernel_words32_special();
InterpreterKernel row_kernel_words64();
BatchKernel batch_kernel_words32_16_items();

}  // namespace ireplay
