#pragma once

#include <string>

#include "parser/source.hpp"

/// Every sentence of `check`.
namespace ireplay {

inline constexpr auto kNoEntry = "this loop body has no `def body(self, ops):`";
inline constexpr auto kGetIndexArgument =
    "expected one quoted name of an index line as argument of get_index";
inline constexpr auto kLayoutWithoutShape = "this layout has no device, dtype, size and stride";

inline std::string variables_do_not_match(std::size_t variables, std::size_t sizes) {
  return "this loop body has " + std::to_string(variables) + " variables, but its node has " +
         std::to_string(sizes) + " sizes";
}
inline std::string unknown_indirect(std::string_view name) {
  return "no statement of this loop body sets " + in_quotes(name);
}
inline std::string unknown_variable(std::string_view name) {
  return "this loop body has no variable " + in_quotes(name);
}
inline std::string unknown_block(std::string_view name) {
  return "this loop body has no block " + in_quotes(name);
}
inline std::string unknown_index(std::string_view name) {
  return "this loop body has no index line " + in_quotes(name);
}
inline std::string unknown_value(std::string_view name) {
  return "no statement above defines " + in_quotes(name);
}
inline std::string unexpected_part(std::string_view part, std::string_view node) {
  return in_quotes(part) + " is not the next part of " + in_quotes(node);
}
inline std::string missing_parts(std::string_view node, std::string_view rest) {
  return "the parts of " + in_quotes(node) + " are not all there: expected " + in_quotes(rest);
}
inline std::string no_return(std::string_view block) {
  return "the text ends early: the block " + in_quotes(block) + " has no `return`";
}
inline std::string no_outputs(std::string_view node) {
  return "the text ends early: node " + in_quotes(node) + " has no outputs";
}
inline std::string no_kernel_line(std::string_view node) {
  return "the text ends early: node " + in_quotes(node) + " has no line `.node.kernel`";
}
inline std::string no_body(std::string_view node) {
  return "the text ends early: node " + in_quotes(node) + " has no loop body";
}
inline std::string no_store(std::string_view node, std::string_view buffer) {
  return "node " + in_quotes(node) + " writes " + in_quotes(buffer) + ", but its loop body does not store it";
}
inline std::string no_writer(std::string_view node, std::string_view buffer) {
  return "node " + in_quotes(node) + " reads " + in_quotes(buffer) + ", which no node of this text writes";
}
inline std::string written_below(std::string_view node, std::string_view buffer) {
  return "node " + in_quotes(node) + " reads " + in_quotes(buffer) + ", which is written below it";
}
inline std::string no_user(std::string_view buffer, std::string_view node) {
  return in_quotes(buffer) + " is used by " + in_quotes(node) + ", which is not in this text";
}
inline std::string not_in_text(std::string_view buffer, const std::string& text) {
  return "the wrapper returns " + in_quotes(buffer) + ", which does not occur in " + text +
         ": they are not of one graph";
}
inline std::string other_layout(std::string_view buffer, std::string_view what, const std::string& place) {
  return in_quotes(buffer) + " has another " + std::string(what) + " at " + place +
         ": the two files are not of one graph";
}
inline std::string ranks_differ(std::size_t sizes, std::size_t strides) {
  return "this layout has " + std::to_string(sizes) + " sizes and " + std::to_string(strides) + " strides";
}

}  // namespace ireplay
