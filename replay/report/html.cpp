#include "replay/report/html.hpp"

#include <nlohmann/json.hpp>

#include "replay/report/graph_layout.hpp"
#include "replay/report/page_parts.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

/// JSON inside of a script element: nothing in it may end the element.
std::string in_script(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) c == '<' ? out += "\\u003c" : out += c;
  return out;
}

std::vector<Place> places_of(const GraphReport& report) {
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  for (std::size_t k = 0; k < report.ops.size(); ++k)
    for (const TensorReport& tensor : report.ops[k].reads)
      if (tensor.op >= 0 && static_cast<std::size_t>(tensor.op) < k)
        edges.emplace_back(static_cast<std::size_t>(tensor.op), k);
  return lay_out(report.ops.size(), edges);
}

/// Samples stay in the JSON record: a page shows figures.
void drop_samples(Json& op) {
  if (!op.contains("us")) return;
  for (auto& [state, figures] : op["us"].items()) figures.erase("rounds");
}

void add_details(Json& run, const GraphReport& report) {
  if (!run.contains("ops")) return;
  const std::vector<Place> places = places_of(report);
  for (std::size_t k = 0; k < report.ops.size(); ++k) {
    Json& op = run["ops"][k];
    drop_samples(op);
    op["at"] = {places[k].x, places[k].y};
    const OpTexts& texts = report.ops[k].texts;
    for (const auto& [key, text] : {std::pair("ir", &texts.ir), std::pair("program", &texts.program),
                                    std::pair("source", &texts.kernel)})
      if (!text->empty()) op["texts"][key] = *text;
  }
  for (auto& [key, total] : run["total"].items())
    if (total.is_object()) total.erase("rounds");
  run["total"].erase("yardstick_us");
}

}  // namespace

std::string to_html(const std::vector<GraphReport>& reports, const RunHeader& header) {
  Json record = Json::parse(to_json(reports, header));
  for (std::size_t k = 0; k < reports.size(); ++k) add_details(record["runs"][k], reports[k]);
  const std::string title =
      reports.size() == 1 ? reports[0].dump : std::to_string(reports.size()) + " graphs";
  std::string page =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n<title>" +
      escaped(title) + " - ireplay</title>\n<style>\n";
  page += page::kStyle;
  page +=
      "</style>\n</head>\n<body>\n<main id=\"page\"></main>\n<script type=\"application/json\" "
      "id=\"record\">";
  page += in_script(record.dump(-1, ' ', false, Json::error_handler_t::replace));
  page += "</script>\n<script>\n";
  page += page::kChart;
  page += "</script>\n<script>\n";
  page += page::kScript;
  return page + "</script>\n</body>\n</html>\n";
}

}  // namespace ireplay
