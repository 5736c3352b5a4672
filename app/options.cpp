#include "app/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

#include "app/commands.hpp"
#include "app/option_groups.hpp"
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
    {"--reference", "none", "--atol"},     {"--reference", "none", "--rtol"},
    {"--reference", "none", "--oracle"},   {"--reference", "none", "--reference-rounding"},
    {"--device", "cpu", "--kernels"},      {"--device", "cpu", "--l2"},
    {"--device", "cpu", "--tune"},         {"--device", "cpu", "--beside"},
    {"--kernels", "original", "--beside"},
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
