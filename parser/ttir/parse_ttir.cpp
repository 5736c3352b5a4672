#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "parser/ttir/ttir.hpp"
#include "parser/ttir/ttir_grammar.hpp"

namespace ireplay {
namespace {

namespace peg = tao::pegtl;

/// Takes what the rules match; the parts of a line that turns out to be of another form are overwritten by
/// the next one.
struct TtirBuilder {
  Ttir text;
  TtirLocation location;
  std::string_view result, left, right, place;
  std::uint64_t integer = 0;
  std::unordered_map<std::string_view, std::uint64_t> constants;

  /// Too large a number is none that a block size could be.
  static std::uint64_t number(std::string_view digits) {
    std::uint64_t value = 0;
    return std::from_chars(digits.data(), digits.data() + digits.size(), value).ec == std::errc() ? value : 0;
  }

  void end_location() {
    if (!location.of.empty()) location.file = {};
    text.locations.push_back(location);
    location = {};
  }
  void end_constant() { constants[result] = integer; }
  void end_product() {
    auto factor = constants.find(right);
    if (factor == constants.end()) factor = constants.find(left);
    if (factor != constants.end()) text.products.push_back({factor->second, place});
  }
};

template <class Rule>
struct TtirAction {};

template <auto Method>
struct TtirEnd {
  static void apply0(TtirBuilder& build) { (build.*Method)(); }
};

template <auto Member>
struct TtirText {
  template <class Input>
  static void apply(const Input& in, TtirBuilder& build) {
    build.*Member = in.string_view();
  }
};

template <>
struct TtirAction<grammar::ttir_location_name> {
  template <class Input>
  static void apply(const Input& in, TtirBuilder& build) {
    build.location = {.name = in.string_view()};
  }
};
template <>
struct TtirAction<grammar::ttir_file> {
  template <class Input>
  static void apply(const Input& in, TtirBuilder& build) {
    build.location.file = in.string_view();
  }
};
template <>
struct TtirAction<grammar::ttir_line> {
  template <class Input>
  static void apply(const Input& in, TtirBuilder& build) {
    build.location.line = TtirBuilder::number(in.string_view());
  }
};
template <>
struct TtirAction<grammar::ttir_outer> {
  template <class Input>
  static void apply(const Input& in, TtirBuilder& build) {
    build.location.of = in.string_view();
  }
};
template <>
struct TtirAction<grammar::ttir_integer> {
  template <class Input>
  static void apply(const Input& in, TtirBuilder& build) {
    build.integer = TtirBuilder::number(in.string_view());
  }
};
template <>
struct TtirAction<grammar::ttir_result> : TtirText<&TtirBuilder::result> {};
template <>
struct TtirAction<grammar::ttir_left> : TtirText<&TtirBuilder::left> {};
template <>
struct TtirAction<grammar::ttir_right> : TtirText<&TtirBuilder::right> {};
template <>
struct TtirAction<grammar::ttir_place> : TtirText<&TtirBuilder::place> {};
template <>
struct TtirAction<grammar::ttir_location> : TtirEnd<&TtirBuilder::end_location> {};
template <>
struct TtirAction<grammar::ttir_constant> : TtirEnd<&TtirBuilder::end_constant> {};
template <>
struct TtirAction<grammar::ttir_product> : TtirEnd<&TtirBuilder::end_product> {};

}  // namespace

std::pair<std::string_view, std::uint64_t> Ttir::place_of(std::string_view location) const {
  for (std::size_t steps = 0; steps <= locations.size(); ++steps) {  // a circle of locations ends too
    const auto found = std::ranges::find(locations, location, &TtirLocation::name);
    if (found == locations.end()) break;
    if (!found->file.empty()) return {found->file, found->line};
    location = found->of;
  }
  return {};
}

Ttir parse_ttir(const Source& source) {
  const std::string_view text = source.text();
  peg::memory_input<peg::tracking_mode::lazy> in(text.data(), text.data() + text.size(), "");
  TtirBuilder build;
  peg::parse<grammar::ttir_text, TtirAction>(in, build);
  return std::move(build.text);
}

std::string to_text(const Ttir& ttir) {
  std::string text = "of " + std::string(ttir.file()) + "\n";
  for (const TtirProduct& product : ttir.products) {
    const auto [file, line] = ttir.place_of(product.location);
    text.append("times ").append(std::to_string(product.constant)).append(" at ").append(file);
    text.append(":").append(std::to_string(line)).append("\n");
  }
  return text;
}

}  // namespace ireplay
