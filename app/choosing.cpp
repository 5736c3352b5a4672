#include "app/choosing.hpp"

#include <fnmatch.h>

#include <algorithm>

#include "app/launched.hpp"
#include "app/options.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

std::string relative_name(const std::string& name, const std::string& path) {
  if (name == "-") return name;
  std::string inside = fs::path(name).lexically_relative(path).generic_string();
  if (!inside.empty() && inside != "." && !inside.starts_with("..")) return inside;
  std::error_code error;  // absolute: `.` has a name, too
  const fs::path clean = (fs::absolute(name, error) / "").lexically_normal().parent_path();
  return clean.filename().empty() ? name : clean.filename().string();
}

bool is_wanted(const ChosenCase& found, const std::vector<std::string>& globs) {
  return globs.empty() || std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
           return fnmatch(glob.c_str(), found.name.c_str(), 0) == 0 ||
                  fnmatch(glob.c_str(), found.files.name.c_str(), 0) == 0;
         });
}

/// Of a launch each process takes the graphs of its rank, and those that are no rank's.
bool is_own(const CaseFiles& files, const Options& options) {
  return !options.launch || rank_of(files).value_or(options.launch->rank) == options.launch->rank;
}

}  // namespace

std::vector<ChosenCase> choose_cases(const Options& options) {
  std::vector<ChosenCase> wanted;
  std::size_t found = 0, of_own = 0;
  for (const std::string& path : options.paths)
    for (CaseFiles& files : find_cases(path)) {
      ChosenCase chosen{std::move(files), ""};
      chosen.name = relative_name(chosen.files.name, path);
      found += 1;
      if (!is_own(chosen.files, options)) continue;
      of_own += 1;
      if (is_wanted(chosen, options.filters)) wanted.push_back(std::move(chosen));
    }
  if (found > 0 && of_own == 0)
    throw Error(Error::Kind::usage,
                "there is no folder rank" + std::to_string(options.launch->rank) + " under '" +
                    printable(options.paths.front()) + "', and " + options.launch->launcher + " launched " +
                    std::to_string(options.launch->world) +
                    " processes; PATH is the folder that holds rank0, rank1, .., or has {rank} in its place");
  if (wanted.empty() && found > 0)
    throw Error(Error::Kind::usage, "none of the " + std::to_string(found) + " graphs has a name like " +
                                        in_quotes(options.filters.front()) +
                                        "; --filter takes a pattern such as '*attention*'");
  std::vector<ChosenCase> shard;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (i % options.shards == options.shard - 1) shard.push_back(std::move(wanted[i]));
  return shard;
}

}  // namespace ireplay
