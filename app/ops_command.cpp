#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/options.hpp"
#include "app/output.hpp"
#include "kernels/scalar/scalar_eval.hpp"
#include "parser/source.hpp"
#include "replay/externs/extern_table.hpp"
#include "replay/report/numbers.hpp"
#include "replay/report/text_table.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;

const ScalarOpInfo& scalar_row(std::size_t i) { return info(static_cast<ScalarOp>(i)); }

/// The three tables, of rows that have `word` in their name; those without any are left out.
std::string to_text(const std::string& word) {
  const auto is_wanted = [&](std::string_view name) { return name.find(word) != name.npos; };
  std::string text;
  const auto add = [&](const TextTable& table, bool has_rows) {
    if (has_rows) text += (text.empty() ? "" : "\n") + table.print("");
  };
  bool any = false;
  TextTable scalars;
  scalars.column("scalar op").number_column("operands").number_column("f32 error, ulp");
  for (std::size_t i = 0; i < scalar_op_count(); ++i)
    if (is_wanted(scalar_row(i).name)) {
      any = true;
      scalars.row({std::string(scalar_row(i).name), std::to_string(scalar_row(i).arity),
                   print_error(scalar_row(i).max_ulp_f32)});
    }
  add(scalars, any);
  any = false;
  TextTable externs;
  externs.column("extern").column("on the CPU").column("on a GPU").column("arguments");
  for (const ExternRow& row : extern_rows())
    if (is_wanted(row.name)) {
      any = true;
      externs.row({std::string(row.name), std::string(cpu_text(row.runner())),
                   std::string(cuda_text(row.runner())), std::string(row.signature)});
    }
  add(externs, any);
  any = false;
  TextTable types;
  types.column("type")
      .column("in PyTorch")
      .column("in safetensors")
      .number_column("bytes")
      .column("computed in");
  for (const DTypeInfo& row : kDTypes)
    if (is_wanted(row.name) || is_wanted(row.torch_name)) {
      any = true;
      types.row({std::string(row.name), std::string(row.torch_name), std::string(row.tag),
                 std::to_string(row.bytes), std::string(info(compute_type(row.dtype)).name)});
    }
  add(types, any);
  return text;
}

std::string to_json(const std::string& word) {
  const auto is_wanted = [&](std::string_view name) { return name.find(word) != name.npos; };
  Json json = {{"schema", "ireplay.ops/1"},
               {"version", IREPLAY_VERSION},
               {"scalar_ops", Json::array()},
               {"externs", Json::array()},
               {"types", Json::array()}};
  for (std::size_t i = 0; i < scalar_op_count(); ++i)
    if (is_wanted(scalar_row(i).name))
      json["scalar_ops"].push_back({{"name", scalar_row(i).name},
                                    {"operands", scalar_row(i).arity},
                                    {"max_ulp_f32", scalar_row(i).max_ulp_f32}});
  for (const ExternRow& row : extern_rows())
    if (is_wanted(row.name))
      json["externs"].push_back({{"name", row.name},
                                 {"signature", row.signature},
                                 {"cpu", cpu_text(row.runner())},
                                 {"cuda", cuda_text(row.runner())}});
  for (const DTypeInfo& row : kDTypes)
    if (is_wanted(row.name) || is_wanted(row.torch_name))
      json["types"].push_back({{"name", row.name},
                               {"torch", row.torch_name},
                               {"tag", row.tag},
                               {"bytes", row.bytes},
                               {"computed_in", info(compute_type(row.dtype)).name}});
  return json.dump(1) + "\n";
}

}  // namespace

int ops_command(const Options& options) {
  const std::string text = to_text(options.word);
  if (text.empty())
    throw Error(Error::Kind::usage, "no scalar op, library call or element type has " +
                                        in_quotes(options.word) +
                                        " in its name; `ireplay ops` lists all of them");
  if (options.json != "-") print(text);
  if (!options.json.empty()) write_output(options.json, to_json(options.word));
  return 0;
}

}  // namespace ireplay
