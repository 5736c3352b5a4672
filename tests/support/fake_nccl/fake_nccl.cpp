// A libnccl.so.2 for tests without a GPU: memory is the host's, ranks are threads or processes that exchange
// files in the folder FAKE_NCCL_DIR, and each call leaves a line in `calls.<rank>` there.
#include <bit>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct UniqueId {
  char bytes[128];
};

struct Transfer {
  bool sends;
  std::byte* data;
  std::size_t bytes;
  int peer;
};

struct Communicator {
  std::string name;
  int size, rank;
  int exchanges = 0;
  std::vector<Transfer> transfers;                  // of an open group
  std::map<std::pair<int, bool>, int> transferred;  // by peer, those sent and those received
};

constexpr int kSuccess = 0, kSystemError = 2, kInvalidUsage = 5;

fs::path folder() {
  const char* const told = std::getenv("FAKE_NCCL_DIR");
  return told != nullptr ? told : ".";
}

thread_local int open_groups = 0;
thread_local std::vector<std::function<int()>> queued;
thread_local std::vector<Communicator*> transferring;

void note(const Communicator& communicator, const std::string& line) {
  std::ofstream(folder() / ("calls." + std::to_string(communicator.rank)), std::ios::app) << line << '\n';
}

std::size_t bytes_of(int type) {
  constexpr std::size_t kBytes[] = {1, 1, 4, 4, 8, 8, 2, 4, 8, 2, 1, 1};
  return kBytes[type];
}

/// What all ranks bring to their next exchange. Empty where one does not come for ten seconds.
std::vector<std::string> bring(Communicator& communicator, const std::string& own) {
  const int number = communicator.exchanges++;
  const auto file = [&](int rank, int of) {
    return folder() / (communicator.name + "." + std::to_string(of) + "." + std::to_string(rank));
  };
  const fs::path part = file(communicator.rank, number).string() + ".part";
  std::ofstream(part, std::ios::binary) << own;
  fs::rename(part, file(communicator.rank, number));
  std::vector<std::string> all;
  for (int rank = 0; rank < communicator.size; ++rank) {
    for (int tries = 0; !fs::exists(file(rank, number)); ++tries) {
      if (tries > 10000) return {};
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    std::ifstream in(file(rank, number), std::ios::binary);
    all.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  if (number > 0) fs::remove(file(communicator.rank, number - 1));  // all have come past it
  return all;
}

/// The upper half of a float, rounded to nearest even.
struct Bf16 {
  std::uint16_t bits = 0;

  Bf16() = default;
  explicit Bf16(float value) {
    const auto word = std::bit_cast<std::uint32_t>(value);
    bits = static_cast<std::uint16_t>((word + 0x7fffU + (word >> 16 & 1U)) >> 16);
  }
  explicit Bf16(std::size_t value) : Bf16(static_cast<float>(value)) {}
  operator float() const { return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16); }
};

template <class T>
T combined(int op, T a, T b) {
  if (op == 1) return static_cast<T>(a * b);
  if (op == 2) return std::max(a, b);
  if (op == 3) return std::min(a, b);
  return static_cast<T>(a + b);
}

template <class T>
std::string reduced(const std::vector<std::string>& all, int op) {
  std::vector<T> total(all[0].size() / sizeof(T));
  std::memcpy(total.data(), all[0].data(), all[0].size());
  for (std::size_t rank = 1; rank < all.size(); ++rank)
    for (std::size_t i = 0; i < total.size(); ++i) {
      T value;
      std::memcpy(&value, all[rank].data() + i * sizeof(T), sizeof(T));
      total[i] = combined(op, total[i], value);
    }
  if (op == 4)
    for (T& value : total) value = static_cast<T>(value / static_cast<T>(all.size()));
  return {reinterpret_cast<const char*>(total.data()), all[0].size()};
}

std::string reduced(const std::vector<std::string>& all, int type, int op) {
  if (type == 7) return reduced<float>(all, op);
  if (type == 9) return reduced<Bf16>(all, op);
  if (type == 8) return reduced<double>(all, op);
  if (type == 2) return reduced<std::int32_t>(all, op);
  if (type == 4) return reduced<std::int64_t>(all, op);
  return reduced<std::uint8_t>(all, op);
}

int run(std::function<int()> call) {
  if (open_groups == 0) return call();
  queued.push_back(std::move(call));
  return kSuccess;
}

std::string text_of(const void* data, std::size_t bytes) { return {static_cast<const char*>(data), bytes}; }

std::string in_words(const char* call, std::initializer_list<std::pair<const char*, std::size_t>> arguments) {
  std::ostringstream line;
  line << call;
  for (const auto& [name, value] : arguments) line << ' ' << name << '=' << value;
  return line.str();
}

/// A file for each transfer, numbered by pair: what is sent waits there, and whoever receives waits for it.
/// Empty where it does not come for ten seconds.
std::string await(const fs::path& file) {
  for (int tries = 0; !fs::exists(file); ++tries) {
    if (tries > 10000) return {};
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  fs::remove(file);
  return text;
}

/// All of a group: sends first, so that none of its receives waits for them.
int run_transfers(Communicator& communicator) {
  const auto file = [&](const Transfer& transfer) {
    const int from = transfer.sends ? communicator.rank : transfer.peer;
    const int to = transfer.sends ? transfer.peer : communicator.rank;
    const int number = communicator.transferred[{transfer.peer, transfer.sends}]++;
    return folder() / (communicator.name + "." + std::to_string(from) + "-" + std::to_string(to) + "." +
                       std::to_string(number));
  };
  for (const Transfer& transfer : communicator.transfers) {
    if (!transfer.sends) continue;
    const fs::path whole = file(transfer), part = whole.string() + ".part";
    std::ofstream(part, std::ios::binary) << text_of(transfer.data, transfer.bytes);
    fs::rename(part, whole);
  }
  for (const Transfer& transfer : communicator.transfers) {
    if (transfer.sends) continue;
    const std::string text = await(file(transfer));
    if (text.empty()) return kSystemError;
    if (text.size() != transfer.bytes) return kInvalidUsage;
    std::memcpy(transfer.data, text.data(), text.size());
  }
  communicator.transfers.clear();
  return kSuccess;
}

}  // namespace

extern "C" {

int ncclGetVersion(int* version) {
  *version = 22705;
  return kSuccess;
}

const char* ncclGetErrorString(int result) {
  return result == kInvalidUsage ? "invalid usage" : "unhandled system error";
}

const char* ncclGetLastError(void*) { return "the fake's last words"; }

int ncclGetUniqueId(UniqueId* id) {
  static int made = 0;
  std::snprintf(id->bytes, sizeof id->bytes, "group%d-%p", made++, static_cast<void*>(&made));
  return kSuccess;
}

int ncclCommInitRank(void** communicator, int size, UniqueId id, int rank) {
  auto* const made = new Communicator{id.bytes, size, rank, 0, {}};
  *communicator = made;
  note(*made, in_words("ncclCommInitRank", {{"size", size}, {"rank", rank}}));
  return bring(*made, "").empty() ? kSystemError : kSuccess;
}

int ncclCommDestroy(void* communicator) {
  delete static_cast<Communicator*>(communicator);
  return kSuccess;
}

int ncclCommAbort(void* communicator) { return ncclCommDestroy(communicator); }

int ncclCommGetAsyncError(void*, int* result) {
  *result = kSuccess;
  return kSuccess;
}

int ncclAllReduce(const void* from, void* to, std::size_t count, int type, int op, void* handle, void*) {
  auto& communicator = *static_cast<Communicator*>(handle);
  note(communicator, in_words("ncclAllReduce", {{"count", count}, {"type", type}, {"op", op}}));
  return run([=, &communicator] {
    const auto all = bring(communicator, text_of(from, count * bytes_of(type)));
    if (all.empty()) return kSystemError;
    const std::string total = reduced(all, type, op);
    std::memcpy(to, total.data(), total.size());
    return kSuccess;
  });
}

int ncclReduceScatter(const void* from, void* to, std::size_t count, int type, int op, void* handle, void*) {
  auto& communicator = *static_cast<Communicator*>(handle);
  note(communicator, in_words("ncclReduceScatter", {{"count", count}, {"type", type}, {"op", op}}));
  return run([=, &communicator] {
    const std::size_t share = count * bytes_of(type);
    const auto all = bring(communicator, text_of(from, share * static_cast<std::size_t>(communicator.size)));
    if (all.empty()) return kSystemError;
    std::memcpy(to, reduced(all, type, op).data() + share * static_cast<std::size_t>(communicator.rank),
                share);
    return kSuccess;
  });
}

int ncclAllGather(const void* from, void* to, std::size_t count, int type, void* handle, void*) {
  auto& communicator = *static_cast<Communicator*>(handle);
  note(communicator, in_words("ncclAllGather", {{"count", count}, {"type", type}}));
  return run([=, &communicator] {
    const std::size_t share = count * bytes_of(type);
    const auto all = bring(communicator, text_of(from, share));
    if (all.empty()) return kSystemError;
    for (std::size_t rank = 0; rank < all.size(); ++rank)
      std::memcpy(static_cast<std::byte*>(to) + rank * share, all[rank].data(), share);
    return kSuccess;
  });
}

int ncclBroadcast(const void* from, void* to, std::size_t count, int type, int root, void* handle, void*) {
  auto& communicator = *static_cast<Communicator*>(handle);
  note(communicator, in_words("ncclBroadcast", {{"count", count}, {"type", type}, {"root", root}}));
  return run([=, &communicator] {
    const std::size_t bytes = count * bytes_of(type);
    const auto all = bring(communicator, text_of(from, bytes));
    if (all.empty()) return kSystemError;
    std::memcpy(to, all[static_cast<std::size_t>(root)].data(), bytes);
    return kSuccess;
  });
}

static int transfer(Communicator& communicator, const Transfer& what) {
  if (open_groups == 0) return kInvalidUsage;  // all that ireplay sends is of a group
  if (communicator.transfers.empty()) transferring.push_back(&communicator);
  communicator.transfers.push_back(what);
  return kSuccess;
}

int ncclSend(const void* from, std::size_t count, int type, int peer, void* handle, void*) {
  auto& communicator = *static_cast<Communicator*>(handle);
  note(communicator, in_words("ncclSend", {{"count", count}, {"type", type}, {"peer", peer}}));
  return transfer(communicator,
                  {true, static_cast<std::byte*>(const_cast<void*>(from)), count * bytes_of(type), peer});
}

int ncclRecv(void* to, std::size_t count, int type, int peer, void* handle, void*) {
  auto& communicator = *static_cast<Communicator*>(handle);
  note(communicator, in_words("ncclRecv", {{"count", count}, {"type", type}, {"peer", peer}}));
  return transfer(communicator, {false, static_cast<std::byte*>(to), count * bytes_of(type), peer});
}

int ncclGroupStart() {
  ++open_groups;
  return kSuccess;
}

int ncclGroupEnd() {
  if (--open_groups > 0) return kSuccess;
  int result = kSuccess;
  for (const auto& call : std::exchange(queued, {}))
    if (result == kSuccess) result = call();
  for (Communicator* const communicator : std::exchange(transferring, {}))
    if (result == kSuccess) result = run_transfers(*communicator);
  return result;
}
}
