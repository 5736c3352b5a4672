#include "replay/report/originals.hpp"

#include <algorithm>

#include "parser/source.hpp"
#include "replay/report/fitted_table.hpp"
#include "replay/report/numbers.hpp"
#include "replay/report/origin_text.hpp"
#include "replay/report/originals_json.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;
using Three = std::array<std::int64_t, 3>;

/// 13, or with more than one dimension 13x2x1.
std::string to_text(const Three& counts) {
  const bool one = counts[1] == 1 && counts[2] == 1;
  return std::to_string(counts[0]) +
         (one ? "" : "x" + std::to_string(counts[1]) + "x" + std::to_string(counts[2]));
}

std::string bytes(std::int64_t count) { return print_bytes(static_cast<double>(count)); }

bool belongs_to(const OriginalUse& original, const std::string& op) {
  return std::ranges::find(original.ops, op) != original.ops.end();
}

std::string describe(const OriginalUse& original) {
  std::string text = "original kernel " + original.kernel + " at " + original.place + "\n";
  if (!original.entry.empty()) {
    text += "  " + original.file + ": " + original.entry + "\n";
    text += "  " + (original.fault.empty() ? "grid " + to_text(original.grid) + ", " : std::string()) +
            "block " + std::to_string(original.threads) + ", shared " + bytes(original.shared_bytes) + ", " +
            std::to_string(original.registers) + " registers";
    if (original.local_bytes != 0) text += ", local memory " + bytes(original.local_bytes) + " a thread";
    if (original.cluster != Three{1, 1, 1}) text += ", clusters of " + to_text(original.cluster);
    if (original.is_cooperative) text += ", cooperative";
    if (original.is_programmatic) text += ", programmatic";
    text += "\n";
  }
  if (!original.fault.empty()) return text + "  cannot be launched: " + original.fault + "\n";
  for (const std::string& argument : original.arguments) text += "  " + argument + "\n";
  return text;
}

}  // namespace

std::string to_text(const std::vector<OriginalUse>& originals, std::size_t width) {
  if (originals.empty()) return {};
  const auto known = [](bool is_known, std::string text) {
    return is_known ? std::move(text) : std::string("-");
  };
  std::string text = fitted_table({{"op", 8},
                                   {"original kernel", 16},
                                   {"grid", 0, true},
                                   {"block", 0, true},
                                   {"shared", 0, true},
                                   {"registers", 0, true},
                                   {"local", 0, true}},
                                  width, originals.size(), [&](std::size_t k) -> std::vector<std::string> {
                                    const OriginalUse& original = originals[k];
                                    const bool has_code = !original.entry.empty(),
                                               runs = has_code && original.fault.empty();
                                    return {original.ops.empty() ? "-" : join(original.ops, " "),
                                            original.kernel,
                                            known(runs, to_text(original.grid)),
                                            known(has_code, std::to_string(original.threads)),
                                            known(has_code, bytes(original.shared_bytes)),
                                            known(has_code, std::to_string(original.registers)),
                                            known(has_code, bytes(original.local_bytes))};
                                  });
  for (const OriginalUse& original : originals)
    if (!original.fault.empty())
      text += (original.place.empty() ? "" : original.place + ": ") + original.kernel +
              " cannot be launched: " + original.fault + "\n";
  return text;
}

std::string describe_originals(const std::vector<OriginalUse>& originals, const std::string& op) {
  std::string text;
  for (const OriginalUse& original : originals)
    if (belongs_to(original, op)) text += describe(original);
  return text;
}

Json originals_to_json(const std::vector<OriginalUse>& originals, const std::string& op) {
  Json list = Json::array();
  for (const OriginalUse& original : originals) {
    if (!belongs_to(original, op)) continue;
    Json json = {{"kernel", original.kernel}, {"call", original.place}};
    if (!original.fault.empty()) json["fault"] = original.fault;
    if (!original.entry.empty()) {
      json.update({{"file", original.file}, {"entry", original.entry}});
      if (original.fault.empty()) json["grid"] = original.grid;
      json.update({{"block", original.threads},
                   {"cluster", original.cluster},
                   {"shared_bytes", original.shared_bytes},
                   {"registers", original.registers},
                   {"local_bytes", original.local_bytes}});
      if (original.fault.empty()) json["argument_bytes"] = original.argument_bytes;
      json.update({{"cooperative", original.is_cooperative}, {"programmatic", original.is_programmatic}});
    }
    if (!original.arguments.empty()) json["arguments"] = original.arguments;
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace ireplay
