#include "app/options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <tuple>

#include "app/commands.hpp"
#include "app/version.hpp"

namespace ireplay {
namespace {

constexpr const char* kDescription =
    "Replays a graph that PyTorch's TorchInductor compiled, from the text that TORCH_COMPILE_DEBUG=1 left "
    "behind.\n"
    "`ireplay PATH` is `ireplay run PATH`. PATH is an ir_post_fusion.txt (or ir_pre_fusion.txt, or a log "
    "with such a text),\n"
    "a debug directory, a tree of them, or - for standard input.";

constexpr const char* kFooter =
    "exit codes: 0 all good, 1 outputs differ from the reference, 2 bad usage, 3 the dump cannot be read or "
    "is\n"
    "inconsistent, 4 the dump asks for something that is not supported, 5 device or library failure,\n"
    "6 slower than the baseline allows, 7 an output was left unjudged; of several the first of 3, 4, 5, 2, "
    "1, 7, 6";

/// `NAME=VALUE` at the first '='.
std::pair<std::string, std::string> split(const std::string& option, const std::string& text) {
  const std::size_t at = text.find('=');
  if (at == 0 || at == std::string::npos)
    throw CLI::ValidationError(option, "expected NAME=VALUE, not '" + text + "'");
  return {text.substr(0, at), text.substr(at + 1)};
}

std::int64_t to_integer(const std::string& option, const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    throw CLI::ValidationError(option, "expected an integer, not '" + text + "'");
  return value;
}

/// `2/8`: part and number of parts.
std::pair<std::size_t, std::size_t> parse_shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  std::int64_t part = 0, parts = 0;
  if (slash != std::string::npos) {
    part = to_integer("--shard", text.substr(0, slash));
    parts = to_integer("--shard", text.substr(slash + 1));
  }
  if (part < 1 || part > parts)
    throw CLI::ValidationError("--shard", "expected I/N with I from 1 to N, not '" + text + "'");
  return {static_cast<std::size_t>(part), static_cast<std::size_t>(parts)};
}

/// `5%` or `5` is 0.05.
double parse_percentage(const std::string& text) {
  const std::size_t digits = text.ends_with('%') ? text.size() - 1 : text.size();
  double value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc() || end != text.data() + digits || !std::isfinite(value) || value <= 0)
    throw CLI::ValidationError("--max-slowdown",
                               "expected a percentage above 0 such as 5%, not '" + text + "'");
  return value / 100;
}

/// Options of every command that makes a plan of a dump.
void add_reading(CLI::App& app, Options& options) {
  const char* group = "What the dump leaves open";
  app.add_flag("--text-only", options.text_only,
               "leave output_code.py and the other files beside the text aside")
      ->group(group);
  app.add_option_function<std::vector<std::string>>(
         "--sym",
         [&options](const std::vector<std::string>& texts) {
           for (const std::string& text : texts) {
             const auto [name, value] = split("--sym", text);
             options.symbols[name] = to_integer("--sym", value);
           }
         },
         "value of a size symbol")
      ->type_name("NAME=INT")
      ->group(group);
  app.add_option_function<std::vector<std::string>>(
         "--layout",
         [&options](const std::vector<std::string>& texts) {
           for (const std::string& text : texts) {
             const auto [name, value] = split("--layout", text);
             options.layouts[name] = parse_layout(value);
           }
         },
         "type and shape of an input: arg0_1=bf16[2048,128], with strides arg0_1=bf16[2048,128]:1,2048")
      ->type_name("NAME=LAYOUT")
      ->group(group);
  app.add_option("--inputs", options.inputs, "tensors by input name (.safetensors, .npz)")
      ->type_name("FILE")
      ->group(group);
}

void add_values(CLI::App& app, Options& options) {
  const char* group = "Values";
  app.add_option_function<std::vector<std::string>>(
         "--input",
         [&options](const std::vector<std::string>& texts) {
           for (const std::string& text : texts) options.fills.insert(split("--input", text));
         },
         "fill of one input: randn, rand, zeros, ones, arange, index or FILE.npy")
      ->type_name("NAME=FILL")
      ->group(group);
  app.add_option("--seed", options.seed, "seed of random inputs; indices stay in range")
      ->type_name("N")
      ->group(group);
  app.add_option("--pinned", options.pinned, "buffers to take as given, such as random seeds")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--save-outputs", options.save_outputs, "write the outputs (.safetensors)")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--save-intermediates", options.save_intermediates, "write every buffer (.safetensors)")
      ->type_name("FILE")
      ->group(group);
}

void add_comparing(CLI::App& app, Options& options) {
  const char* group = "Comparison";
  const auto is_tolerance = [](const std::string& text) {
    const double value = std::strtod(text.c_str(), nullptr);
    return std::isfinite(value) && value >= 0 ? std::string()
                                              : "expected a finite number from 0, not '" + text + "'";
  };
  app.add_option("--atol", options.atol, "absolute tolerance in place of the measured one")
      ->check(is_tolerance)
      ->type_name("X")
      ->group(group);
  app.add_option("--rtol", options.rtol, "relative tolerance in place of the measured one")
      ->check(is_tolerance)
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
  app.add_option("--repeat-check", options.repeat_check,
                 "run N times: are they bit-equal, and where do they first differ")
      ->check(CLI::Range(2, 1'000'000))
      ->type_name("N")
      ->group(group);
  app.add_flag("--oracle", options.oracle, "also evaluate in float64 on the CPU and judge both sides by it")
      ->group(group);
}

void add_running(CLI::App& app, Options& options) {
  const char* group = "Where and how it runs";
  app.add_flag("--fail-fast", options.fail_fast, "stop behind the first graph that does not pass")
      ->group(group);
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
         "of the GPU: compiled (by NVRTC, for the graph), prebuilt, or auto for the best there is (default)")
      ->check([](const std::string& text) {
        const bool good = text == "auto" || text == "compiled" || text == "prebuilt";
        return good ? std::string() : "expected auto, compiled or prebuilt, not '" + text + "'";
      })
      ->type_name("KIND")
      ->group(group);
  app.add_option("--cache-dir", options.cache_dir,
                 "where compiled kernels are kept (default: $XDG_CACHE_HOME/ireplay); empty: nowhere")
      ->type_name("DIR")
      ->group(group);
  app.add_flag("--unfused", options.unfused, "run the parts of fused nodes one by one (the CPU always does)")
      ->group(group);
  app.add_flag("--allow-tf32", options.allow_tf32, "let float32 matrix products use TF32")->group(group);
  app.add_flag("!--no-libraries", options.own_libraries,
               "use our own kernels even where cuBLAS or cuDNN would run")
      ->group(group);
  app.add_option("--threads", options.threads, "of the CPU engine (default: all cores)")
      ->check(CLI::Range(1, 1024))
      ->type_name("N")
      ->group(group);
}

void add_timing(CLI::App& app, Options& options) {
  const char* group = "Timing";
  app.add_flag("!--no-timing", options.measure, "run once, measure nothing")->group(group);
  app.add_option("--warmup", options.warmup, "runs before the measured ones")
      ->check(CLI::Range(0, 1'000'000))
      ->type_name("N")
      ->group(group);
  app.add_option("--repeat", options.repeat, "measured runs (default: as many as fit --min-time)")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N")
      ->group(group);
  app.add_option("--min-time", options.min_seconds,
                 "seconds of measured runs (default: 0.1; bench: 1 with warm and 1 with flushed caches)")
      ->check(CLI::Range(0.0, 3600.0))
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
  app.add_option("--json", options.json, "schema ireplay.run/2")->type_name("FILE")->group(group);
  app.add_option("--csv", options.csv, "one row per op")->type_name("FILE")->group(group);
  app.add_option("--csv-compare", options.csv_compare, "one row per output")->type_name("FILE")->group(group);
  app.add_option("--junit", options.junit, "one test case per op and per output")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--trace", options.trace, "for Perfetto: one slice per op")->type_name("FILE")->group(group);
  app.add_option("--html", options.html, "one self-contained page")->type_name("FILE")->group(group);
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
  app.add_option("--rounds", options.rounds, "independent rounds of samples; 4 at least for a verdict")
      ->check(CLI::Range(1, 40))
      ->capture_default_str()
      ->type_name("N")
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
  if (takes(kTwoFiles))
    app.add_option("FILES", options.paths, "the two tensor files (.safetensors, .npz, .npy)")
        ->required()
        ->expected(2);
  if (takes(kNode)) {
    app.add_option("NODE", options.node, "name of a node: everything about it");
    app.add_option("--format", options.format, "text, json or dot")
        ->check(CLI::IsMember({"text", "json", "dot"}))
        ->type_name("FORMAT");
  }
  if (takes(kReading)) add_reading(app, options);
  if (takes(kRecords))
    app.add_option("FILE", options.paths, "records that --json wrote; - is standard input")->required();
  if (takes(kChoosing)) add_choosing(app, options);
  if (takes(kRunning)) {
    add_values(app, options);
    add_running(app, options);
    add_timing(app, options);
  }
  if (takes(kJudging)) add_reference(app, options);
  if (takes(kBaseline)) add_baseline(app, options);
  if (takes(kReports)) add_reports(app, options);
  if (takes(kTolerances)) add_comparing(app, options);
  if (takes(kJson))
    app.add_option("--json", options.json, "write the result as JSON; - is standard output")
        ->type_name("FILE");
  add_output(app, options);
}

/// `ireplay PATH` is `ireplay run PATH`: the first word decides.
bool names_no_command(int argc, char** argv) {
  if (argc < 2) return false;
  const std::string first = argv[1];
  return find_command(first) == nullptr && first != "-h" && first != "--help" && first != "--version";
}

}  // namespace

std::optional<int> parse_options(int argc, char** argv, Options& options) {
  CLI::App app(kDescription, "ireplay");
  app.set_version_flag("--version", version_text());
  app.footer(kFooter);
  app.require_subcommand(1);
  for (const Command& command : commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.help));
    sub->callback([&options, &command] { options.command = command.name; });
    add_options(*sub, command, options);
  }
  std::vector<std::string> words;  // CLI11 takes them last first
  for (int i = argc; i-- > 1;) words.emplace_back(argv[i]);
  if (names_no_command(argc, argv)) words.emplace_back("run");
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return std::nullopt;
}

}  // namespace ireplay
