#include "parser/scheduler/node_places.hpp"

#include <utility>

#include "parser/expression/expression_actions.hpp"
#include "parser/messages.hpp"
#include "parser/parse_error.hpp"
#include "parser/scheduler/scheduler_grammar.hpp"
#include "parser/text.hpp"

namespace ireplay {

namespace {

constexpr std::string_view kLayoutSuffix = "_layout";

/// Takes what the rules of the scheduler grammar match, and knows nothing of what they mean.
class PlacesBuilder {
 public:
  // what the grammar asks of its state
  bool in_brackets() const { return false; }
  bool escapes_are_doubled() const { return false; }
  std::size_t block_indentation() const { return indentation_; }
  bool use_domain(std::string_view) const { return false; }
  bool use_layout(std::string_view) const { return false; }

  void indentation(std::string_view blanks) { indentation_ = blanks.size(); }
  void line_name(std::string_view name) { line_name_ = name; }

  void user_node(std::string_view name) { user_.node = name; }
  void user_quoted_node(std::string_view quoted) { user_.node = without_quotes(quoted); }
  void user_output(std::string_view name) {
    user_.node = name;
    user_.is_output = true;
  }
  void user(std::string_view text) {
    user_.text = text;
    places_.users.push_back(std::exchange(user_, {}));
  }

  void dep_buffer(std::string_view quoted) { dep_.buffer = without_quotes(quoted); }
  void dep(DepKind kind, std::string_view text) {
    dep_.text = text;
    dep_.kind = kind;
    deps_.deps.push_back(std::exchange(dep_, {}));
  }
  void begin_deps(std::string_view bracket) { deps_.text = bracket; }
  void end_deps(std::string_view bracket) {
    const char* const begin = deps_.text.data();
    deps_.text = {begin, static_cast<std::size_t>(bracket.data() + bracket.size() - begin)};
  }
  void writes() { deps_ = {}; }
  void unmet() { unmet_ = std::exchange(deps_, {}); }
  void met() { places_.waits.push_back({std::exchange(unmet_, {}), std::exchange(deps_, {})}); }

  bool is_layout_line() const { return line_name_.ends_with(kLayoutSuffix); }
  void layout(std::string_view text) { layout_ = text; }
  void buffer_layout() {
    places_.layouts.push_back({line_name_.substr(0, line_name_.size() - kLayoutSuffix.size()), layout_});
  }

  NodePlaces take() { return std::move(places_); }

 private:
  NodePlaces places_;
  std::size_t indentation_ = 0;
  std::string_view line_name_, layout_;
  UserPlace user_;
  DepPlace dep_;
  DepsPlace deps_, unmet_;
};

}  // namespace

namespace grammar {

namespace {

template <class Rule>
struct place_action {};

template <>
struct place_action<indentation> : with_text<&PlacesBuilder::indentation> {};
template <>
struct place_action<line_name> : with_text<&PlacesBuilder::line_name> {};

template <>
struct place_action<user_node> : with_text<&PlacesBuilder::user_node> {};
template <>
struct place_action<user_quoted_node> : with_text<&PlacesBuilder::user_quoted_node> {};
template <>
struct place_action<user_output> : with_text<&PlacesBuilder::user_output> {};
template <>
struct place_action<user> : with_text<&PlacesBuilder::user> {};

template <DepKind Kind>
struct dep_of_kind {
  template <class Input>
  static void apply(const Input& in, PlacesBuilder& build) {
    build.dep(Kind, in.string_view());
  }
};

template <>
struct place_action<dep_name> : with_text<&PlacesBuilder::dep_buffer> {};
template <>
struct place_action<memory_dep> : dep_of_kind<DepKind::memory> {};
template <>
struct place_action<star_dep> : dep_of_kind<DepKind::star> {};
template <>
struct place_action<weak_dep> : dep_of_kind<DepKind::weak> {};
template <>
struct place_action<other_dep> : dep_of_kind<DepKind::other> {};
template <>
struct place_action<dep_list_begin> : with_text<&PlacesBuilder::begin_deps> {};
template <>
struct place_action<dep_list_end> : with_text<&PlacesBuilder::end_deps> {};
template <>
struct place_action<writes> : without_text<&PlacesBuilder::writes> {};
template <>
struct place_action<unmet> : without_text<&PlacesBuilder::unmet> {};
template <>
struct place_action<met> : without_text<&PlacesBuilder::met> {};

template <>
struct place_action<layout_equals> {
  static bool apply0(PlacesBuilder& build) { return build.is_layout_line(); }
};
template <>
struct place_action<new_layout> : with_text<&PlacesBuilder::layout> {};
template <>
struct place_action<buffer_layout> : without_text<&PlacesBuilder::buffer_layout> {};

}  // namespace

}  // namespace grammar

NodePlaces find_places(const Source& source, std::string_view lines) {
  PlacesBuilder build;
  with_located_errors(source, lines, [&] {
    namespace peg = grammar::peg;
    peg::memory_input<peg::tracking_mode::lazy> in(lines.data(), lines.data() + lines.size(), "");
    if (source.is_log())
      peg::parse<grammar::log_file, grammar::place_action, grammar::control>(in, build);
    else
      peg::parse<grammar::dump_file, grammar::place_action, grammar::control>(in, build);
  });
  return build.take();
}

}  // namespace ireplay
