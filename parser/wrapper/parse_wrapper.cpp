#include "parser/messages.hpp"
#include "parser/parse.hpp"
#include "parser/parse_error.hpp"
#include "parser/parse_rule.hpp"
#include "parser/wrapper/outline.hpp"
#include "parser/wrapper/wrapper_actions.hpp"

namespace ireplay {

Wrapper parse_wrapper(const Source& source) {
  const std::string_view text = source.text();
  if (text.size() > 0xFFFFFFFF) throw Error(Error::Kind::dump, source, text.data(), kTooLarge);
  Wrapper wrapper;
  with_located_errors(source, text, [&] {
    WrapperBuilder build(source, wrapper);
    parse_rule<grammar::py_file>(text, build);
    build.finish();
  });
  outline_subgraphs(wrapper);
  return wrapper;
}

}  // namespace ireplay
