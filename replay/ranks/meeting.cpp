#include "replay/ranks/meeting.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <utility>

#include "parser/source.hpp"

namespace ireplay {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kMagic = 0x69726570;  // what listens or connects is ireplay, of this protocol
constexpr std::uint64_t kLongest = 1U << 26U;
constexpr std::string_view kFailed = "failed", kHello = "hello", kWelcome = "welcome";
constexpr int kTickMilliseconds = 100;

struct Header {
  std::uint32_t magic = kMagic, point_bytes = 0;
  std::uint64_t graph = 0, text_bytes = 0;
};

[[noreturn]] void fail_with(const std::string& sentence) { throw Error(Error::Kind::device, sentence); }

/// A socket, closed at the end.
class Socket {
 public:
  explicit Socket(int handle = -1) : handle_(handle) {}
  Socket(Socket&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Socket() {
    if (handle_ >= 0) close(handle_);
  }
  int get() const { return handle_; }
  explicit operator bool() const { return handle_ >= 0; }

  bool is_ready(short events, int milliseconds) const {
    pollfd one{handle_, events, 0};
    return poll(&one, 1, milliseconds) > 0;
  }

 private:
  int handle_;
};

struct FreeAddresses {
  void operator()(addrinfo* list) const { freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

/// Null where the name is not known.
Addresses resolve(const std::string& name, int port) {
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(name.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0) return nullptr;
  return Addresses(found);
}

void send_at_once(int handle) {
  const int on = 1;
  setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt(handle, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}

/// Listens for this machine alone where the address says so, else for all. Sets errno where that fails.
Socket listen_at(const std::string& address, int port) {
  const bool here = address == "127.0.0.1" || address == "localhost";
  for (const int family : {AF_INET6, AF_INET}) {
    if (here && family == AF_INET6) continue;
    Socket socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket) continue;
    const int on = 1, off = 0;
    setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    int bound = -1;
    if (family == AF_INET6) {
      setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
      sockaddr_in6 any{};
      any.sin6_family = AF_INET6;
      any.sin6_port = htons(static_cast<std::uint16_t>(port));
      bound = bind(socket.get(), reinterpret_cast<const sockaddr*>(&any), sizeof any);
    } else {
      sockaddr_in any{};
      any.sin_family = AF_INET;
      any.sin_port = htons(static_cast<std::uint16_t>(port));
      any.sin_addr.s_addr = htonl(here ? INADDR_LOOPBACK : INADDR_ANY);
      bound = bind(socket.get(), reinterpret_cast<const sockaddr*>(&any), sizeof any);
    }
    if (bound == 0 && listen(socket.get(), SOMAXCONN) == 0) return socket;
    if (errno == EADDRINUSE) break;
  }
  return Socket();
}

/// A try; none where nobody listens there yet.
Socket connect_to(const addrinfo* addresses) {
  for (const addrinfo* at = addresses; at != nullptr; at = at->ai_next) {
    Socket socket(::socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (socket && connect(socket.get(), at->ai_addr, at->ai_addrlen) == 0) return socket;
  }
  return Socket();
}

/// Several texts in one, and back.
std::string pack(const std::vector<std::string>& texts) {
  std::string packed;
  for (const std::string& text : texts) ((packed += std::to_string(text.size())) += ' ') += text;
  return packed;
}

std::vector<std::string> unpack(std::string_view packed) {
  std::vector<std::string> texts;
  while (!packed.empty()) {
    const std::size_t space = packed.find(' ');
    const auto bytes = static_cast<std::size_t>(std::stoull(std::string(packed.substr(0, space))));
    texts.emplace_back(packed.substr(space + 1, bytes));
    packed.remove_prefix(space + 1 + bytes);
  }
  return texts;
}

std::string in_words(const std::vector<int>& ranks) {
  std::string text = ranks.size() == 1 ? "rank" : "ranks";
  for (std::size_t i = 0; i < ranks.size(); ++i) (text += i == 0 ? " " : ", ") += std::to_string(ranks[i]);
  return text;
}

}  // namespace

/// A connection to another process: words out, words in.
class Meeting::Peer {
 public:
  Peer(Socket socket, int number) : rank(number), socket_(std::move(socket)) { send_at_once(socket_.get()); }

  /// What can no longer be told is not told: whoever listens next sees that the peer is gone.
  void say(const Word& word) {
    Header header;
    header.point_bytes = static_cast<std::uint32_t>(word.point.size());
    header.graph = word.graph;
    header.text_bytes = word.text.size();
    std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
    (bytes += word.point) += word.text;
    for (std::size_t sent = 0; sent < bytes.size();) {
      const ssize_t more = send(socket_.get(), bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (more < 0 && errno == EINTR) continue;
      if (more < 0) return;
      sent += static_cast<std::size_t>(more);
    }
  }

  /// Takes in what has come; waits for it that long.
  void listen(int milliseconds) {
    if (!words.empty()) milliseconds = 0;
    while (!gone && socket_.is_ready(POLLIN, milliseconds)) {
      char bytes[16384];
      const ssize_t got = recv(socket_.get(), bytes, sizeof bytes, MSG_DONTWAIT);
      if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) gone = true;
      if (got > 0) partial_.append(bytes, static_cast<std::size_t>(got));
      take_words();
      milliseconds = 0;
    }
  }

  int rank;
  bool gone = false, is_stranger = false;  // a stranger does not speak as ireplay does
  std::deque<Word> words;

 private:
  void take_words() {
    Header header;
    while (partial_.size() >= sizeof header) {
      std::memcpy(&header, partial_.data(), sizeof header);
      is_stranger = header.magic != kMagic || header.point_bytes > kLongest || header.text_bytes > kLongest;
      if (is_stranger) return partial_.clear();
      const std::size_t bytes = sizeof header + header.point_bytes + header.text_bytes;
      if (partial_.size() < bytes) return;
      words.push_back({header.graph, partial_.substr(sizeof header, header.point_bytes),
                       partial_.substr(sizeof header + header.point_bytes, header.text_bytes)});
      partial_.erase(0, bytes);
    }
  }

  Socket socket_;
  std::string partial_;
};

Meeting::Meeting(RankLaunch launch, std::function<void()> waiting)
    : launch_(std::move(launch)), waiting_(std::move(waiting)) {
  if (launch_.rank == 0)
    listen();
  else
    join();
}

Meeting::~Meeting() = default;

void Meeting::listen() {
  const Socket listening = listen_at(launch_.address, launch_.port);
  if (!listening)
    fail_with("rank 0 cannot listen at port " + std::to_string(launch_.port) + " of this machine (" +
              std::strerror(errno) + "); IREPLAY_PORT names another one, the same for all ranks");
  accept_all(listening.get());
  for (const auto& peer : peers_) peer->say({0, std::string(kWelcome), ""});
}

/// Those who have come by rank; whoever comes with another launch's numbers is told so.
void Meeting::accept_all(int listening) {
  const auto until = Clock::now() + std::chrono::duration<double>(launch_.timeout_seconds);
  std::vector<std::unique_ptr<Peer>> unknown;
  peers_.resize(static_cast<std::size_t>(launch_.world - 1));
  const auto is_missing = [](const auto& peer) { return peer == nullptr; };
  while (std::ranges::any_of(peers_, is_missing)) {
    waiting_();
    if (Clock::now() > until) {
      std::vector<int> missing;
      for (std::size_t i = 0; i < peers_.size(); ++i)
        if (!peers_[i]) missing.push_back(static_cast<int>(i) + 1);
      const std::string sentence =
          in_words(missing) + " of " + std::to_string(launch_.world) + " did not come to port " +
          std::to_string(launch_.port) + " within " +
          std::to_string(static_cast<int>(launch_.timeout_seconds)) +
          " s; all ranks need the same MASTER_ADDR and IREPLAY_PORT, and IREPLAY_TIMEOUT is in seconds";
      for (const auto& peer : peers_)
        if (peer) peer->say({0, std::string(kFailed), sentence});
      fail_with(sentence);
    }
    pollfd one{listening, POLLIN, 0};
    if (poll(&one, 1, unknown.empty() ? kTickMilliseconds : 1) > 0)
      if (Socket socket(accept4(listening, nullptr, nullptr, SOCK_CLOEXEC)); socket)
        unknown.push_back(std::make_unique<Peer>(std::move(socket), -1));
    for (auto& peer : unknown) {
      peer->listen(1);
      if (peer->gone || peer->is_stranger) peer.reset();
      if (!peer || peer->words.empty()) continue;
      const std::vector<std::string> hello = unpack(peer->words.front().text);
      peer->words.pop_front();
      const int rank = hello.size() == 2 ? std::stoi(hello[0]) : -1;
      const bool fits =
          hello.size() == 2 && hello[1] == std::to_string(launch_.world) && rank > 0 && rank < launch_.world;
      std::unique_ptr<Peer>* const place = fits ? &peers_[static_cast<std::size_t>(rank - 1)] : nullptr;
      if (place == nullptr || *place) {
        peer->say({0, std::string(kFailed),
                   place == nullptr ? "rank 0 has been launched with " + std::to_string(launch_.world) +
                                          " processes, this one with another number"
                                    : "there are two processes of rank " + std::to_string(rank)});
        peer.reset();
        continue;
      }
      peer->rank = rank;
      *place = std::move(peer);
    }
    std::erase_if(unknown, is_missing);
  }
}

void Meeting::join() {
  const auto until = Clock::now() + std::chrono::duration<double>(launch_.timeout_seconds);
  const std::string place = launch_.address + ":" + std::to_string(launch_.port);
  Socket socket;
  while (true) {
    const Addresses addresses = resolve(launch_.address, launch_.port);
    socket = connect_to(addresses.get());
    if (socket) break;
    waiting_();
    if (Clock::now() > until)
      fail_with(
          "rank 0 was not reached at " + place + " within " +
          std::to_string(static_cast<int>(launch_.timeout_seconds)) +
          " s; MASTER_ADDR names its machine, IREPLAY_PORT the port, and IREPLAY_TIMEOUT is in seconds");
    poll(nullptr, 0, kTickMilliseconds);
  }
  peers_.push_back(std::make_unique<Peer>(std::move(socket), 0));
  const auto answered = Clock::now() + std::chrono::duration<double>(launch_.timeout_seconds + 5);
  peers_[0]->say(
      {0, std::string(kHello), pack({std::to_string(launch_.rank), std::to_string(launch_.world)})});
  while (peers_[0]->words.empty() && !peers_[0]->gone && !peers_[0]->is_stranger) {
    peers_[0]->listen(kTickMilliseconds);
    waiting_();
    if (Clock::now() > answered) break;
  }
  if (peers_[0]->is_stranger || peers_[0]->words.empty())
    fail_with((peers_[0]->gone ? "rank 0 has ended before all ranks had come"
                               : "what listens at " + place + " is no ireplay") +
              std::string("; IREPLAY_PORT names another port, the same for all ranks"));
  const Word answer = peers_[0]->words.front();
  peers_[0]->words.pop_front();
  if (answer.point != kWelcome) fail_with(answer.text);
}

void Meeting::lost(const Peer& peer) {
  fail_with(peer.is_stranger ? "rank " + std::to_string(peer.rank) + " is another version of ireplay"
                             : "rank " + std::to_string(peer.rank) +
                                   " has ended before this graph was done; its own messages say why");
}

/// A failure goes on from rank 0 to all others.
void Meeting::note_failure(const Peer* from, const Word& word) {
  if (launch_.rank == 0)
    for (const auto& peer : peers_)
      if (peer.get() != from) peer->say(word);
}

Meeting::Word Meeting::hear(Peer& peer, std::string_view point) {
  while (true) {
    while (!peer.words.empty() && peer.words.front().graph < graph_) peer.words.pop_front();
    if (!peer.words.empty()) break;
    if (peer.gone || peer.is_stranger) lost(peer);
    waiting_();
    peer.listen(kTickMilliseconds);
  }
  Word word = peer.words.front();
  if (word.graph == graph_) peer.words.pop_front();
  if (word.point == kFailed && word.graph == graph_) {
    note_failure(&peer, word);
    fail_with(word.text);
  }
  if (word.graph != graph_ || word.point != point)
    fail_with("rank " + std::to_string(peer.rank) + " is at " +
              (word.graph != graph_ ? "another graph" : "'" + word.point + "'") + ", this rank at '" +
              std::string(point) + "'");
  return word;
}

std::vector<std::string> Meeting::exchange(std::string_view point, const std::string& own) {
  if (launch_.rank != 0) {
    peers_[0]->say({graph_, std::string(point), own});
    return unpack(hear(*peers_[0], point).text);
  }
  std::vector<std::string> all{own};
  for (const auto& peer : peers_) all.push_back(hear(*peer, point).text);
  const std::string packed = pack(all);
  for (const auto& peer : peers_) peer->say({graph_, std::string(point), packed});
  return all;
}

bool Meeting::all(bool own) {
  const std::vector<std::string> answers = exchange("a vote", own ? "1" : "0");
  return std::ranges::all_of(answers, [](const std::string& answer) { return answer == "1"; });
}

void Meeting::fail(const std::string& sentence) {
  const std::string text = "rank " + std::to_string(launch_.rank) + " has given up: " + sentence;
  for (const auto& peer : peers_) peer->say({graph_, std::string(kFailed), text});
}

void Meeting::look() {
  for (const auto& peer : peers_) {
    peer->listen(0);
    for (const Word& word : peer->words)
      if (word.point == kFailed && word.graph == graph_) {
        note_failure(peer.get(), word);
        fail_with(word.text);
      }
    if (peer->gone && peer->words.empty()) lost(*peer);
  }
}

}  // namespace ireplay
