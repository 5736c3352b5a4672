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
/// Words used here and in replay/cuda/interpreter, in the field's terms:
///   lane         one of the items that a thread holds of a value (items per thread), not a lane of a warp
///   quad         four consecutive lanes: a float4 of 32-bit words
///   pack         the lanes of one vector access, 16 bytes where the type allows it
///   slot         spilled values of a thread in shared memory
///   row value    a value that all lanes of a row share: a uniform
///   fold         what a block does to the states of its threads at the end of a stage: block reduction
///   slice        a share of a reduction that one of several blocks takes: split reduction
///   ragged       the last tile is partial
///   stage        a pass over the iteration space that ends where a reduction's result is needed
///   group        the threads that share a row
namespace ireplay {

/// What a kernel is given: the program, in place where it is short, and memory beside it.
inline constexpr int kInlineBytes = 7840;
struct alignas(16) ProgramArgument {
  DeviceProgram head;
  const unsigned char* remote = nullptr;  // the block in device memory; null: `block` holds it
  void* spill = nullptr;                  // slots from `shared_slots` on, [block of the grid][slot][...]
  void* partials = nullptr;               // states of slices, [row value][slice][parallel point]
  std::int32_t program_pieces =
      0;  // 16-byte pieces of the program to bring to shared memory; 0: it stays away
  std::int32_t shared_slots = 0;
  std::int32_t group = 1;           // threads along the reduction
  std::int32_t slices = 1;          // blocks along the reduction, grid.y
  std::int32_t partial_slices = 0;  // slices of `partials` that an earlier launch has left; 0: none
  std::int32_t totals = 0;          // 1: slices of a scan are only summed up, nothing is stored
  std::int32_t first_stage = 0, last_stage = 0;  // the stages of this launch, half open
  void* published = nullptr;                     // of scans in a single pass; see ScanTiles
  alignas(16) unsigned char block[kInlineBytes];
};
static_assert(sizeof(ProgramArgument) <= 8192);

/// Status of the tiles of long rows that are scanned in a single pass (decoupled look-back: Merrill and
/// Garland, "Single-pass Parallel Prefix Scan with Decoupled Look-back", 2016; every tile looks back to the
/// row's start): eight bytes for the next ticket, then as many for each [row value][row][chunk], the chunk's
/// aggregate in the low half and, once it is there, 1 in the high half. All of it is 0 when the launch
/// begins. Tickets count chunks of a row outermost, so that a block waits only for those that have begun.
struct ScanTiles {
  static constexpr std::int64_t bytes(std::int64_t row_values, std::int64_t rows, std::int64_t chunks) {
    return 8 * (1 + row_values * rows * chunks);
  }
};

enum class LaneAxis : std::uint8_t { parallel, reduction };
/// The instantiations: the main one on 32-bit words, with sixteen, thirty-two or sixty-four lanes; 32-bit
/// words with the special rows too; 64-bit words with everything.
enum class MachineWidth : std::uint8_t { words32, words32_wide, words32_widest, words32_special, words64 };
inline constexpr std::size_t kMachineWidths = 5;

constexpr bool is_main(MachineWidth width) { return width <= MachineWidth::words32_widest; }
constexpr int lanes_of(MachineWidth width) { return is_main(width) ? 16 << static_cast<int>(width) : 4; }
/// The main instantiation with 16, 32 or 64 lanes.
constexpr MachineWidth main_width(int lanes) {
  return lanes == 64   ? MachineWidth::words32_widest
         : lanes == 32 ? MachineWidth::words32_wide
                       : MachineWidth::words32;
}
constexpr int word_bytes(MachineWidth width) { return width == MachineWidth::words64 ? 8 : 4; }
/// Shared memory of one slot, and of one row value, for each thread.
constexpr std::size_t slot_bytes(MachineWidth width) {
  return static_cast<std::size_t>(lanes_of(width)) * word_bytes(width);
}
/// Of a block.
constexpr int most_threads(int lanes) { return lanes >= 32 ? 128 : 256; }

/// Where a reduction's results go at once, one after the other from `offset` on; without `memory` they stay
/// in slice 0.
struct CombineStore {
  void* memory = nullptr;
  std::int64_t offset = 0;
  DType storage = DType::f32;  // of two or four bytes
};

/// One reduction's slices (ProgramArgument::partials) to be put together in slice 0, for lanes along the
/// parallel points.
struct CombineLaunch {
  MachineWidth width = MachineWidth::words32;
  void* partials = nullptr;
  DeviceFold fold;
  std::int64_t slices = 1, points = 0;
  CombineStore to;
};
struct InterpreterLaunch {
  std::int64_t clear_bytes = 0;      // of argument.published, before the kernel
  std::vector<CombineLaunch> after;  // of what the kernel leaves, in order
  LaneAxis axis = LaneAxis::parallel;
  MachineWidth width = MachineWidth::words32;
  bool few_blocks = false;      // of sixty-four lanes: kFewBlocks of them on a multiprocessor
  bool one_stage = false;       // of independent points, or of rows that the lanes hold whole
  unsigned blocks = 1;          // grid.x; grid.y is argument.slices
  unsigned lane_threads = 128;  // threads along the lanes; block.y is group for parallel lanes
  std::size_t shared_bytes = 0;
  ProgramArgument argument;
};

/// Which template a launch runs: lanes along independent points, along the points of a reduction, along the
/// reduction; or along a row that they hold whole in one stage.
enum class KernelShape : std::uint8_t { points, columns, rows, whole_rows };
inline constexpr std::size_t kKernelShapes = 4;
inline KernelShape shape_of(const InterpreterLaunch& launch) {
  const bool single = launch.one_stage && is_main(launch.width);
  if (launch.axis == LaneAxis::parallel) return single ? KernelShape::points : KernelShape::columns;
  return single && launch.width == MachineWidth::words32_widest ? KernelShape::whole_rows : KernelShape::rows;
}
/// Rows of threads in a block, beside `lane_threads` along the lanes.
inline unsigned thread_rows(const InterpreterLaunch& launch) {
  return launch.axis == LaneAxis::parallel ? static_cast<unsigned>(launch.argument.group) : 1;
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
InterpreterKernel point_kernel_words32();
InterpreterKernel point_kernel_words32_wide();
InterpreterKernel point_kernel_words32_widest();
InterpreterKernel point_kernel_words32_64_items_3_blocks();
InterpreterKernel parallel_kernel_words32();
InterpreterKernel parallel_kernel_words32_wide();
InterpreterKernel parallel_kernel_words32_special();
InterpreterKernel parallel_kernel_words64();
InterpreterKernel row_kernel_words32();
InterpreterKernel row_kernel_words32_wide();
InterpreterKernel whole_row_kernel_words32_widest();
InterpreterKernel whole_row_kernel_words32_64_items_3_blocks();
InterpreterKernel row_kernel_words32_special();
InterpreterKernel row_kernel_words64();
BatchKernel batch_kernel_words32();

}  // namespace ireplay
