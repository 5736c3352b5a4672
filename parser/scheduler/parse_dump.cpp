#include <algorithm>
#include <optional>

#include "parser/messages.hpp"
#include "parser/name_set.hpp"
#include "parser/parse.hpp"
#include "parser/parse_error.hpp"
#include "parser/parse_rule.hpp"
#include "parser/scheduler/graphs.hpp"
#include "parser/scheduler/scheduler_actions.hpp"

namespace ireplay {

namespace {

/// Pools sized for the densest dumps seen, so that they seldom grow: memory that is not touched costs
/// nothing.
void reserve(Dump& dump, std::size_t bytes) {
  dump.exprs.nodes.reserve(bytes / 16);
  dump.exprs.children.reserve(bytes / 50);
  dump.expr_lists.reserve(bytes / 25);
  dump.statements.reserve(bytes / 80);
  dump.variables.reserve(bytes / 120);
  dump.deps.reserve(bytes / 250);
  dump.users.reserve(bytes / 250);
  dump.layouts.reserve(bytes / 300);
  dump.buffer_layouts.reserve(bytes / 400);
  dump.index_lines.reserve(bytes / 500);
  dump.names.reserve(bytes / 500);
  dump.out_buffers.reserve(bytes / 500);
  dump.nodes.reserve(bytes / 600);
}

struct Piece {
  Dump dump;
  bool has_marker = false;  // BEFORE FUSION or AFTER FUSION
};

Piece parse_piece(const Source& source, std::string_view text) {
  Piece piece;
  reserve(piece.dump, text.size());
  with_located_errors(source, text, [&] {
    DumpBuilder build(source, piece.dump);
    if (source.is_log()) {
      parse_rule<grammar::log_file>(text, build);
    } else {
      parse_rule<grammar::dump_file>(text, build);
    }
    build.finish();
    piece.has_marker = build.has_marker();
  });
  return piece;
}

/// Whether the text is one graph without subgraphs.
bool is_one_graph(const Source& source) {
  const std::vector<GraphText> graphs = split_graphs(source.text());
  return graphs.size() == 1 && graphs[0].subgraphs.empty();
}

bool has_repeated_names(const Dump& dump) {
  NameSet names;
  return !std::all_of(dump.nodes.begin(), dump.nodes.end(),
                      [&](const Node& node) { return names.insert(node.name); });
}

bool has_line_of_graph(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (is_line_of_graph(text.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

/// Where the line begins in `piece` at which parsing failed; its end where that lies elsewhere.
std::size_t line_of_fault(const Source& source, std::string_view piece, const Error& error) {
  std::size_t low = 0, high = piece.size();
  while (low < high) {  // the first offset whose line is that of the fault
    const std::size_t middle = low + (high - low) / 2;
    if (source.position(piece.data() + middle).line < error.position().line) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/// One graph with what a person pasted around it: prose and fences before its first node, and behind its last
/// one from an empty line, a fence or a traceback on. Lines that could be the graph's own are never left out.
Piece parse_pasted(const Source& source, std::string_view piece) {
  try {
    return parse_piece(source, piece);
  } catch (const Error& error) {
    const std::size_t end = line_of_fault(source, piece, error);
    const std::string_view before = piece.substr(0, end), rest = piece.substr(end);
    const bool ends = rest.starts_with("```") || rest.starts_with("~~~") || rest.starts_with("Traceback") ||
                      before.ends_with("\n\n");
    if (!ends || has_line_of_graph(rest)) throw;
    return parse_piece(source, before);
  }
}

/// The whole text as one graph; nothing where it turns out to hold several.
std::optional<Dump> parse_one_graph(const Source& source) {
  try {
    Piece piece = parse_piece(source, source.text());
    const bool may_be_several = piece.has_marker || has_repeated_names(piece.dump);
    if (!may_be_several || is_one_graph(source)) return std::move(piece.dump);
  } catch (const Error&) {
    const std::vector<GraphText> graphs = split_graphs(source.text());
    if (graphs.size() != 1 || !graphs[0].subgraphs.empty())
      return std::nullopt;  // it may lie in another graph
    const std::string_view text = source.text(), graph = graphs[0].text;
    if (has_line_of_graph(text.substr(0, static_cast<std::size_t>(graph.data() - text.data())))) throw;
    return parse_pasted(source, graph).dump;
  }
  return std::nullopt;
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
  std::optional<Dump> dump;
  if (graph == 0 && !source.is_log()) dump = parse_one_graph(source);
  if (!dump) {
    const std::vector<GraphText> pieces = split_graphs(text);
    if (graph >= pieces.size()) {
      throw Error(Error::Kind::usage, source, nullptr, missing_graph(graph, pieces.size()));
    }
    dump = parse_pasted(source, pieces[graph].text).dump;
  }
  if (dump->nodes.empty()) throw Error(Error::Kind::dump, source, text.data(), kNoNodes);
  return std::move(*dump);
}

std::size_t count_graphs(const Source& source) { return split_graphs(source.text()).size(); }

std::size_t count_subgraphs(const Source& source, std::size_t graph) {
  const std::vector<GraphText> graphs = split_graphs(source.text());
  return graph < graphs.size() ? graphs[graph].subgraphs.size() : 0;
}

Dump parse_subgraph(const Source& source, std::size_t graph, std::size_t number) {
  return parse_piece(source, split_graphs(source.text()).at(graph).subgraphs.at(number)).dump;
}

}  // namespace ireplay
