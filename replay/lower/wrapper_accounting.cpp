#include "replay/lower/wrapper_accounting.hpp"

#include <algorithm>
#include <unordered_set>

#include "replay/passes/dataflow.hpp"

/// A set difference: what the wrapper calls less what the steps were made of.
namespace ireplay {
namespace {

/// The outputs of all nodes and the nodes themselves, which up to 2.4 have their buffers' names.
std::unordered_set<std::string_view> names_in_text(const Dump& dump) {
  std::unordered_set<std::string_view> names;
  for (const Node& node : dump.nodes) names.insert(node.name);
  for (const OutBuffer& buffer : dump.out_buffers) names.insert(buffer.name);
  return names;
}

class Accounting {
 public:
  Accounting(const WrapperFacts& facts, const Dump& dump, GraphBuffers& buffers, const Plan& plan)
      : facts_(facts), names_(names_in_text(dump)), buffers_(buffers), plan_(plan) {
    for (const Node& node : dump.nodes) {
      const auto classes = slice(dump.names, node.classes);
      user_kernels_ += !classes.empty() && classes[0] == "UserDefinedTritonKernel";
    }
    written_.resize(plan.storages.size());
    for (const Step& step : plan.steps)
      for (const std::int32_t buffer : written_buffers(step))
        written_[static_cast<std::size_t>(buffer_of(plan, buffer).storage)] = true;
  }

  std::vector<Error> run(const std::vector<bool>& claimed) {
    for (std::size_t i = 0; i < facts_.calls.size(); ++i) {
      const CallFact& call = facts_.calls[i];
      const bool is_node = std::ranges::any_of(call.results, [&](std::string_view result) {
        return names_.contains(result) || is_seed(call, result);
      });
      if (claimed[i] || is_node) continue;
      add(call.function.data(), "the wrapper calls " + in_quotes(call.function) +
                                    ", and no node of the text does: it would be left out");
    }
    for (const KernelCall& call : facts_.kernel_calls)
      if (is_users(call) ? user_kernels_-- == 0 : !writes_of_a_step(call))
        add(call.kernel.data(),
            "the wrapper calls the kernel " + in_quotes(call.kernel) +
                ", and no node of the text writes what it is given: it would be left out");
    return std::move(errors_);
  }

 private:
  void add(const char* at, const std::string& sentence) {
    errors_.emplace_back(Error::Kind::unsupported, *facts_.wrapper->source, at, sentence);
  }

  /// No node of 2.0 draws the seeds that others read: what is in them is given, or made up.
  bool is_seed(const CallFact& call, std::string_view result) {
    const BufferFact* const fact = buffers_.find(result);
    return call.function.find("randint") != std::string_view::npos && fact != nullptr &&
           fact->home == Home::constant;
  }

  bool is_users(const KernelCall& call) const {
    const auto kernel = facts_.kernels.find(call.kernel);
    return kernel != facts_.kernels.end() && is_user_kernel(facts_, *kernel->second);
  }

  bool writes_of_a_step(const KernelCall& call) {
    return std::ranges::any_of(call.arguments, [&](const NamedView& argument) {
      return !argument.buffer.empty() && is_written(argument.buffer);
    });
  }

  /// Buffers that only the wrapper names take over the memory of one of the text.
  bool is_written(std::string_view name) {
    for (int steps = 0; steps < 64; ++steps) {
      const BufferFact* fact = buffers_.find(name);
      if (fact != nullptr && fact->plan_buffer != kNone)
        return written_[static_cast<std::size_t>(buffer_of(plan_, fact->plan_buffer).storage)];
      const auto heir = facts_.heirs.find(name);
      if (heir == facts_.heirs.end()) return false;
      name = heir->second;
    }
    return false;
  }

  const WrapperFacts& facts_;
  std::unordered_set<std::string_view> names_;
  GraphBuffers& buffers_;
  const Plan& plan_;
  std::vector<bool> written_;  // by storage
  int user_kernels_ = 0;       // nodes whose calls have not been met yet
  std::vector<Error> errors_;
};

}  // namespace

std::vector<Error> find_unaccounted(const WrapperFacts& facts, const std::vector<bool>& claimed,
                                    const Dump& dump, GraphBuffers& buffers, const Plan& plan) {
  return Accounting(facts, dump, buffers, plan).run(claimed);
}

}  // namespace ireplay
