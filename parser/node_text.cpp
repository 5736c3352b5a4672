#include "parser/node_text.hpp"

#include <algorithm>
#include <string>

#include "parser/scheduler/graphs.hpp"
#include "parser/text.hpp"

namespace ireplay {
namespace {

std::string_view without_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// Before the line `op0_op1.snodes[1] =` that announces a part.
std::string_view without_announcement(std::string_view text) {
  text = without_end(text);
  const std::size_t line = text.rfind('\n') + 1;
  const bool announces = text.ends_with(" =") && text.find(".snodes[", line) != std::string_view::npos;
  return announces ? without_end(text.substr(0, line)) : text;
}

/// Behind the last part of a fused node stands that node's listing (`op0_op1 Triton code:`).
std::string_view without_parents_lines(const Dump& dump, const Node& node, std::string_view lines) {
  for (auto k = static_cast<std::size_t>(&node - dump.nodes.data()); node.is_part && k-- > 0;) {
    const Node& before = dump.nodes[k];
    if (before.parts.count == 0) continue;
    const std::string line = std::string(before.name) + " ";
    for (std::size_t at = lines.find(line); at != std::string_view::npos; at = lines.find(line, at + 1)) {
      const std::size_t start = lines.rfind('\n', at) + 1;
      if (lines.find_first_not_of(' ', start) == at) return without_end(lines.substr(0, start));
    }
    if (!before.is_part) break;
  }
  return lines;
}

/// A log goes on with the next graph behind the last node of one.
std::string_view within_graph(std::string_view text, std::string_view lines) {
  const auto shortened = [&](std::string_view piece) {
    const char* const end = piece.data() + piece.size();
    if (piece.data() <= lines.data() && lines.data() < end)
      lines = lines.substr(0, static_cast<std::size_t>(end - lines.data()));
  };
  for (const GraphText& graph : split_graphs(text)) {
    shortened(graph.text);
    for (const std::string_view subgraph : graph.subgraphs) shortened(subgraph);
  }
  return lines;
}

}  // namespace

const Node* find_node(const Dump& dump, std::string_view name) {
  const auto found = std::ranges::find(dump.nodes, name, &Node::name);
  return found == dump.nodes.end() ? nullptr : &*found;
}

std::string_view subgraph_of(std::string_view node_name) {
  if (node_name.starts_with("op") || node_name.starts_with("buf")) return {};
  for (std::size_t at = node_name.find('_'); at != std::string_view::npos; at = node_name.find('_', at + 1))
    for (const std::string_view own : {"_op", "_buf"})
      if (const std::string_view rest = node_name.substr(at);
          rest.starts_with(own) && rest.size() > own.size() && is_digit(rest[own.size()]))
        return node_name.substr(0, at);
  return {};
}

std::string_view from_line_start(std::string_view text, const char* at) {
  auto offset = static_cast<std::size_t>(at - text.data());
  while (offset > 0 && text[offset - 1] != '\n') --offset;
  return text.substr(offset);
}

std::string_view node_text(const Dump& dump, const Node& node) {
  const std::string_view text = dump.source->text();
  std::string_view lines = from_line_start(text, node.name.data());
  const auto number = static_cast<std::size_t>(&node - dump.nodes.data());
  std::size_t next = number + 1;
  while (!node.is_part && next < dump.nodes.size() && dump.nodes[next].is_part) ++next;
  if (next < dump.nodes.size()) {
    const std::string_view rest = from_line_start(text, dump.nodes[next].name.data());
    lines = without_announcement(lines.substr(0, lines.size() - rest.size()));
  } else {
    lines = within_graph(text, lines);
  }
  return without_parents_lines(dump, node, without_end(lines));
}

std::string_view body_text(const Dump& dump, const Node& node) {
  if (node.body < 0) return {};
  const std::string_view lines = node_text(dump, node);
  const std::string_view name = dump.bodies[static_cast<std::size_t>(node.body)].name;
  std::string_view body = from_line_start(dump.source->text(), name.data());
  if (body.data() < lines.data()) return {};
  body = body.substr(0, static_cast<std::size_t>(lines.data() + lines.size() - body.data()));
  return without_end(without_listing(body));
}

std::string_view without_listing(std::string_view node_text) {
  const std::size_t listing = node_text.find("Triton code:");
  return listing == node_text.npos ? node_text : node_text.substr(0, node_text.rfind('\n', listing));
}

}  // namespace ireplay
