#include "app/commands.hpp"
#include "app/completion.hpp"
#include "app/options.hpp"
#include "app/output.hpp"

namespace ireplay {

int completion_command(const Options& options) {
  print(to_completion(options.word, command_table()));
  return 0;
}

int help_command(const Options& options) {
  print(options.man ? to_man_page(command_table(), IREPLAY_VERSION) : help_text(options.word));
  return 0;
}

}  // namespace ireplay
