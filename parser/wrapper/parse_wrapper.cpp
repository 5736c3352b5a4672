#include "parser/messages.hpp"
#include "parser/parse.hpp"
#include "parser/parse_error.hpp"
#include "parser/wrapper/wrapper_actions.hpp"

namespace ireplay {

Wrapper parse_wrapper(const Source& source) {
  const std::string_view text = source.text();
  if (text.size() > 0xFFFFFFFF) throw Error(Error::Kind::dump, source, text.data(), kTooLarge);
  Wrapper wrapper;
  with_located_errors(source, text, [&] {
    WrapperBuilder build(source, wrapper);
    grammar::peg::memory_input<grammar::peg::tracking_mode::lazy> in(text.data(), text.data() + text.size(),
                                                                     "");
    grammar::peg::parse<grammar::py_file, grammar::action, grammar::control>(in, build);
    build.finish();
  });
  return wrapper;
}

}  // namespace ireplay
