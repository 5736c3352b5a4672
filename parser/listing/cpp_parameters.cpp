#include "parser/listing/listing.hpp"
#include "parser/listing/listing_grammar.hpp"
#include "parser/parse_rule.hpp"

namespace ireplay {

namespace {

struct ParametersBuilder {
  std::vector<std::string_view> names;

  void name(std::string_view text) { names.push_back(text); }
};

}  // namespace

namespace grammar {

template <>
struct action<cpp_parameter_name> : with_text<&ParametersBuilder::name> {};

}  // namespace grammar

std::vector<std::string_view> parse_cpp_parameters(std::string_view text) {
  ParametersBuilder build;
  parse_rule<grammar::cpp_kernel>(text, build);
  return std::move(build.names);
}

}  // namespace ireplay
