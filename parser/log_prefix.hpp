#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What stands before the lines of a text that came through loggers, terminals and mails.
namespace ireplay {

/// Length of a logger's prefix with all that launchers, CI and quoting put before it, 0 where the line has
/// none: `V0520 02:43:23.617000 86891 path/file.py:271] [0/0] [__ir_post_fusion] ` or, in 2.1,
/// `[2023-11-20 10:11:12,345] [0/0] torch._inductor.debug.__ir_post_fusion: [DEBUG] `. `tag` becomes the name
/// of the artifact, `__ir_post_fusion`.
std::size_t log_prefix_length(std::string_view line, std::string_view& tag);

/// The part before a node's header that other lines have too: a rank (`0: `), a time stamp, the quoting of a
/// mail (`> `), a comment sign, blanks. Digits may differ from line to line. Empty where most lines lack it.
std::string_view common_prefix(std::string_view text);

/// Whether a line begins with that prefix. A line that is the prefix alone may lack its last blanks.
bool has_prefix(std::string_view line, std::string_view prefix);

/// Length of a terminal's colour sequence (`ESC [ 31 m`) at the start of `text`, 0 if there is none.
std::size_t color_length(std::string_view text);

/// The wrappers in a log of `TORCH_LOGS=ir_post_fusion,output_code`, in order: each is the log with all other
/// lines emptied, so that places are those of the log. Empty where the log has none.
std::vector<std::string> wrappers_of_log(std::string_view log);

}  // namespace ireplay
