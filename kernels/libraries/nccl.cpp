#include "kernels/libraries/nccl.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <vector>

#include "kernels/libraries/library.hpp"

namespace ireplay {
namespace {

constexpr int kSuccess = 0, kInProgress = 7;  // of ncclResult_t

struct NcclApi {
  int (*ncclGetVersion)(int* version);
  int (*ncclGetUniqueId)(NcclUniqueId* id);
  int (*ncclCommInitRank)(void** communicator, int size, NcclUniqueId id, int rank);
  int (*ncclCommDestroy)(void* communicator);
  int (*ncclCommAbort)(void* communicator);
  int (*ncclCommGetAsyncError)(void* communicator, int* result);
  const char* (*ncclGetErrorString)(int result);
  const char* (*ncclGetLastError)(void* communicator);
  int (*ncclAllReduce)(const void*, void*, std::size_t, int dtype, int op, void* communicator, void* stream);
  int (*ncclReduceScatter)(const void*, void*, std::size_t, int dtype, int op, void* communicator,
                           void* stream);
  int (*ncclAllGather)(const void*, void*, std::size_t, int dtype, void* communicator, void* stream);
  int (*ncclBroadcast)(const void*, void*, std::size_t, int dtype, int root, void* communicator,
                       void* stream);
  int (*ncclSend)(const void*, std::size_t, int dtype, int peer, void* communicator, void* stream);
  int (*ncclRecv)(void*, std::size_t, int dtype, int peer, void* communicator, void* stream);
  int (*ncclGroupStart)();
  int (*ncclGroupEnd)();
};

Library open_library() {
  const char* const told = std::getenv("IREPLAY_NCCL");
  if (told == nullptr || *told == '\0') {
    try {
      return Library("nccl");
    } catch (const CudaError&) {
      throw CudaError(
          "libnccl.so.2 was not found, and collectives between processes run through it: IREPLAY_NCCL names "
          "the file or its folder, such as site-packages/nvidia/nccl/lib of a PyTorch");
    }
  }
  std::error_code error;
  const std::filesystem::path path(told);
  return Library::open_file(
      (std::filesystem::is_directory(path, error) ? path / "libnccl.so.2" : path).string());
}

const NcclApi& nccl() {
  static const NcclApi loaded = [] {
    const Library library = open_library();
    NcclApi api{};
#define FIND(name) api.name = library.find<decltype(api.name)>(#name)
    FIND(ncclGetVersion);
    FIND(ncclGetUniqueId);
    FIND(ncclCommInitRank);
    FIND(ncclCommDestroy);
    FIND(ncclCommAbort);
    FIND(ncclCommGetAsyncError);
    FIND(ncclGetErrorString);
    FIND(ncclGetLastError);
    FIND(ncclAllReduce);
    FIND(ncclReduceScatter);
    FIND(ncclAllGather);
    FIND(ncclBroadcast);
    FIND(ncclSend);
    FIND(ncclRecv);
    FIND(ncclGroupStart);
    FIND(ncclGroupEnd);
#undef FIND
    return api;
  }();
  return loaded;
}

/// Throws CudaError "ncclSend: invalid usage (the library's last words)".
void check_result(int result, const char* call, void* communicator = nullptr) {
  if (result == kSuccess) return;
  std::string words = std::string(call) + ": " + nccl().ncclGetErrorString(result);
  const char* const last = nccl().ncclGetLastError(communicator);
  if (last != nullptr && *last != '\0') words += std::string(" (") + last + ")";
  throw CudaError(words + "; NCCL_DEBUG=WARN says more");
}

/// ncclDataType_t and how many of it an element has; none for what NCCL does not know.
struct NcclType {
  int number, each;
};
constexpr int kBytes = 0;  // ncclInt8

std::optional<NcclType> type_of(DType dtype) {
  switch (dtype) {
    case DType::i8:
      return NcclType{0, 1};
    case DType::u8:
    case DType::boolean:
      return NcclType{1, 1};
    case DType::i32:
      return NcclType{2, 1};
    case DType::u32:
      return NcclType{3, 1};
    case DType::i64:
      return NcclType{4, 1};
    case DType::u64:
      return NcclType{5, 1};
    case DType::f16:
      return NcclType{6, 1};
    case DType::c32:
      return NcclType{6, 2};
    case DType::f32:
      return NcclType{7, 1};
    case DType::c64:
      return NcclType{7, 2};
    case DType::f64:
      return NcclType{8, 1};
    case DType::c128:
      return NcclType{8, 2};
    case DType::bf16:
      return NcclType{9, 1};
    case DType::f8e4m3fn:
      return NcclType{10, 1};
    case DType::f8e5m2:
      return NcclType{11, 1};
    default:
      return std::nullopt;
  }
}

/// ncclRedOp_t. Of bools, which are 0 and 1 in a byte, a sum is whether any is true, as PyTorch has it.
std::optional<int> op_of(std::string_view op, DType dtype) {
  constexpr int kSum = 0, kProduct = 1, kMax = 2, kMin = 3, kAverage = 4;
  if (dtype == DType::boolean) {
    if (op == "sum" || op == "max") return kMax;
    return op == "product" || op == "min" ? std::optional(kMin) : std::nullopt;
  }
  if (op == "sum") return kSum;
  if (op == "avg") return kAverage;
  if (is_complex(dtype)) return std::nullopt;
  if (op == "product") return kProduct;
  if (op == "max") return kMax;
  return op == "min" ? std::optional(kMin) : std::nullopt;
}

}  // namespace

std::string NcclCommunicator::why_not(std::string_view op, DType dtype) {
  if (type_of(dtype) && op_of(op, dtype)) return {};
  return "NCCL has no '" + std::string(op) + "' of " + std::string(info(dtype).name);
}

NcclUniqueId NcclCommunicator::make_id() {
  NcclUniqueId id{};
  check_result(nccl().ncclGetUniqueId(&id), "ncclGetUniqueId");
  return id;
}

NcclCommunicator::NcclCommunicator(const NcclUniqueId& id, int size, int rank) : size_(size), rank_(rank) {
  check_result(nccl().ncclCommInitRank(&handle_, size, id, rank), "ncclCommInitRank");
}

NcclCommunicator::NcclCommunicator(NcclCommunicator&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), size_(other.size_), rank_(other.rank_) {}

NcclCommunicator::~NcclCommunicator() {
  if (handle_ != nullptr) nccl().ncclCommDestroy(handle_);
}

void NcclCommunicator::all_reduce(const void* from, void* to, std::size_t count, DType dtype,
                                  std::string_view op, NcclStream stream) const {
  const NcclType type = type_of(dtype).value();
  check_result(nccl().ncclAllReduce(from, to, count * static_cast<std::size_t>(type.each), type.number,
                                    op_of(op, dtype).value(), handle_, stream),
               "ncclAllReduce", handle_);
}

void NcclCommunicator::reduce_scatter(const void* from, void* to, std::size_t count, DType dtype,
                                      std::string_view op, NcclStream stream) const {
  const NcclType type = type_of(dtype).value();
  check_result(nccl().ncclReduceScatter(from, to, count * static_cast<std::size_t>(type.each), type.number,
                                        op_of(op, dtype).value(), handle_, stream),
               "ncclReduceScatter", handle_);
}

void NcclCommunicator::all_gather(const void* from, void* to, std::size_t bytes, NcclStream stream) const {
  check_result(nccl().ncclAllGather(from, to, bytes, kBytes, handle_, stream), "ncclAllGather", handle_);
}

void NcclCommunicator::broadcast(const void* from, void* to, std::size_t bytes, int root,
                                 NcclStream stream) const {
  check_result(nccl().ncclBroadcast(from, to, bytes, kBytes, root, handle_, stream), "ncclBroadcast",
               handle_);
}

void NcclCommunicator::send(const void* from, std::size_t bytes, int to, NcclStream stream) const {
  check_result(nccl().ncclSend(from, bytes, kBytes, to, handle_, stream), "ncclSend", handle_);
}

void NcclCommunicator::receive(void* to, std::size_t bytes, int from, NcclStream stream) const {
  check_result(nccl().ncclRecv(to, bytes, kBytes, from, handle_, stream), "ncclRecv", handle_);
}

void NcclCommunicator::check() const {
  int result = kSuccess;
  check_result(nccl().ncclCommGetAsyncError(handle_, &result), "ncclCommGetAsyncError", handle_);
  if (result != kInProgress) check_result(result, "NCCL", handle_);
}

void NcclCommunicator::abort() {
  if (handle_ != nullptr) nccl().ncclCommAbort(std::exchange(handle_, nullptr));
}

NcclGroup::NcclGroup() { check_result(nccl().ncclGroupStart(), "ncclGroupStart"); }

NcclGroup::~NcclGroup() {
  if (open_) nccl().ncclGroupEnd();
}

void NcclGroup::launch() {
  open_ = false;
  check_result(nccl().ncclGroupEnd(), "ncclGroupEnd");
}

std::string nccl_version() {
  int version = 0;
  check_result(nccl().ncclGetVersion(&version), "ncclGetVersion");
  // 2.8 and before: 2804; 2.9 and later: 20904
  const int major = version < 10000 ? version / 1000 : version / 10000;
  const int minor = version < 10000 ? version / 100 % 10 : version / 100 % 100;
  return "NCCL " + std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(version % 100);
}

}  // namespace ireplay
