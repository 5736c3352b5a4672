#include "replay/report/check.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "parser/words.hpp"
#include "replay/externs/extern_table.hpp"
#include "replay/ranks/collective.hpp"
#include "replay/report/fitted_table.hpp"
#include "replay/report/numbers.hpp"
#include "replay/report/originals_json.hpp"
#include "replay/report/style.hpp"
#include "replay/report/text_table.hpp"
#include "replay/triton/launch.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;

CheckReport::Row to_row(const Step& step) {
  CheckReport::Row row;
  row.name = step.name;
  row.kind = step.op_kind;
  row.nodes = step.nodes;
  row.how = "nothing to run";
  if (step.kind == Step::Kind::loops) {
    row.how = "loops";
    row.cpu = "loops";
    row.cuda = "kernel";
  } else if (is_collective(step)) {
    row.how = "collective";
    row.function = step.call.function;
    row.cpu = "all ranks' inputs";
    row.cuda = "NCCL, all ranks";
  } else if (step.op_kind == "opaque" && step.kind == Step::Kind::nop) {
    row.how = "replayed around";
    row.function = step.call.function;
  } else if (step.kind == Step::Kind::extern_call) {
    row.how = is_triton(step.call) ? "kernel text" : "library";
    row.function = step.call.function;
    if (is_triton(step.call)) {
      row.cpu = "interpreted";
      row.cuda = "on the CPU, interpreted";
    } else if (const ExternRow* found = find_extern(step.call)) {
      row.cpu = cpu_text(found->runner());
      row.cuda = cuda_text(found->runner());
    }
  }
  return row;
}

std::size_t count_of(const CheckReport& report, const char* how) {
  return static_cast<std::size_t>(
      std::count_if(report.rows.begin(), report.rows.end(), [&](const auto& row) { return row.how == how; }));
}

std::string place_of(const Error& error) {
  if (!error.has_place()) return "";
  return std::string(split_last(error.file(), '/').last) + ":" + std::to_string(error.position().line);
}

/// `aten._c10d_functional.all_reduce_.default` is all_reduce, `aten.sum.dim_IntList` is sum: overloads have
/// capitals.
std::string last_word(std::string name) {
  const std::string last(split_last(name).last);
  const bool has_capital = std::ranges::any_of(last, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (last.size() < name.size() && (last == "default" || last == "out" || has_capital))
    name.resize(name.size() - last.size() - 1);
  name = split_last(name).last;
  while (name.size() > 1 && name.back() == '_') name.pop_back();
  return name;
}

/// Of what is not supported its name, the first thing in quotes. Of other faults the sentence without the
/// names in it, so that equal faults of several graphs are counted together.
std::string gist_of(const Error& error) {
  const std::string sentence = error.what();
  const std::size_t begin = sentence.find('\''), end = sentence.find('\'', begin + 1);
  const bool quotes = begin != sentence.npos && end != sentence.npos && end > begin + 1;
  if (quotes && error.kind() == Error::Kind::unsupported)
    return last_word(sentence.substr(begin + 1, end - begin - 1));
  std::string gist;
  bool quoted = false;
  for (const char c : sentence.substr(0, sentence.find_first_of(":;"))) {
    quoted = c == '\'' ? !quoted : quoted;
    if (!quoted && c != '\'') gist += c;
    if (quoted && c == '\'') gist += "..";
  }
  constexpr std::size_t kLongest = 60;
  return gist.size() <= kLongest ? gist : gist.substr(0, kLongest) + "...";
}

/// The nodes at the top of a dump by their lines.
class NodeRows {
 public:
  explicit NodeRows(const Dump& dump) : dump_(dump) {
    for (const std::uint32_t index : dump.top) {
      const Node& node = dump.nodes[index];
      CheckReport::Row row;
      row.name = node.name;
      row.kind = node.scheduler_class;
      if (node.kernel != "None") row.function = node.kernel;
      for (const Range parts = node.parts; const std::uint32_t part : slice(dump.parts, parts))
        row.nodes.emplace_back(dump.nodes[part].name);
      if (node.classes.count > 0)
        class_.push_back(std::string(slice(dump.names, node.classes).back()));
      else
        class_.emplace_back();
      begins_.push_back(dump.source->position(node.name.data()).line);
      rows.push_back(std::move(row));
    }
  }

  /// The node that a fault lies in, by its place or by the name in front of its sentence.
  const CheckReport::Row* mark(const Error& fault) {
    const std::string sentence = fault.what();
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const std::size_t line = fault.position().line;
      const bool inside = fault.has_place() && fault.file() == dump_.source->name() && line >= begins_[k] &&
                          (k + 1 == rows.size() || line < begins_[k + 1]);
      if (!inside && !sentence.starts_with(rows[k].name + ": ")) continue;
      if (!rows[k].why_not.empty()) return &rows[k];
      rows[k].why_not =
          sentence.starts_with(rows[k].name + ": ") ? sentence.substr(rows[k].name.size() + 2) : sentence;
      rows[k].place = place_of(fault);
      return &rows[k];
    }
    return nullptr;
  }

  std::string word_of(const CheckReport::Row& row) const {
    if (!row.function.empty()) return last_word(row.function);
    return class_[static_cast<std::size_t>(&row - rows.data())];
  }

  std::vector<CheckReport::Row> rows;

 private:
  const Dump& dump_;
  std::vector<std::size_t> begins_;  // lines, by row
  std::vector<std::string> class_;   // of the buffer, by row
};

Json to_json(const CheckReport::Row& row) {
  Json op = {{"name", row.name}, {"nodes", row.nodes}, {"kind", row.kind}};
  for (const auto& [key, value] :
       {std::pair("runs", &row.how), std::pair("function", &row.function), std::pair("cpu", &row.cpu),
        std::pair("cuda", &row.cuda), std::pair("why_not", &row.why_not), std::pair("place", &row.place)})
    if (!value->empty()) op[key] = *value;
  op["replays"] = row.why_not.empty();
  return op;
}

Json to_json(const CheckReport& report) {
  Json json = {{"dump", report.dump}, {"status", report.status}};
  if (!report.torch.empty()) json["torch"] = report.torch;
  if (!report.gpu.empty()) json["gpu"] = report.gpu;
  if (!report.error.empty()) json["error"] = report.error;
  if (!report.blocker.empty()) json["blocker"] = report.blocker;
  if (!report.missing.empty()) json["missing"] = report.missing;
  json["ops"] = Json::array();
  for (const auto& row : report.rows) {
    Json op = to_json(row);
    if (Json launches = originals_to_json(report.originals, row.name); !launches.empty())
      op["original"] = std::move(launches);
    json["ops"].push_back(std::move(op));
  }
  if (!report.error.empty()) return json;
  json["inputs"] = report.inputs;
  json["outputs"] = report.outputs;
  json["input_bytes"] = report.input_bytes;
  json["arena_bytes"] = report.arena_bytes;
  json["memory_bytes"] = report.memory_bytes();
  json["bytes"] = report.traffic_bytes;
  json["flops"] = report.flops;
  json["warnings"] = report.warnings;
  return json;
}

std::string bytes(std::int64_t count) { return print_bytes(static_cast<double>(count)); }

/// Names with how often each occurs, the most frequent first.
std::vector<std::pair<std::string, std::size_t>> ranked(const std::vector<std::string>& names) {
  std::map<std::string, std::size_t> counts;
  for (const std::string& name : names) counts[name] += 1;
  std::vector<std::pair<std::string, std::size_t>> list(counts.begin(), counts.end());
  std::stable_sort(list.begin(), list.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return list;
}

std::vector<std::string> with_counts(const std::vector<std::string>& names) {
  std::vector<std::string> items;
  for (const auto& [name, count] : ranked(names)) items.push_back(name + " " + std::to_string(count));
  return items;
}

/// `2.9.1+cu128` is 2.9; what is no release is as it is.
std::string release_of(const std::string& torch) {
  const std::size_t dot = torch.find('.');
  const std::size_t end = dot == torch.npos ? dot : torch.find_first_not_of("0123456789", dot + 1);
  return torch.empty() ? "unknown" : torch.substr(0, end);
}

std::string to_rows(const CheckReport& report, std::size_t width) {
  if (report.error.empty()) {
    return fitted_table(
        {{"op", 12}, {"kind"}, {"runs as", 12}, {"on the CPU", 10}, {"on a GPU", 10}}, width,
        report.rows.size(), [&](std::size_t k) -> std::vector<std::string> {
          const auto& row = report.rows[k];
          return {row.name, row.kind, row.function.empty() ? row.how : row.function, row.cpu, row.cuda};
        });
  }
  return fitted_table({{"node", 12}, {"kind", 12}, {"replays", 20}}, width, report.rows.size(),
                      [&](std::size_t k) -> std::vector<std::string> {
                        const auto& row = report.rows[k];
                        const std::string why = row.why_not + (row.place.empty() ? "" : ", " + row.place);
                        return {row.name, row.function.empty() ? row.kind : row.function,
                                row.why_not.empty() ? "yes" : "no: " + why};
                      });
}

std::string to_missing(const std::vector<std::string>& missing, std::size_t width) {
  return missing.empty() ? "" : in_lines("missing:", missing, width, 9);
}

}  // namespace

CheckReport make_check_report(const Plan& plan) {
  CheckReport report;
  report.status = "ok";
  for (const Step& step : plan.steps) {
    report.rows.push_back(to_row(step));
    report.traffic_bytes += step.bytes;
    report.flops += step.flops;
  }
  report.inputs = plan.inputs.size();
  report.outputs = plan.outputs.size();
  for (const Storage& storage : plan.storages)
    if (storage.kind != Storage::Kind::arena) report.input_bytes += storage.bytes;
  report.arena_bytes = plan.arena_bytes;
  report.warnings = plan.warnings;
  return report;
}

CheckReport make_check_report(const Error& error, const std::vector<Error>& faults, const Dump* dump) {
  CheckReport report;
  report.status = error.kind() == Error::Kind::unsupported ? "unsupported" : "error";
  report.exit_code = static_cast<int>(error.kind());
  report.error = to_text(error);
  report.blocker = gist_of(error);
  if (dump == nullptr) return report;
  NodeRows nodes(*dump);
  bool named = false;
  for (const Error& fault : faults.empty() ? std::vector<Error>{error} : faults) {
    const CheckReport::Row* row = nodes.mark(fault);
    if (!named)
      report.blocker =
          row != nullptr && report.status == "unsupported" ? nodes.word_of(*row) : gist_of(fault);
    named = true;
  }
  report.rows = std::move(nodes.rows);
  return report;
}

std::string to_text(const CheckReport& report, std::size_t width) {
  if (!report.error.empty()) {
    const auto bad = static_cast<std::size_t>(std::count_if(
        report.rows.begin(), report.rows.end(), [](const auto& row) { return !row.why_not.empty(); }));
    std::string text = report.dump;
    if (!report.rows.empty())
      text += "  " + plural(report.rows.size(), "node") + ", " + std::to_string(bad) +
              " of them can't be replayed\n" + to_rows(report, width);
    else
      text += "\n";
    return text + to_text(report.originals, width) + to_missing(report.missing, width);
  }
  std::vector<std::string> counts = {
      std::to_string(count_of(report, "loops")) + " loops",
      plural(count_of(report, "library"), "library call"),
      std::to_string(count_of(report, "nothing to run")) + " with nothing to run"};
  if (const std::size_t texts = count_of(report, "kernel text"); texts > 0)
    counts.push_back(std::to_string(texts) + " from the kernel's text");
  if (const std::size_t calls = count_of(report, "collective"); calls > 0)
    counts.push_back(plural(calls, "collective"));
  if (const std::size_t around = count_of(report, "replayed around"); around > 0)
    counts.push_back(std::to_string(around) + " replayed around");
  std::string text = in_lines(report.dump + "  " + plural(report.rows.size(), "op") + ":", counts, width, 2);
  text += to_rows(report, width);
  text += to_text(report.originals, width);
  text += in_lines("",
                   {plural(report.inputs, "input") + " of " + bytes(report.input_bytes),
                    plural(report.outputs, "output"), "buffers in " + bytes(report.arena_bytes),
                    "memory " + bytes(report.memory_bytes()) + " on either engine",
                    "traffic " + bytes(report.traffic_bytes)},
                   width, 2);
  for (const std::string& warning : report.warnings) text += "warning: " + warning + "\n";
  return text;
}

std::string to_summary(const std::vector<CheckReport>& reports, std::size_t width) {
  std::vector<std::string> blockers, releases, gpus, missing, functions;
  std::size_t good = 0;
  for (const CheckReport& report : reports) {
    good += report.exit_code == 0;
    if (report.exit_code != 0) blockers.push_back(report.blocker);
    releases.push_back(release_of(report.torch));
    if (!report.gpu.empty()) gpus.push_back(report.gpu);
    for (const std::string& fact : report.missing) missing.push_back(fact + " (" + report.dump + ")");
    for (const auto& row : report.rows)
      if (row.how == "library") functions.push_back(last_word(row.function));
  }
  const std::size_t bad = reports.size() - good;
  const std::string count =
      plural(reports.size(), "graph") + ": " + std::to_string(good) + (good == 1 ? " replays" : " replay");
  std::string text =
      bad == 0 ? count + "\n"
               : in_lines(count + ", " + std::to_string(bad) + (bad == 1 ? " does not:" : " do not:"),
                          with_counts(blockers), width, 2);
  text += in_lines("torch:", with_counts(releases), width, 2);
  if (!gpus.empty()) text += in_lines("captured on:", with_counts(gpus), width, 2);
  if (!functions.empty()) text += in_lines("library calls:", with_counts(functions), width, 2);
  if (!missing.empty()) text += in_lines("missing:", missing, width, 2);
  constexpr std::size_t kLargest = 5;
  std::vector<const CheckReport*> largest;
  for (const CheckReport& report : reports)
    if (report.exit_code == 0) largest.push_back(&report);
  std::stable_sort(largest.begin(), largest.end(), [](const CheckReport* a, const CheckReport* b) {
    return a->memory_bytes() > b->memory_bytes();
  });
  if (largest.empty()) return text;
  if (largest.size() > kLargest) largest.erase(largest.begin() + kLargest, largest.end());
  return text + fitted_table({{"largest", 20}, {"ops", 0, true}, {"memory", 0, true}, {"traffic", 0, true}},
                             width, largest.size(), [&](std::size_t k) -> std::vector<std::string> {
                               return {largest[k]->dump, std::to_string(largest[k]->rows.size()),
                                       bytes(largest[k]->memory_bytes()), bytes(largest[k]->traffic_bytes)};
                             });
}

std::string to_json(const std::vector<CheckReport>& reports, const std::string& version) {
  Json json = {{"schema", "ireplay.check/1"}, {"version", version}, {"graphs", Json::array()}};
  std::vector<std::string> blockers, releases;
  std::size_t good = 0;
  for (const CheckReport& report : reports) {
    json["graphs"].push_back(to_json(report));
    good += report.exit_code == 0;
    if (report.exit_code != 0) blockers.push_back(report.blocker);
    releases.push_back(release_of(report.torch));
  }
  json["summary"] = {
      {"graphs", reports.size()}, {"replay", good}, {"blockers", Json::object()}, {"torch", Json::object()}};
  for (const auto& [name, count] : ranked(blockers)) json["summary"]["blockers"][name] = count;
  for (const auto& [name, count] : ranked(releases)) json["summary"]["torch"][name] = count;
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ireplay
