#pragma once

#include <CLI/CLI.hpp>
#include <charconv>
#include <functional>
#include <limits>
#include <string>
#include <utility>

#include "app/options.hpp"

/// How the values of options are spelled. What is not spelled so throws CLI::ValidationError with what was
/// expected.
namespace ireplay {

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

/// `2/8` of --shard: part, from 1, and number of parts.
std::pair<std::size_t, std::size_t> parse_shard(const std::string& text);

/// `5%` or `5` of --max-slowdown is 0.05.
double parse_percentage(const std::string& text);

/// An option with a whole number.
CLI::Option* add_count(CLI::App& app, const std::string& name, const std::string& help, int least, int most,
                       const std::function<void(int)>& set);

/// An option with a finite number from 0 to `most`.
CLI::Option* add_real(CLI::App& app, const std::string& name, const std::string& help, double most,
                      const std::function<void(double)>& set);

/// An option with NAME=VALUE, given once for each name.
CLI::Option* add_named(CLI::App& app, const std::string& option, const std::string& help,
                       const std::function<void(const std::string& name, const std::string& value)>& set);

/// An option with a file to write, which goes to `file` and to `options.outputs`: before anything runs all of
/// them are looked at together.
CLI::Option* add_output_file(CLI::App& app, Options& options, const std::string& option, std::string& file,
                             const std::string& help, bool is_report = true);

}  // namespace ireplay
