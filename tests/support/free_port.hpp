#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ireplay {

/// A port of this machine at which nobody listens now.
inline int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t bytes = sizeof at;
  const bool found = bind(socket, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0 &&
                     getsockname(socket, reinterpret_cast<sockaddr*>(&at), &bytes) == 0;
  close(socket);
  return found ? ntohs(at.sin_port) : 0;
}

}  // namespace ireplay
