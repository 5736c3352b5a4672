#include "replay/report/origin_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parser/node_text.hpp"

namespace ireplay {

nlohmann::ordered_json to_json(const Origin& origin) {
  auto json = nlohmann::ordered_json::object();
  if (!origin.file.empty())
    json.update({{"file", origin.file},
                 {"first_line", origin.first_line},
                 {"last_line", origin.last_line},
                 {"text", without_listing(origin.text)}});
  if (!origin.kernel.empty()) json["kernel"] = origin.kernel;
  if (!origin.wrapper_line.empty()) json["call"] = origin.wrapper_line;
  json.update({{"modules", origin.modules},
               {"aten", origin.aten},
               {"fx_nodes", origin.fx_nodes},
               {"model", origin.model}});
  return json;
}

std::string to_provenance(const Origin& origin, std::size_t blanks) {
  const std::string before(blanks, ' ');
  std::string text;
  if (!origin.kernel.empty())
    text += before + "runs as " + origin.kernel +
            (origin.wrapper_line.empty() ? "" : " at " + origin.wrapper_line) + "\n";
  if (!origin.modules.empty())
    text += before + "of the model's " + join(origin.modules) +
            (origin.aten.empty() ? "" : " (" + join(origin.aten) + ")") + "\n";
  for (const std::string& line : origin.model) text += before + line + "\n";
  return text;
}

std::string indented(std::string_view text, std::size_t blanks, std::size_t most) {
  const std::string before(blanks, ' ');
  std::string out;
  std::size_t lines = 0;
  while (!text.empty()) {
    if (lines++ == most) return out + before + "...\n";
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.append(before).append(text.substr(0, end)).append("\n");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string join(const std::vector<std::string>& list, std::string_view between) {
  std::string text;
  for (const std::string& item : list) text.append(text.empty() ? std::string_view() : between).append(item);
  return text;
}

}  // namespace ireplay
