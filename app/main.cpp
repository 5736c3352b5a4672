#include <cstdio>
#include <exception>
#include <new>

#include "app/commands.hpp"
#include "app/options.hpp"
#include "parser/source.hpp"

/// Options to a command, its exit code to the shell. What a run does, step by step, stands in
/// run_command.cpp.
int main(int argc, char** argv) {
  using namespace ireplay;
  try {
    Options options;
    if (const auto done = parse_options(argc, argv, options)) return *done;
    return find_command(options.command)->run(options);
  } catch (const Error& error) {
    std::fputs(to_text(error).c_str(), stderr);
    return static_cast<int>(error.kind());
  } catch (const std::bad_alloc&) {
    std::fputs("error: out of memory\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
  }
  return static_cast<int>(Error::Kind::device);
}
