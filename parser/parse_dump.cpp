#include <unordered_set>

#include "parser/graphs.hpp"
#include "parser/messages.hpp"
#include "parser/parse.hpp"
#include "parser/parse_error.hpp"
#include "parser/scheduler_actions.hpp"

namespace ireplay {

namespace {

/// Pools sized for a usual dump, so that they seldom grow: memory that is not touched costs nothing.
void reserve(Dump& dump, std::size_t bytes) {
  dump.exprs.nodes.reserve(bytes / 12);
  dump.exprs.children.reserve(bytes / 30);
  dump.expr_lists.reserve(bytes / 30);
  dump.deps.reserve(bytes / 80);
  dump.variables.reserve(bytes / 80);
  dump.users.reserve(bytes / 120);
  dump.statements.reserve(bytes / 50);
}

Dump parse_piece(const Source& source, std::string_view piece) {
  Dump dump;
  reserve(dump, piece.size());
  with_located_errors(source, piece, [&] {
    DumpBuilder build(source, dump);
    grammar::peg::memory_input<grammar::peg::tracking_mode::lazy> in(piece.data(),
                                                                     piece.data() + piece.size(), "");
    if (source.is_log()) {
      grammar::peg::parse<grammar::log_file, grammar::action, grammar::control>(in, build);
    } else {
      grammar::peg::parse<grammar::dump_file, grammar::action, grammar::control>(in, build);
    }
    build.finish();
  });
  return dump;
}

bool has_repeated_names(const Dump& dump) {
  std::unordered_set<std::string_view> names;
  for (const Node& node : dump.nodes) {
    if (!names.insert(node.name).second) return true;
  }
  return false;
}

}  // namespace

std::string missing_header(std::string_view name) {
  return "expected a header of " + in_quotes(name) + " before this line";
}

std::string missing_graph(std::size_t graph, std::size_t count) {
  return "there is no graph number " + std::to_string(graph) + ": the text holds " + std::to_string(count) +
         ", counted from 0";
}

Dump parse_dump(const Source& source, std::size_t graph) {
  const std::string_view text = source.text();
  if (text.size() > 0xFFFFFFFF) throw Error(Error::Kind::dump, source, text.data(), kTooLarge);
  if (graph == 0 && !source.is_log() && !has_markers(text)) {
    Dump dump = parse_piece(source, text);
    if (dump.nodes.empty()) throw Error(Error::Kind::dump, source, text.data(), kNoNodes);
    if (!has_repeated_names(dump)) return dump;
  }
  const std::vector<std::string_view> pieces = split_graphs(text);
  if (graph >= pieces.size()) {
    throw Error(Error::Kind::usage, source, nullptr, missing_graph(graph, pieces.size()));
  }
  Dump dump = parse_piece(source, pieces[graph]);
  if (dump.nodes.empty()) throw Error(Error::Kind::dump, source, text.data(), kNoNodes);
  return dump;
}

std::size_t count_graphs(const Source& source) { return split_graphs(source.text()).size(); }

}  // namespace ireplay
