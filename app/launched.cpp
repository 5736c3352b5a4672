#include "app/launched.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "app/engines.hpp"
#include "app/interrupts.hpp"
#include "app/options.hpp"

namespace ireplay {
namespace {

constexpr std::string_view kPlace = "{rank}";

bool has_place(const std::string& text) { return text.find(kPlace) != text.npos; }

void put_rank(std::string& text, int rank) {
  for (std::size_t at = text.find(kPlace); at != text.npos; at = text.find(kPlace, at))
    text.replace(at, kPlace.size(), std::to_string(rank));
}

/// Whether a path names cases of ranks; what cannot be read is said where it is read.
bool is_of_ranks(const std::string& path) {
  if (has_place(path)) return true;
  try {
    return std::ranges::any_of(find_cases(path),
                               [](const CaseFiles& files) { return rank_of(files).has_value(); });
  } catch (const Error&) {
    return false;
  }
}

/// Of the GPUs that this process can see its own: the only one, or one for each process of the machine.
std::string device_of(const RankLaunch& launch) {
  const int count = count_cuda_devices();
  if (count > 1 && launch.local_rank >= count)
    throw Error(Error::Kind::usage, "this machine has " + std::to_string(count) + " GPUs and process " +
                                        std::to_string(launch.local_rank + 1) +
                                        " of it has none of its own; launch as many as there are GPUs");
  return "cuda:" + std::to_string(count > 1 ? launch.local_rank : 0);
}

/// Files of one rank: those with its number in the name, all of them for rank 0.
void take_outputs(Options& options, int rank) {
  for (std::string* const file :
       {&options.json, &options.csv, &options.csv_compare, &options.junit, &options.trace, &options.html,
        &options.save_outputs, &options.save_intermediates})
    if (rank != 0 && !has_place(*file))
      file->clear();
    else
      put_rank(*file, rank);
  if (rank != 0)
    std::erase_if(options.outputs, [](const OutputFile& output) { return !has_place(output.file); });
  for (OutputFile& output : options.outputs) put_rank(output.file, rank);
}

void refuse(bool unfit, const char* what) {
  if (unfit)
    throw Error(Error::Kind::usage,
                std::string(what) + " takes one process, and this is one of several of a launch");
}

}  // namespace

std::optional<int> rank_of(const CaseFiles& files) {
  constexpr std::string_view kRank = "rank";
  std::optional<int> rank;
  const std::filesystem::path& file = files.ir.empty() ? files.wrapper : files.ir;
  for (const std::filesystem::path& part : file.lexically_normal().parent_path()) {
    const std::string name = part.string();
    const std::string number = name.substr(std::min(name.size(), kRank.size()));
    const bool is_rank = name.starts_with(kRank) && !number.empty() && number.size() < 8 &&
                         std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
    if (is_rank) rank = std::stoi(number);
  }
  return rank;
}

void adapt_to_launch(Options& options) {
  if ((options.command != "run" && options.command != "bench") || options.shards > 1) return;
  const std::optional<RankLaunch> launch = read_launch([](const char* name) { return std::getenv(name); });
  if (!launch || !std::ranges::any_of(options.paths, is_of_ranks)) return;
  refuse(options.repeat_check > 0, "--repeat-check");
  options.launch = launch;
  for (std::string& path : options.paths) put_rank(path, launch->rank);
  for (std::string* const file : {&options.inputs, &options.pinned, &options.reference, &options.baseline})
    put_rank(*file, launch->rank);
  take_outputs(options, launch->rank);
  if ((options.device.empty() || options.device == "cuda") && !is_on_cpu(options))
    options.device = device_of(*launch);
}

void LaunchedRanks::begin_graph() {
  if (!options_.launch || is_on_cpu(options_)) return;
  if (absent_) throw Error(*absent_);
  try {
    if (!meeting_) meeting_ = std::make_unique<Meeting>(*options_.launch, throw_if_interrupted);
  } catch (const Error& error) {
    absent_ = error;
    throw;
  }
  meeting_->next_graph();
}

Together* LaunchedRanks::meet(const Plan& plan, const CaseFacts& facts, bool keeps_collected) {
  if (!meeting_) return nullptr;
  together_.emplace(Together{*meeting_, facts.groups, {}, keeps_collected});
  agree_on_collectives(*together_, facts.rank, plan);
  return together_->agreed.empty() ? nullptr : &*together_;
}

void LaunchedRanks::fail(const std::string& sentence) {
  if (meeting_) meeting_->fail(sentence);
}

}  // namespace ireplay
