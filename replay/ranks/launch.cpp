#include "replay/ranks/launch.hpp"

#include <charconv>
#include <string_view>

#include "parser/source.hpp"

namespace ireplay {
namespace {

/// The variables of one launcher; of several names for one thing the first that is set counts.
struct Launcher {
  const char* name;
  const char *rank, *world, *local_rank;
};
constexpr Launcher kLaunchers[] = {
    {"torchrun", "RANK", "WORLD_SIZE", "LOCAL_RANK"},
    {"mpirun", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_LOCAL_RANK"},
    {"mpirun", "PMI_RANK", "PMI_SIZE", "MPI_LOCALRANKID"},
    {"srun", "SLURM_PROCID", "SLURM_NTASKS", "SLURM_LOCALID"},
};
constexpr int kDefaultPort = 29500;  // PyTorch's

class Reader {
 public:
  explicit Reader(const Environment& environment) : environment_(environment) {}

  std::string text(const char* name) const {
    const char* value = environment_(name);
    return value != nullptr ? value : "";
  }

  std::optional<int> number(const char* name, int least, int most) const {
    const std::string value = text(name);
    if (value.empty()) return std::nullopt;
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < least || number > most)
      throw Error(Error::Kind::usage, std::string(name) + " is '" + value + "': expected a number from " +
                                          std::to_string(least) + " to " + std::to_string(most));
    return number;
  }

 private:
  const Environment& environment_;
};

/// The first host of `node[03-07,9],other`: node03.
std::string first_host(std::string_view list) {
  const std::size_t bracket = list.find('[');
  if (list.find(',') < bracket || bracket == list.npos) return std::string(list.substr(0, list.find(',')));
  const std::string_view numbers = list.substr(bracket + 1);
  return std::string(list.substr(0, bracket)) + std::string(numbers.substr(0, numbers.find_first_of("-,]")));
}

std::string address_of(const Reader& reader) {
  for (const char* name : {"MASTER_ADDR", "SLURM_STEP_NODELIST", "SLURM_NODELIST"})
    if (const std::string value = reader.text(name); !value.empty()) return first_host(value);
  return "127.0.0.1";
}

}  // namespace

std::optional<RankLaunch> read_launch(const Environment& environment) {
  constexpr int kMostRanks = 1 << 20, kMostPorts = 65535, kMostSeconds = 86400;
  const Reader reader(environment);
  for (const Launcher& launcher : kLaunchers) {
    const auto rank = reader.number(launcher.rank, 0, kMostRanks);
    const auto world = reader.number(launcher.world, 1, kMostRanks);
    if (!rank || !world) continue;
    if (*world == 1) return std::nullopt;
    if (*rank >= *world)
      throw Error(Error::Kind::usage, std::string(launcher.rank) + " is " + std::to_string(*rank) + ", but " +
                                          launcher.world + " is " + std::to_string(*world));
    RankLaunch launch;
    launch.launcher = launcher.name;
    launch.rank = *rank;
    launch.world = *world;
    launch.local_rank = reader.number(launcher.local_rank, 0, kMostRanks).value_or(*rank);
    launch.address = address_of(reader);
    const int after = reader.number("MASTER_PORT", 1, kMostPorts - 1).value_or(kDefaultPort) + 1;
    launch.port = reader.number("IREPLAY_PORT", 1, kMostPorts).value_or(after);
    launch.timeout_seconds = reader.number("IREPLAY_TIMEOUT", 1, kMostSeconds).value_or(60);
    return launch;
  }
  return std::nullopt;
}

}  // namespace ireplay
