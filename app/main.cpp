#include <fcntl.h>
#include <unistd.h>

#include <exception>
#include <new>

#include "app/commands.hpp"
#include "app/interrupts.hpp"
#include "app/launched.hpp"
#include "app/options.hpp"
#include "app/output.hpp"
#include "app/usage.hpp"
#include "parser/source.hpp"

namespace {

using namespace ireplay;

/// A file that is opened later must not become the standard output that the caller closed. The wrong mode
/// keeps reading and writing there a fault.
void occupy_closed_streams() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
    if (fcntl(stream, F_GETFD) == -1) {
      const int opened = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
      if (opened != stream) return;
    }
}

int run_program(int argc, char** argv) {
  try {
    Options options;
    if (const auto done = parse_options(argc, argv, options)) return *done;
    adapt_to_launch(options);
    refuse_misuse(options);
    return find_command(options.command)->run(options);
  } catch (const Error& error) {
    print_error(to_text(error));
    return static_cast<int>(error.kind());
  } catch (const std::bad_alloc&) {
    print_error("error: out of memory\n");
  } catch (const std::exception& error) {
    print_error(std::string("error: ") + error.what() + "\n");
  }
  return static_cast<int>(Error::Kind::device);
}

}  // namespace

/// Options to a command, its exit code to the shell. What a run does, step by step, stands in
/// run_command.cpp.
int main(int argc, char** argv) {
  occupy_closed_streams();
  const int code = run_interruptible([&] { return run_program(argc, argv); });
  return worse_exit_code(code, finish_output());
}
