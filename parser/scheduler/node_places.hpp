#pragma once

#include <string_view>
#include <vector>

#include "parser/model.hpp"

/// Where the lines of a node name what lies outside of it. Who writes a node into another graph replaces
/// these places; the model of a dump keeps equal texts once and so cannot say them.
namespace ireplay {

struct UserPlace {
  std::string_view text;  // NodeUser(node=SchedulerNode(name='op2'), can_inplace=True, is_weak=False)
  std::string_view node;  // op2, or OUTPUT
  bool is_output = false;
};

struct DepPlace {
  std::string_view text;    // MemoryDep('buf0', c0, {c0: 64})
  std::string_view buffer;  // buf0; empty for a class without one
  DepKind kind = DepKind::other;
};

/// `[MemoryDep(...), StarDep(...)]`, over several lines where there are several.
struct DepsPlace {
  std::string_view text;
  std::vector<DepPlace> deps;
};

/// The two lists of a node or a part of one.
struct WaitsPlace {
  DepsPlace unmet, met;
};

struct LayoutPlace {
  std::string_view buffer;  // of the line `arg2_1_layout = FixedLayout(...)`
  std::string_view text;    // FixedLayout(...)
};

/// Everything in the order of the text.
struct NodePlaces {
  std::vector<UserPlace> users;  // of nodes and of their buffers
  std::vector<WaitsPlace> waits;
  std::vector<LayoutPlace> layouts;
};

/// `lines` are those of a node of a dump that was parsed (`node_text`), a part of `source`'s text.
NodePlaces find_places(const Source& source, std::string_view lines);

}  // namespace ireplay
