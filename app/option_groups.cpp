#include "app/option_groups.hpp"

#include <limits>
#include <tuple>

#include "app/option_values.hpp"

namespace ireplay {
namespace {

/// Options of every command that makes a plan of a dump.
void add_reading(CLI::App& app, Options& options) {
  const char* group = "What the dump leaves open";
  app.add_flag("--text-only", options.text_only,
               "leave output_code.py and the other files beside the text aside")
      ->group(group);
  add_named(app, "--sym", "value of a size symbol",
            [&options](const std::string& name, const std::string& value) {
              options.symbols[name] = to_number<std::int64_t>("--sym", value);
            })
      ->type_name("NAME=INT")
      ->group(group);
  add_named(app, "--layout",
            "type and shape of an input: arg0_1=bf16[2048,128], with strides arg0_1=bf16[2048,128]:1,2048",
            [&options](const std::string& name, const std::string& value) {
              options.layouts[name] = parse_layout(value);
            })
      ->type_name("NAME=LAYOUT")
      ->group(group);
  app.add_option("--inputs", options.inputs, "tensors by input name (.safetensors, .npz)")
      ->type_name("FILE")
      ->group(group);
}

void add_values(CLI::App& app, Options& options) {
  const char* group = "Values";
  add_named(app, "--input", "fill of one input: randn, rand, zeros, ones, arange, index or FILE.npy",
            [&options](const std::string& name, const std::string& value) { options.fills[name] = value; })
      ->type_name("NAME=FILL")
      ->group(group);
  app.add_option_function<std::string>(
         "--seed",
         [&options](const std::string& text) { options.seed = to_number<std::uint64_t>("--seed", text); },
         "seed of random inputs; indices stay in range")
      ->type_name("N")
      ->group(group);
  app.add_option("--pinned", options.pinned, "buffers to take as given, such as random seeds")
      ->type_name("FILE")
      ->group(group);
}

void add_saving(CLI::App& app, Options& options) {
  const char* group = "Values";
  add_output_file(
      app, options, "--save-outputs", options.save_outputs,
      "write the outputs (.safetensors, .npz, .npy); for several graphs a folder or a name with {name}",
      false)
      ->group(group);
  add_output_file(app, options, "--save-intermediates", options.save_intermediates,
                  "write every buffer, likewise", false)
      ->group(group);
}

void add_comparing(CLI::App& app, Options& options) {
  const char* group = "Comparison";
  constexpr double kAny = std::numeric_limits<double>::infinity();
  add_real(app, "--atol", "absolute tolerance in place of the measured one", kAny,
           [&options](double value) { options.atol = value; })
      ->type_name("X")
      ->group(group);
  add_real(app, "--rtol", "relative tolerance in place of the measured one", kAny,
           [&options](double value) { options.rtol = value; })
      ->type_name("X")
      ->group(group);
}

void add_reference(CLI::App& app, Options& options) {
  const char* group = "Comparison";
  app.add_option("--reference", options.reference,
                 "tensors to compare with (.safetensors, .npz); cpu and f64 compute them on the "
                 "CPU, none compares nothing")
      ->type_name("FILE|cpu|f64|none")
      ->group(group);
  app.add_flag("!--no-compare", options.compare, "do not compare, even where a case folder has outputs")
      ->group(group);
  app.add_option_function<std::string>(
         "--reference-rounding",
         [&options](const std::string& text) { options.rounded_per_op = text == "per-op"; },
         "how the reference was computed: inside kernels unrounded (fused), or rounded after every op "
         "(per-op)")
      ->check(CLI::IsMember({"fused", "per-op"}))
      ->type_name("HOW")
      ->group(group);
  app.add_flag("--allow-unjudged", options.allow_unjudged,
               "exit 0 although outputs could not be judged (7 otherwise)")
      ->group(group);
  add_count(app, "--repeat-check", "run N times: are they bit-equal, and where do they first differ", 2,
            1'000'000, [&options](int count) { options.repeat_check = count; })
      ->group(group);
  app.add_flag("--oracle", options.oracle, "also evaluate in float64 on the CPU and judge both sides by it")
      ->group(group);
}

void add_tf32(CLI::App& app, Options& options, const char* group) {
  app.add_option_function<std::string>(
         "--tf32",
         [&options](const std::string& text) {
           options.tf32 = {text == "matmul" || text == "all", text == "conv" || text == "all"};
         },
         "what may round float32 operands to TF32: none, conv, matmul or all (default: what case.json says, "
         "else as PyTorch: conv for a graph of a CUDA device)")
      ->check([](const std::string& text) {
        const bool good = text == "none" || text == "conv" || text == "matmul" || text == "all";
        return good ? std::string() : "expected none, conv, matmul or all, not '" + text + "'";
      })
      ->type_name("WHAT")
      ->group(group);
}

void add_running(CLI::App& app, Options& options) {
  const char* group = "Where and how it runs";
  app.add_option("--device", options.device, "cuda, cuda:N or cpu (default: cuda if there is one)")
      ->check([](const std::string& text) {
        const bool good = text == "cpu" || text == "cuda" ||
                          (text.starts_with("cuda:") && text.size() > 5 && text.size() < 9 &&
                           text.find_first_not_of("0123456789", 5) == std::string::npos);
        return good ? std::string() : "expected cuda, cuda:N or cpu, not '" + text + "'";
      })
      ->type_name("DEVICE")
      ->group(group);
  app.add_option(
         "--kernels", options.kernels,
         "of the GPU: compiled (by NVRTC, for the graph), prebuilt, auto for the best of these (default), or "
         "original: those that Triton compiled for the graph")
      ->check([](const std::string& text) {
        const bool good = text == "auto" || text == "compiled" || text == "prebuilt" || text == "original";
        return good ? std::string() : "expected auto, compiled, prebuilt or original, not '" + text + "'";
      })
      ->type_name("KIND")
      ->group(group);
  app.add_option(
         "--tune", options.tune,
         "of the GPU, where the schedule of a compiled kernel is unsure: off, quick (large ones are timed "
         "with a few schedules, once for a device; default) or full (all of them, again)")
      ->check(CLI::IsMember({"off", "quick", "full"}))
      ->type_name("HOW")
      ->group(group);
  app.add_option("--cache-dir", options.cache_dir,
                 "where compiled kernels are kept (default: $XDG_CACHE_HOME/ireplay); empty: nowhere")
      ->type_name("DIR")
      ->group(group);
  app.add_flag("--unfused", options.unfused, "run the parts of fused nodes one by one (the CPU always does)")
      ->group(group);
  add_tf32(app, options, group);
  app.add_flag("!--no-libraries", options.own_libraries,
               "use our own kernels even where cuBLAS or cuDNN would run")
      ->group(group);
  add_count(app, "--threads", "of the CPU engine (default: all cores)", 1, 1024, [&options](int count) {
    options.threads = count;
  })->group(group);
  app.add_flag("--force", options.force, "run what is estimated to take hours")->group(group);
}

void add_beside(CLI::App& app, Options& options) {
  app.add_option("--beside", options.beside,
                 "run what Triton compiled for the graph too, time it and compare it: original or none "
                 "(default: original where there is some)")
      ->check(CLI::IsMember({"original", "none"}))
      ->type_name("WHAT")
      ->group("Where and how it runs");
}

void add_timing(CLI::App& app, Options& options) {
  const char* group = "Timing";
  app.add_flag("!--no-timing", options.measure, "run once, measure nothing")->group(group);
  add_count(app, "--warmup", "runs before the measured ones", 0, 1'000'000, [&options](int count) {
    options.warmup = count;
  })->group(group);
  add_count(app, "--repeat", "measured runs (default: as many as fit --min-time)", 1, 1'000'000,
            [&options](int count) { options.repeat = count; })
      ->group(group);
  add_real(app, "--min-time",
           "seconds of measured runs (default: 0.1; bench: 1 with warm and 1 with flushed caches)", 3600,
           [&options](double seconds) { options.min_seconds = seconds; })
      ->type_name("S")
      ->group(group);
  app.add_option_function<std::string>(
         "--l2", [&options](const std::string& text) { options.cold_l2 = text == "cold"; },
         "state of the GPU's L2 cache before each sample: warm or cold")
      ->check(CLI::IsMember({"warm", "cold"}))
      ->type_name("STATE")
      ->group(group);
}

void add_reports(CLI::App& app, Options& options) {
  const char* group = "Reports";
  add_output_file(app, options, "--json", options.json, "schema ireplay.run/2")->group(group);
  add_output_file(app, options, "--csv", options.csv, "one row per op")->group(group);
  add_output_file(app, options, "--csv-compare", options.csv_compare, "one row per output")->group(group);
  add_output_file(app, options, "--junit", options.junit, "one test case per op and per output")
      ->group(group);
  add_output_file(app, options, "--trace", options.trace, "for Perfetto: one slice per op")->group(group);
  add_output_file(app, options, "--html", options.html, "one self-contained page")->group(group);
}

void add_choosing(CLI::App& app, Options& options) {
  const char* group = "Which graphs";
  app.add_option("--filter", options.filters,
                 "only graphs whose path matches the pattern: '*attention*'; several: any of them")
      ->allow_extra_args(false)
      ->type_name("GLOB")
      ->group(group);
  app.add_option_function<std::string>(
         "--shard",
         [&options](const std::string& text) { std::tie(options.shard, options.shards) = parse_shard(text); },
         "the I-th of N equal parts, from 1: for several machines; `merge` joins their JSON records")
      ->type_name("I/N")
      ->group(group);
}

void add_baseline(CLI::App& app, Options& options) {
  const char* group = "Baseline";
  add_count(app, "--rounds", "independent rounds of samples; 4 at least for a verdict (default: 10)", 1, 40,
            [&options](int count) { options.rounds = count; })
      ->group(group);
  app.add_option("--baseline", options.baseline, "an earlier bench's --json: SAME, FASTER, SLOWER or UNSURE")
      ->type_name("FILE")
      ->group(group);
  app.add_option_function<std::string>(
         "--max-slowdown",
         [&options](const std::string& text) { options.max_slowdown = parse_percentage(text); },
         "exit 6 where an op or a total is SLOWER by more (default: 5%)")
      ->type_name("X%")
      ->group(group);
  app.add_flag("--force-baseline", options.force_baseline,
               "compare with a baseline of another device, driver or engine")
      ->group(group);
}

void add_output(CLI::App& app, Options& options) {
  const char* group = "Output";
  app.add_flag_callback(
         "-v,--verbose", [&options] { options.verbosity = 1; }, "more detail")
      ->group(group);
  app.add_flag_callback(
         "-q,--quiet", [&options] { options.verbosity = -1; }, "only what failed")
      ->group(group);
  app.add_option("--color", options.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN")
      ->group(group);
  app.add_flag("!--no-progress", options.progress, "no progress line on the terminal")->group(group);
}

}  // namespace

void add_options(CLI::App& app, const Command& command, Options& options) {
  const auto takes = [&](Takes what) { return (command.takes & what) != 0; };
  if (takes(kPaths))
    app.add_option("PATH", options.paths, "text, debug directory or tree of them; - is standard input")
        ->required();
  if (takes(kOnePath))
    app.add_option_function<std::string>(
           "PATH", [&options](const std::string& path) { options.paths = {path}; },
           "text or debug directory; - is standard input")
        ->required();
  if (takes(kOps)) app.add_option("OP", options.ops, "nodes to keep: op3, op0_op1")->required();
  if (takes(kCheck))
    app.add_option("--check", options.check,
                   "what makes a case interesting: run as `CMD FOLDER`, it is where the exit code is 0 "
                   "(default: its outputs differ from its reference)")
        ->type_name("CMD");
  if (takes(kTwoFiles))
    app.add_option("FILES", options.paths, "the two tensor files (.safetensors, .npz, .npy)")
        ->required()
        ->expected(2);
  if (takes(kTwoPaths))
    app.add_option("TEXTS", options.paths, "two texts or debug directories of one model")
        ->required()
        ->expected(2);
  if (takes(kNode)) {
    app.add_option("NODE", options.node, "name of a node or a buffer: everything about it");
    app.add_option("--format", options.format, "text, json, dot or svg (by Graphviz)")
        ->check(CLI::IsMember({"text", "json", "dot", "svg"}))
        ->type_name("FORMAT");
  }
  if (takes(kRecords))
    app.add_option("FILE", options.paths, "records that --json wrote; - is standard input")->required();
  if (takes(kOpName)) app.add_option("NAME", options.word, "only rows whose name has this in it");
  if (takes(kShell))
    app.add_option("SHELL", options.word, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  if (takes(kTopic)) {
    app.add_option("COMMAND", options.word, "one of the commands; none: all of them in short");
    app.add_flag("--man", options.man, "the manual page, for `man -l -`");
  }
  if (takes(kReading)) add_reading(app, options);
  if (takes(kOriginals))
    app.add_option(
           "--triton-cache", options.triton_cache,
           "Triton's or Inductor's cache folder, for the kernels that Triton compiled (default: kernels/ "
           "of the case)")
        ->type_name("DIR");
  if (takes(kChoosing)) add_choosing(app, options);
  if (takes(kOnEngine)) {
    add_values(app, options);
    add_running(app, options);
  }
  if (takes(kRunning)) {
    add_beside(app, options);
    add_timing(app, options);
    app.add_flag("--fail-fast", options.fail_fast, "stop behind the first graph that does not pass")
        ->group("Which graphs");
  }
  if (takes(kJudging)) {
    add_saving(app, options);
    add_reference(app, options);
  }
  if (takes(kBaseline)) add_baseline(app, options);
  if (takes(kReports)) add_reports(app, options);
  if (takes(kAgainst))
    app.add_option("--against", options.against,
                   "who is asked what is right: f64, cpu, original (the kernels that Triton compiled for the "
                   "graph), or saved intermediates (.safetensors, .npz); "
                   "default: the case's own tensors, else f64")
        ->type_name("f64|cpu|original|FILE");
  if (takes(kOut))
    app.add_option("--out", options.out, "folder for the case that is written")->type_name("DIR");
  if (takes(kTolerances)) add_comparing(app, options);
  if (takes(kJson))
    add_output_file(app, options, "--json", options.json, "write the result as JSON; - is standard output");
  add_output(app, options);
}

}  // namespace ireplay
