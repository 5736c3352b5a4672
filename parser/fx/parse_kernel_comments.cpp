#include "parser/fx/fx.hpp"
#include "parser/fx/fx_grammar.hpp"
#include "parser/parse_error.hpp"
#include "parser/parse_rule.hpp"
#include "parser/to_text.hpp"

namespace ireplay {

namespace {

/// Takes what the rules match.
class CommentsBuilder : public ExpressionBuilder {
 public:
  explicit CommentsBuilder(KernelComments& comments)
      : ExpressionBuilder(comments.exprs), comments_(comments) {}

  void begin_attempt() { clear(); }
  void take_back_attempt() { clear(); }

  void module_name(std::string_view text) { comments_.modules.push_back(text); }
  void aten(std::string_view text) { comments_.aten.push_back(text); }
  void fx_node(std::string_view text) { comments_.fx_nodes.push_back(text); }

  void result(std::string_view name) { call_ = {.name = name}; }
  void target(std::string_view text) { call_.target = text; }
  void arguments() {
    call_.keywords = take();
    call_.arguments = take();
  }
  void call(std::string_view text) {
    constexpr std::string_view kBetween = "](args = ";
    const char* const begin = call_.target.data() + call_.target.size() + kBetween.size();
    call_.text = {begin, static_cast<std::size_t>(text.data() + text.size() - begin)};
    comments_.calls.push_back(call_);
  }

  void constant_or_name(std::string_view text) {
    if (!name(text)) leaf(ExprKind::name, text);
  }
  void negative(std::string_view text) { leaf(ExprKind::real, text); }

 private:
  KernelComments& comments_;
  FragmentCall call_;
};

}  // namespace

namespace grammar {

template <>
struct action<comment_module> : with_text<&CommentsBuilder::module_name> {};
template <>
struct action<comment_aten> : with_text<&CommentsBuilder::aten> {};
template <>
struct action<comment_node> : with_text<&CommentsBuilder::fx_node> {};
template <>
struct action<fragment_result> : with_text<&CommentsBuilder::result> {};
template <>
struct action<fragment_target> : with_text<&CommentsBuilder::target> {};
template <>
struct action<fragment_arguments> : without_text<&CommentsBuilder::arguments> {};
template <>
struct action<fragment_call> : with_text<&CommentsBuilder::call> {};
template <>
struct action<fragment_name> : with_text<&CommentsBuilder::constant_or_name> {};
template <>
struct action<fragment_number> : with_text<&ExpressionBuilder::number> {};
template <>
struct action<fragment_negative> : with_text<&CommentsBuilder::negative> {};
template <>
struct action<fragment_string> : with_text<&ExpressionBuilder::string> {};
template <>
struct action<fragment_comma> : without_text<&ExpressionBuilder::comma> {};
template <>
struct action<fragment_open_tuple> : open_bracket<0> {};
template <>
struct action<fragment_open_list> : open_bracket<0> {};
template <>
struct action<fragment_open_dict> : open_bracket<0> {};
template <>
struct action<fragment_close_tuple> : close_bracket<ExprKind::tuple> {};
template <>
struct action<fragment_close_list> : close_bracket<ExprKind::list> {};
template <>
struct action<fragment_close_dict> : close_bracket<ExprKind::dict> {};

}  // namespace grammar

KernelComments parse_kernel_comments(const Source& source, std::string_view text) {
  KernelComments comments;
  with_located_errors(source, text, [&] {
    CommentsBuilder build(comments);
    parse_rule<grammar::comment_text>(text, build);
  });
  return comments;
}

std::string to_text(const KernelComments& comments) {
  std::string text;
  const auto list = [&](const char* what, const std::vector<std::string_view>& names) {
    text += what;
    for (const std::string_view name : names) text.append(" ").append(name);
    text += '\n';
  };
  list("modules", comments.modules);
  list("aten", comments.aten);
  list("nodes", comments.fx_nodes);
  for (const FragmentCall& call : comments.calls) {
    text.append(call.name).append(" = ").append(call.target);
    if (call.arguments == kNoExpr) {
      text.append(" ? ").append(call.text);
    } else {
      text.append(" ").append(to_text(comments.exprs, call.arguments));
      text.append(" ").append(to_text(comments.exprs, call.keywords));
    }
    text += '\n';
  }
  return text;
}

}  // namespace ireplay
