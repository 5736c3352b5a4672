#include "parser/fx/fx.hpp"
#include "parser/fx/fx_grammar.hpp"
#include "parser/parse_error.hpp"
#include "parser/parse_rule.hpp"

namespace ireplay {

namespace {

class TypeBuilder : public ExpressionBuilder {
 public:
  explicit TypeBuilder(TypeText& type) : ExpressionBuilder(type.exprs), type_(type) {}

  void dtype(std::string_view text) { type_.dtype = text == "b8" ? "bool" : text; }
  void size() {
    const auto elements = pool_.children_of(take());
    type_.size.assign(elements.begin(), elements.end());
  }
  void stride() {
    take_all(type_.stride);
    type_.has_stride = true;
  }

 private:
  TypeText& type_;
};

}  // namespace

namespace grammar {

template <>
struct action<type_dtype> : with_text<&TypeBuilder::dtype> {};
template <>
struct action<type_size> : without_text<&TypeBuilder::size> {};
template <>
struct action<type_stride> : without_text<&TypeBuilder::stride> {};

}  // namespace grammar

TypeText parse_type_text(const Source& source) {
  TypeText type;
  with_located_errors(source, source.text(), [&] {
    TypeBuilder build(type);
    parse_rule<grammar::type_text>(source.text(), build);
  });
  return type;
}

}  // namespace ireplay
