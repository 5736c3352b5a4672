#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/commands.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/originals.hpp"
#include "app/output.hpp"
#include "app/planning.hpp"
#include "kernels/compiled/cache.hpp"
#include "parser/node_text.hpp"
#include "parser/to_text.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/cuda/compiled/describe.hpp"
#include "replay/passes/fuse.hpp"
#include "replay/report/node.hpp"
#include "replay/report/plan.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

constexpr ScheduleDevice kDevice{132, 2048};  // an H100 or H200: what schedules are shown for

/// A program on the PATH; empty where there is none.
std::string find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::string rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    std::string file = rest.substr(0, end) + "/" + name;
    if (access(file.c_str(), X_OK) == 0) return file;
    rest.erase(0, end + 1);
  }
  return {};
}

/// A drawing of a graph in Graphviz's language, by Graphviz.
std::string to_svg(const std::string& dot) {
  const std::string program = find_program("dot");
  if (program.empty())
    throw Error(
        Error::Kind::usage,
        "--format svg needs Graphviz's program 'dot', which is not on the PATH; --format dot writes what "
        "it reads");
  std::string file = (fs::temp_directory_path() / "ireplay_XXXXXX").string();
  const int descriptor = mkstemp(file.data());
  if (descriptor < 0) throw Error(Error::Kind::device, "cannot make a temporary file in '" + file + "'");
  close(descriptor);
  write_file(file, dot);
  std::string svg;
  std::FILE* pipe = popen(("'" + program + "' -Tsvg '" + file + "'").c_str(), "r");
  std::array<char, 4096> block{};
  while (pipe != nullptr) {
    const std::size_t count = std::fread(block.data(), 1, block.size(), pipe);
    svg.append(block.data(), count);
    if (count < block.size()) break;
  }
  const int status = pipe == nullptr ? -1 : pclose(pipe);
  fs::remove(file);
  if (status != 0) throw Error(Error::Kind::device, "'" + program + "' could not draw the graph");
  return svg;
}

Origin origin_of(const ParsedGraph& graph, const std::string& op) {
  const std::string readable = graph.files.readable.empty() ? "" : read_file(graph.files.readable);
  return op.empty() ? Origin() : find_origin(graph.parsed, readable, op);
}

std::string of_node(const ParsedGraph& graph, const Plan& plan, const std::vector<OriginalUse>& originals,
                    const Options& options) {
  const std::string& name = options.node;
  const bool json = options.format == "json";
  if (find_step(plan, name) == nullptr && has_buffer(plan, name)) {
    const Origin origin = origin_of(graph, writer_of(plan, name));
    return json ? buffer_to_json(plan, name, origin) : describe_buffer(plan, name, origin);
  }
  const Origin origin = origin_of(graph, name);
  if (json) return op_to_json(plan, name, origin, originals);
  std::string text = describe_op(plan, name, origin);  // refuses a name that the graph does not have
  const Step& step = *find_step(plan, name);
  return text + describe_originals(originals, step.name) +
         describe_kernels(step, plan, kDevice,
                          find_machine_code(options.cache_dir.value_or(default_cache_dir())));
}

std::string of_graph(const Plan& plan, const std::vector<OriginalUse>& originals, const Options& options) {
  if (options.format == "json") return to_json(plan, originals);
  if (options.format == "dot") return to_dot(plan);
  if (options.format == "svg") return to_svg(to_dot(plan));
  return (options.verbosity > 0 ? to_text(plan) : to_overview(plan, output_width())) +
         to_text(originals, output_width());
}

std::vector<OriginalUse> originals_of(const ParsedGraph& graph, const Plan& plan, const Options& options) {
  return find_originals(graph.parsed, graph.files, graph.facts, graph.given.tensors, options, plan);
}

/// What the text alone says of a graph that can't be replayed.
std::string of_text(const ParsedGraph& graph, const Error& error, const Options& options) {
  const Dump& dump = graph.parsed.ir;
  if (!options.node.empty()) {
    const Origin origin = origin_of(graph, options.node);
    if (origin.file.empty()) throw Error(Error::Kind::usage, "the graph has no node '" + options.node + "'");
    return describe_origin(origin);
  }
  if (options.format == "json") return to_json(dump, error.what());
  if (options.format == "dot") return to_dot(dump);
  if (options.format == "svg") return to_svg(to_dot(dump));
  return to_text(dump) + to_text(originals_of(graph, Plan(), options), output_width());
}

/// Of one graph. Only what the user named wrongly, and a text that is no graph, are errors here.
std::string to_output(const ParsedGraph& graph, const Options& options) {
  Plan plan;
  try {
    plan = plan_case(graph.parsed, graph.files, graph.facts, graph.given.tensors, options).plan;
    refuse_other_inputs(plan, graph.given, graph.files, options);
  } catch (const Error& error) {
    if (error.kind() != Error::Kind::unsupported) throw;
    std::string text = of_text(graph, error, options);
    std::fflush(stdout);
    std::fprintf(stderr, "warning: %s: this graph can't be replayed, its text is shown: %s\n",
                 graph.name.c_str(), error.what());
    return text;
  }
  join_fused_steps(plan);
  const std::vector<OriginalUse> originals = originals_of(graph, plan, options);
  return options.node.empty() ? of_graph(plan, originals, options) : of_node(graph, plan, originals, options);
}

}  // namespace

int show_command(const Options& options) {
  set_up_logging(options);
  if (!options.node.empty() && (options.format == "dot" || options.format == "svg"))
    throw Error(Error::Kind::usage,
                "--format " + options.format + " draws a whole graph: leave out '" + options.node + "'");
  std::vector<std::pair<std::string, std::string>> shown;
  for_each_parsed(
      options, [&](const ParsedGraph& graph) { shown.emplace_back(graph.name, to_output(graph, options)); },
      [](const std::string&, const Error& error) { throw error; });
  if (shown.size() > 1 && options.format == "svg")
    throw Error(Error::Kind::usage, "--format svg draws one graph, '" + options.paths[0] + "' holds " +
                                        std::to_string(shown.size()));
  const bool array = shown.size() > 1 && options.format == "json",
             headed = shown.size() > 1 && options.format == "text";
  std::string text = array ? "[\n" : "";
  for (std::size_t k = 0; k < shown.size(); ++k) {
    if (headed) text += (k == 0 ? "" : "\n") + shown[k].first + "\n";
    if (array && k > 0) text += ",\n";
    text += shown[k].second;
  }
  print(text + (array ? "]\n" : ""));
  return 0;
}

}  // namespace ireplay
