#include "app/option_values.hpp"

#include <cmath>
#include <set>

namespace ireplay {
namespace {

/// `NAME=VALUE` at the first '='.
std::pair<std::string, std::string> split(const std::string& option, const std::string& text) {
  const std::size_t at = text.find('=');
  if (at == 0 || at == std::string::npos)
    throw CLI::ValidationError(option, "expected NAME=VALUE, not '" + text + "'");
  return {text.substr(0, at), text.substr(at + 1)};
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

}  // namespace

std::pair<std::size_t, std::size_t> parse_shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos)
    throw CLI::ValidationError("--shard", "expected I/N such as 2/8, not '" + text + "'");
  const auto parts = to_number<std::size_t>("--shard", text.substr(slash + 1), 1);
  return {to_number<std::size_t>("--shard", text.substr(0, slash), 1, parts), parts};
}

double parse_percentage(const std::string& text) {
  const std::size_t digits = text.ends_with('%') ? text.size() - 1 : text.size();
  double value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc() || end != text.data() + digits || !std::isfinite(value) || value <= 0)
    throw CLI::ValidationError("--max-slowdown",
                               "expected a percentage above 0 such as 5%, not '" + text + "'");
  return value / 100;
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

CLI::Option* add_output_file(CLI::App& app, Options& options, const std::string& option, std::string& file,
                             const std::string& help, bool is_report) {
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

}  // namespace ireplay
