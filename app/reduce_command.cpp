#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "app/case_run.hpp"
#include "app/commands.hpp"
#include "app/engines.hpp"
#include "app/judges.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/progress.hpp"
#include "replay/case/cut.hpp"
#include "replay/case/minimize.hpp"
#include "replay/lower/wrapper_facts.hpp"
#include "replay/report/origin_text.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

class Reduction {
 public:
  Reduction(const Options& options, LoadedGraph& graph, Engine& engine)
      : options_(options),
        graph_(graph),
        engine_(engine),
        judge_(choose_judge(graph, options).judge),
        how_(bisect_options(options, true)),
        progress_(options.progress),
        folder_(options.out.empty() ? "reduced.case" : options.out) {
    progress_.begin("reduce " + graph.name);
  }

  int run() {
    std::vector<std::string> ops;
    for (const Unit& unit : units_of(graph_.plan, true)) add_once(ops, graph_.plan.steps[unit.step].name);
    const std::size_t before = nodes_of(ops).size();
    if (!is_interesting(ops))
      throw Error(Error::Kind::usage, graph_.name + " can't be reduced: " + why_not());
    const auto check = [this](const std::vector<std::string>& part) { return is_interesting(part); };
    ops = minimize(ops, check);
    const std::vector<std::string> nodes = nodes_of(ops);
    if (nodes != ops && is_interesting(nodes)) ops = minimize(nodes, check);
    const std::vector<std::string> sizes = shrink_sizes(ops);
    is_interesting(ops);  // the folder is the last candidate's
    progress_.wipe();
    if (options_.verbosity >= 0) {
      std::printf("%s: %zu of %zu ops: %s (%d candidates tried)\n", folder_.c_str(), ops.size(), before,
                  join(ops, " ").c_str(), tried_);
      if (!sizes.empty()) std::printf("sizes: %s\n", join(sizes, " ").c_str());
      std::printf("replay it with: ireplay run %s\n", folder_.c_str());
    }
    return 0;
  }

 private:
  static void add_once(std::vector<std::string>& list, const std::string& name) {
    if (std::ranges::find(list, name) == list.end()) list.push_back(name);
  }

  /// The nodes that fused ones are made of.
  std::vector<std::string> nodes_of(const std::vector<std::string>& ops) const {
    std::vector<std::string> nodes;
    for (const Unit& unit : units_named(graph_.plan, ops)) add_once(nodes, name_of(graph_.plan, unit));
    return nodes;
  }

  std::string why_not() const {
    if (!options_.check.empty()) return "'" + options_.check + "' does not exit with 0 for its ops as a case";
    return outcome_.kind == CaseOutcome::Kind::broken ? "its ops as a case can't be replayed: " + outcome_.why
                                                      : "its outputs agree with the reference";
  }

  /// Writes the candidate into the folder and tries it.
  bool is_interesting(const std::vector<std::string>& ops) {
    tried_ += 1;
    progress_.update(tried_, 0, join(ops, " "));
    try {
      if (shrunk_) {
        write_shrunk(ops);
      } else {
        write_case_of(graph_, ops, engine_, judge_, how_, folder_);
      }
    } catch (const Error& error) {
      outcome_ = {CaseOutcome::Kind::broken, error.what()};
      return false;
    }
    if (!options_.check.empty()) return accepts();
    outcome_ = run_case(folder_, engine_, how_.run);
    return outcome_.kind == CaseOutcome::Kind::differs;
  }

  bool accepts() const {
    std::string quoted = "'";
    for (const char c : folder_.string()) quoted += c == '\'' ? "'\\''" : std::string(1, c);
    const int status = std::system((options_.check + " " + quoted + "'").c_str());
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

  // ---- sizes that the text leaves open

  /// The graph without the wrapper's harness, which has numbers where `call` has symbols.
  struct OpenGraph {
    CaseTexts texts;
    ParsedCase parsed;
  };

  static OpenGraph without_harness(const LoadedGraph& graph) {
    OpenGraph open{graph.texts, {}};
    if (open.texts.wrapper) {
      std::string text(open.texts.wrapper->text());
      for (const char* harness : {"\ndef get_args(", "\ndef benchmark_compiled_module(", "\nif __name__"})
        text.resize(std::min(text.size(), text.find(harness)));
      open.texts.wrapper = std::make_shared<const Source>(open.texts.wrapper->name(), text + "\n");
    }
    open.parsed = load_graph(graph.files, open.texts, 0);
    return open;
  }

  /// What the graph is with other values of its symbols.
  struct Shrunk {
    GraphHints hints;
    Plan plan;
  };

  /// Inputs have the sizes that `call` asserts, and the types that they had.
  void add_inputs(GraphHints& hints) const {
    if (!open_.parsed.wrapper) return;
    const WrapperFacts facts = read_wrapper(*open_.parsed.wrapper, hints);
    for (const PlanInput& input : graph_.plan.inputs) {
      const auto layout = facts.layouts.find(input.name);
      if (layout == facts.layouts.end() || !layout->second.size || !layout->second.stride) continue;
      const DType dtype = graph_.plan.buffers[static_cast<std::size_t>(input.buffer)].dtype;
      hints.tensors[input.name] = {dtype, *layout->second.size, *layout->second.stride};
    }
  }

  std::optional<Shrunk> with_symbols(const std::map<std::string, std::int64_t, std::less<>>& symbols) const {
    Shrunk shrunk;
    shrunk.hints.symbols = symbols;
    shrunk.hints.readable = graph_.hints.readable;

    try {
      add_inputs(shrunk.hints);
      shrunk.plan = lower_graph(open_.parsed, shrunk.hints);
      return shrunk;
    } catch (const Error&) {
      return std::nullopt;
    }
  }

  /// The first elements along each dimension.
  static HostTensor corner_of(const HostTensor& tensor, const Dims& size) {
    const bool fits = tensor.size.size() == size.size() &&
                      std::ranges::equal(size, tensor.size, [](auto a, auto b) { return a <= b; });
    if (!fits)
      throw Error(Error::Kind::usage, "a tensor of these sizes is no corner of the one that there is");
    return gather_from_strided(tensor.data.data(), tensor.dtype, size, dense_strides(tensor.size), 0);
  }

  /// The candidate with smaller sizes: corners of its inputs, and what the judge makes of them.
  void write_shrunk(const std::vector<std::string>& ops) {
    const CutGraph cut = cut_graph(open_.parsed, shrunk_->hints, shrunk_->plan, ops);
    const OpTensors whole = tensors_of(graph_.plan, graph_.inputs, engine_, judge_, how_,
                                       units_named(graph_.plan, ops), cut.inputs);
    TensorMap before, after;
    for (const std::string& name : cut.inputs) {
      const auto of = std::ranges::find(shrunk_->plan.buffers, name, &PlanBuffer::name);
      before[name] = corner_of(whole.before.at(name), of->size);
    }
    for (const PlanBuffer& buffer :
         shrunk_->plan.buffers)  // their types alone matter until they are computed
      after[buffer.name] = {buffer.dtype, buffer.size,
                            HostBytes(static_cast<std::size_t>(numel(buffer.size)) * bytes_of(buffer.dtype))};
    write_case(folder_, cut, shrunk_->plan, before, after, graph_.files.facts, graph_.hints.readable);
    Options of_case;
    of_case.paths = {folder_.string()};
    const auto candidate = load_one(of_case, folder_.string());
    std::vector<std::string> all;
    for (const Unit& unit : units_of(candidate->plan, true))
      add_once(all, candidate->plan.steps[unit.step].name);
    const auto cpu = make_cpu_engine();
    const OpTensors judged = tensors_of(candidate->plan, candidate->inputs, *cpu, judge_, how_,
                                        units_named(candidate->plan, all), {});
    write_case(folder_, cut, shrunk_->plan, before, judged.after, graph_.files.facts, graph_.hints.readable);
  }

  /// Halves the sizes for which the text has symbols, one after the other, as long as the case stays
  /// interesting. Saved tensors have the sizes that they have.
  std::vector<std::string> shrink_sizes(const std::vector<std::string>& ops) {
    std::vector<std::string> changed;
    if (judge_.kind == BisectJudge::Kind::saved || graph_.hints.symbols.empty()) return changed;
    open_ = without_harness(graph_);
    auto symbols = graph_.hints.symbols;
    for (const auto& [name, value] : graph_.hints.symbols) {
      for (std::int64_t size = value / 2; size > 0; size /= 2) {
        auto smaller = symbols;
        smaller[name] = size;
        std::optional<Shrunk> last = std::move(shrunk_);
        shrunk_ = with_symbols(smaller);
        if (shrunk_ && is_interesting(ops)) {
          symbols = smaller;
          continue;
        }
        shrunk_ = std::move(last);
        break;
      }
      if (symbols.at(name) != value) changed.push_back(name + "=" + std::to_string(symbols.at(name)));
    }
    return changed;
  }

  const Options& options_;
  LoadedGraph& graph_;
  Engine& engine_;
  BisectJudge judge_;
  BisectOptions how_;
  Progress progress_;
  fs::path folder_;
  OpenGraph open_;  // for sizes
  std::optional<Shrunk> shrunk_;
  CaseOutcome outcome_;
  int tried_ = 0;
};

}  // namespace

int reduce_command(const Options& options) {
  set_up_logging(options);
  refuse_originals(options);
  Engines engines(options);
  const auto graph = load_one(options, options.paths[0]);
  return with_places(*graph, options, [&] { return Reduction(options, *graph, engines.get()).run(); });
}

}  // namespace ireplay
