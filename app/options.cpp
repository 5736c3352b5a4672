#include "app/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>
#include <sstream>
#include <tuple>

#include "app/commands.hpp"
#include "app/output.hpp"
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

std::string indented(const std::string& lines) {
  std::string text = "  ";
  for (const char c : lines) text += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return text;
}

/// `NAME=VALUE` at the first '='.
std::pair<std::string, std::string> split(const std::string& option, const std::string& text) {
  const std::size_t at = text.find('=');
  if (at == 0 || at == std::string::npos)
    throw CLI::ValidationError(option, "expected NAME=VALUE, not '" + text + "'");
  return {text.substr(0, at), text.substr(at + 1)};
}

/// A whole number in decimal digits from `least` to `most`.
template <class Number>
Number to_number(const std::string& option, const std::string& text,
                 Number least = std::numeric_limits<Number>::min(),
                 Number most = std::numeric_limits<Number>::max()) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
    throw CLI::ValidationError(option, "expected a whole number from " + std::to_string(least) + " to " +
                                           std::to_string(most) + ", not '" + text + "'");
  return value;
}

/// `2/8`: part and number of parts.
std::pair<std::size_t, std::size_t> parse_shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos)
    throw CLI::ValidationError("--shard", "expected I/N such as 2/8, not '" + text + "'");
  const auto parts = to_number<std::size_t>("--shard", text.substr(slash + 1), 1);
  return {to_number<std::size_t>("--shard", text.substr(0, slash), 1, parts), parts};
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

/// A finite number from 0 to `most`.
double to_real(const std::string& option, const std::string& text,
               double most = std::numeric_limits<double>::infinity()) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
  if (!is_number || std::signbit(value) || value > most)
    throw CLI::ValidationError(
        option, std::isinf(most) ? "expected a finite number from 0, not '" + text + "'"
                                 : "expected a number from 0 to " + std::to_string(static_cast<int>(most)) +
                                       ", not '" + text + "'");
  return value;
}

CLI::Option* add_count(CLI::App& app, const std::string& name, const std::string& help, int least, int most,
                       const std::function<void(int)>& set) {
  return app
      .add_option_function<std::string>(
          name, [=](const std::string& text) { set(to_number(name, text, least, most)); }, help)
      ->type_name("N");
}

CLI::Option* add_real(CLI::App& app, const std::string& name, const std::string& help, double most,
                      const std::function<void(double)>& set) {
  return app.add_option_function<std::string>(
      name, [=](const std::string& text) { set(to_real(name, text, most)); }, help);
}

/// NAME=VALUE, given once for each name.
CLI::Option* add_named(CLI::App& app, const std::string& option, const std::string& help,
                       const std::function<void(const std::string& name, const std::string& value)>& set) {
  const auto set_all = [=](const std::vector<std::string>& texts) {
    std::set<std::string> seen;
    for (const std::string& text : texts) {
      const auto [name, value] = split(option, text);
      if (!seen.insert(name).second) throw CLI::ValidationError(option, "'" + name + "' is given twice");
      set(name, value);
    }
  };
  return app.add_option_function<std::vector<std::string>>(option, set_all, help)->allow_extra_args(false);
}

/// A file to write; `refuse_misuse` looks at all of them before anything runs.
CLI::Option* add_output_file(CLI::App& app, Options& options, const std::string& option, std::string& file,
                             const std::string& help, bool is_report = true) {
  return app
      .add_option_function<std::string>(
          option,
          [&options, &file, option, is_report](const std::string& text) {
            if (text.empty()) throw CLI::ValidationError(option, "expected the name of a file");
            file = text;
            options.outputs.push_back({option, text, is_report});
          },
          help)
      ->type_name("FILE");
}

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
         "else "
         "none)")
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
  add_tf32(app, options, group);
  app.add_flag("!--no-libraries", options.own_libraries,
               "use our own kernels even where cuBLAS or cuDNN would run")
      ->group(group);
  add_count(app, "--threads", "of the CPU engine (default: all cores)", 1, 1024, [&options](int count) {
    options.threads = count;
  })->group(group);
  app.add_flag("--force", options.force, "run what is estimated to take hours")->group(group);
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
    app.add_option("A B", options.paths, "two texts or debug directories of one model")
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
                   "who is asked what is right: f64, cpu, or saved intermediates (.safetensors, .npz); "
                   "default: the case's own tensors, else f64")
        ->type_name("f64|cpu|FILE");
  if (takes(kOut))
    app.add_option("--out", options.out, "folder for the case that is written")->type_name("DIR");
  if (takes(kTolerances)) add_comparing(app, options);
  if (takes(kJson))
    add_output_file(app, options, "--json", options.json, "write the result as JSON; - is standard output");
  add_output(app, options);
}

/// Pairs of which one makes the other needless or wrong.
constexpr std::pair<const char*, const char*> kContradictions[] = {
    {"--quiet", "--verbose"},
    {"--no-timing", "--warmup"},
    {"--no-timing", "--repeat"},
    {"--no-timing", "--min-time"},
    {"--no-timing", "--l2"},
    {"--no-compare", "--reference"},
    {"--no-compare", "--atol"},
    {"--no-compare", "--rtol"},
    {"--no-compare", "--oracle"},
    {"--no-compare", "--reference-rounding"},
    {"--no-compare", "--allow-unjudged"},
};
/// Options that do nothing where another one has this value.
struct ValueContradiction {
  const char *option, *value, *other;
};
constexpr ValueContradiction kValueContradictions[] = {
    {"--reference", "none", "--atol"},   {"--reference", "none", "--rtol"},
    {"--reference", "none", "--oracle"}, {"--reference", "none", "--reference-rounding"},
    {"--device", "cpu", "--kernels"},    {"--device", "cpu", "--l2"},
};

bool is_given(const CLI::App& app, const char* name) {
  const CLI::Option* option = app.get_option_no_throw(name);
  return option != nullptr && option->count() > 0;
}

void refuse_contradictions(const CLI::App& app) {
  for (const auto& [a, b] : kContradictions)
    if (is_given(app, a) && is_given(app, b))
      throw CLI::ValidationError(std::string(a) + " contradicts " + b);
  for (const auto& [option, value, other] : kValueContradictions)
    if (is_given(app, option) && is_given(app, other) &&
        app.get_option_no_throw(option)->as<std::string>() == value)
      throw CLI::ValidationError(std::string(option) + " " + value + " contradicts " + other);
}

/// Where the word stands that names the command, options before it passed over with their values; none where
/// no word does. `ireplay PATH` is `ireplay run PATH`.
std::optional<std::size_t> find_command_word(const std::vector<std::string>& words, const CLI::App& run) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word.size() < 2 || word[0] != '-')
      return find_command(word) != nullptr ? std::optional(i) : std::nullopt;
    const CLI::Option* option = run.get_option_no_throw(word);
    if (option != nullptr && option->get_items_expected_max() > 0) ++i;  // its value
  }
  return std::nullopt;
}

bool asks_for_help(const std::vector<std::string>& words) {
  return !words.empty() && (words[0] == "-h" || words[0] == "--help" || words[0] == "--version");
}

/// One sentence for what CLI11 found.
int explain(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {
    std::ostringstream text;
    app.exit(error, text, text);
    print(text.str());
    return 0;
  }
  print_error(std::string("error: ") + error.what() + "; `ireplay --help` lists what there is\n");
  return static_cast<int>(Error::Kind::usage);
}

/// Every command with its options.
void fill(CLI::App& app, Options& options) {
  app.set_version_flag("--version", version_text());
  app.footer(kFooter);
  app.require_subcommand(1);
  for (const Command& command : commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.help));
    sub->callback([&options, &command, sub] {
      options.command = command.name;
      refuse_contradictions(*sub);
    });
    add_options(*sub, command, options);
    if (!command.examples.empty()) sub->footer("Examples:\n" + indented(std::string(command.examples)));
  }
}

OptionRow to_row(const CLI::Option& option) {
  OptionRow row{
      option.get_name(false, true), option.get_type_name(), option.get_description(), option.get_group(), {}};
  if (option.get_items_expected_max() == 0) row.type.clear();
  const std::size_t brace = row.type.find(":{");  // how CLI11 writes the choices of IsMember
  if (brace != row.type.npos) {
    std::istringstream choices(row.type.substr(brace + 2, row.type.find('}') - brace - 2));
    for (std::string choice; std::getline(choices, choice, ',');) row.choices.push_back(choice);
    row.type.resize(brace);
  }
  return row;
}

}  // namespace

std::optional<int> parse_options(int argc, char** argv, Options& options) {
  CLI::App app(kDescription, "ireplay");
  fill(app, options);
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  if (const auto at = find_command_word(words, *app.get_subcommand("run"))) {
    std::rotate(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(*at),
                words.begin() + static_cast<std::ptrdiff_t>(*at) + 1);
  } else if (!words.empty() && !asks_for_help(words)) {
    words.insert(words.begin(), "run");
    options.implied_run = true;
  }
  std::reverse(words.begin(), words.end());  // CLI11 takes them last first
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    return explain(app, error);
  }
  return std::nullopt;
}

std::vector<CommandRow> command_table() {
  CLI::App app(kDescription, "ireplay");
  Options options;
  fill(app, options);
  std::vector<CommandRow> table;
  for (const Command& command : commands()) {
    CommandRow row{
        std::string(command.name), std::string(command.help), std::string(command.examples), {}, {}};
    for (const CLI::Option* option : app.get_subcommand(row.name)->get_options())
      (option->get_positional() ? row.positionals : row.options).push_back(to_row(*option));
    table.push_back(std::move(row));
  }
  return table;
}

std::string help_text(const std::string& command) {
  CLI::App app(kDescription, "ireplay");
  Options options;
  fill(app, options);
  if (command.empty()) return app.help();
  if (find_command(command) == nullptr)
    throw Error(Error::Kind::usage,
                "there is no command " + in_quotes(command) + "; `ireplay help` lists them");
  return app.get_subcommand(command)->help("ireplay");
}

}  // namespace ireplay
