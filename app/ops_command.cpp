#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/options.hpp"
#include "app/output.hpp"
#include "kernels/scalar/scalar_eval.hpp"
#include "replay/externs/extern_table.hpp"
#include "replay/report/numbers.hpp"
#include "replay/report/text_table.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;

const ScalarOpInfo& scalar_row(std::size_t i) { return info(static_cast<ScalarOp>(i)); }

std::string to_text() {
  TextTable scalars;
  scalars.column("scalar op").number_column("operands").number_column("f32 error, ulp");
  for (std::size_t i = 0; i < scalar_op_count(); ++i)
    scalars.row({std::string(scalar_row(i).name), std::to_string(scalar_row(i).arity),
                 print_error(scalar_row(i).max_ulp_f32)});
  TextTable externs;
  externs.column("extern").column("on the CPU").column("on a GPU").column("arguments");
  for (const ExternRow& row : extern_rows())
    externs.row({std::string(row.name), std::string(cpu_text(row.runner())),
                 std::string(cuda_text(row.runner())), std::string(row.signature)});
  TextTable types;
  types.column("type")
      .column("in PyTorch")
      .column("in safetensors")
      .number_column("bytes")
      .column("computed in");
  for (const DTypeInfo& row : kDTypes)
    types.row({std::string(row.name), std::string(row.torch_name), std::string(row.tag),
               std::to_string(row.bytes), std::string(info(compute_type(row.dtype)).name)});
  return scalars.print("") + "\n" + externs.print("") + "\n" + types.print("");
}

std::string to_json() {
  Json json = {{"schema", "ireplay.ops/1"},
               {"version", IREPLAY_VERSION},
               {"scalar_ops", Json::array()},
               {"externs", Json::array()},
               {"types", Json::array()}};
  for (std::size_t i = 0; i < scalar_op_count(); ++i)
    json["scalar_ops"].push_back({{"name", scalar_row(i).name},
                                  {"operands", scalar_row(i).arity},
                                  {"max_ulp_f32", scalar_row(i).max_ulp_f32}});
  for (const ExternRow& row : extern_rows())
    json["externs"].push_back({{"name", row.name},
                               {"signature", row.signature},
                               {"cpu", cpu_text(row.runner())},
                               {"cuda", cuda_text(row.runner())}});
  for (const DTypeInfo& row : kDTypes)
    json["types"].push_back({{"name", row.name},
                             {"torch", row.torch_name},
                             {"tag", row.tag},
                             {"bytes", row.bytes},
                             {"computed_in", info(compute_type(row.dtype)).name}});
  return json.dump(1) + "\n";
}

}  // namespace

int ops_command(const Options& options) {
  if (options.json != "-") print(to_text());
  if (!options.json.empty()) write_output(options.json, to_json());
  return 0;
}

}  // namespace ireplay
