#if IREPLAY_CUDNN
#include "kernels/libraries/cudnn_plan.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>

#include "kernels/device/timing.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kMostWorkspaceBytes = std::int64_t{512} << 20;
constexpr std::size_t kCandidates = 8;

void add_engines(const CudnnDescriptor& graph, const CudnnDescriptor* properties, cudnnBackendHeurMode_t mode,
                 std::vector<CudnnEngine>& engines) {
  CudnnDescriptor heuristic(CUDNN_BACKEND_ENGINEHEUR_DESCRIPTOR);
  heuristic.set(CUDNN_ATTR_ENGINEHEUR_OPERATION_GRAPH, graph)
      .set(CUDNN_ATTR_ENGINEHEUR_MODE, CUDNN_TYPE_HEUR_MODE, mode);
  if (properties != nullptr) heuristic.set(CUDNN_ATTR_ENGINEHEUR_DEVICEPROP, *properties);
  heuristic.finalize();
  if (!heuristic.good()) return;
  const std::int64_t count =
      heuristic.get(CUDNN_ATTR_ENGINEHEUR_RESULTS, CUDNN_TYPE_BACKEND_DESCRIPTOR, 0, nullptr);
  std::vector<CudnnEngine> found(static_cast<std::size_t>(count));
  std::vector<cudnnBackendDescriptor_t> raw;
  for (const CudnnEngine& engine : found) raw.push_back(engine.configuration.raw());
  const std::int64_t filled =
      heuristic.get(CUDNN_ATTR_ENGINEHEUR_RESULTS, CUDNN_TYPE_BACKEND_DESCRIPTOR, count, raw.data());
  found.resize(static_cast<std::size_t>(std::min(filled, count)));
  for (CudnnEngine& candidate : found) {
    const CudnnDescriptor engine(CUDNN_BACKEND_ENGINE_DESCRIPTOR);
    cudnnBackendDescriptor_t to = engine.raw();
    candidate.configuration.get(CUDNN_ATTR_ENGINECFG_ENGINE, CUDNN_TYPE_BACKEND_DESCRIPTOR, 1, &to);
    engine.get(CUDNN_ATTR_ENGINE_GLOBAL_INDEX, CUDNN_TYPE_INT64, 1, &candidate.number);
    std::array<cudnnBackendNumericalNote_t, CUDNN_NUMERICAL_NOTE_TYPE_COUNT> numerical{};
    const std::int64_t notes = engine.get(CUDNN_ATTR_ENGINE_NUMERICAL_NOTE, CUDNN_TYPE_NUMERICAL_NOTE,
                                          CUDNN_NUMERICAL_NOTE_TYPE_COUNT, numerical.data());
    for (std::int64_t k = 0; k < notes; ++k) candidate.notes.set(numerical[static_cast<std::size_t>(k)]);
    std::array<cudnnBackendBehaviorNote_t, CUDNN_BEHAVIOR_NOTE_TYPE_COUNT> behavior{};
    const std::int64_t behaviors = engine.get(CUDNN_ATTR_ENGINE_BEHAVIOR_NOTE, CUDNN_TYPE_BEHAVIOR_NOTE,
                                              CUDNN_BEHAVIOR_NOTE_TYPE_COUNT, behavior.data());
    for (std::int64_t k = 0; k < behaviors; ++k)
      if (behavior[static_cast<std::size_t>(k)] == CUDNN_BEHAVIOR_NOTE_RUNTIME_COMPILATION)
        candidate.compiles = true;
    candidate.rank = engines.size();
    engines.push_back(std::move(candidate));
  }
}

}  // namespace

bool CudnnSession::reserve(std::size_t bytes, cudaStream_t stream) {
  if (bytes <= workspace.bytes()) return true;
  std::size_t free = 0, all = 0;
  IREPLAY_CUDA_CALL(cudaMemGetInfo(&free, &all));
  if (bytes > free) return false;
  IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream));
  workspace = {};
  workspace = DeviceBuffer(bytes);
  return true;
}

std::vector<CudnnEngine> find_engines(const CudnnDescriptor& graph, const CudnnDescriptor* properties) {
  std::vector<CudnnEngine> engines;
  add_engines(graph, properties, CUDNN_HEUR_MODE_A, engines);
  add_engines(graph, properties, CUDNN_HEUR_MODE_FALLBACK, engines);
  return engines;
}

CudnnExecutable::CudnnExecutable(std::shared_ptr<const void> of_graph, CudnnEngine by_engine,
                                 const CudnnSession& session)
    : graph(std::move(of_graph)), engine(std::move(by_engine)) {
  plan.set(CUDNN_ATTR_EXECUTION_PLAN_HANDLE, CUDNN_TYPE_HANDLE, session.handle.get())
      .set(CUDNN_ATTR_EXECUTION_PLAN_ENGINE_CONFIG, engine.configuration)
      .finalize();
  if (plan.good()) plan.get(CUDNN_ATTR_EXECUTION_PLAN_WORKSPACE_SIZE, CUDNN_TYPE_INT64, 1, &workspace_bytes);
}

CudnnExecutable::CudnnExecutable(std::shared_ptr<const void> of_graph, std::span<const std::byte> saved,
                                 const CudnnSession& session)
    : graph(std::move(of_graph)) {
  const std::size_t head = std::min(saved.size(), sizeof engine.number);
  std::memcpy(&engine.number, saved.data(), head);
  const std::span<const std::byte> json = saved.subspan(head);
  plan.set(CUDNN_ATTR_EXECUTION_PLAN_HANDLE, CUDNN_TYPE_HANDLE, session.handle.get())
      .set(CUDNN_ATTR_EXECUTION_PLAN_JSON_REPRESENTATION, CUDNN_TYPE_CHAR,
           static_cast<std::int64_t>(json.size()), json.data())
      .finalize();
  if (plan.good()) plan.get(CUDNN_ATTR_EXECUTION_PLAN_WORKSPACE_SIZE, CUDNN_TYPE_INT64, 1, &workspace_bytes);
}

std::vector<std::byte> CudnnExecutable::saved() const {
  const auto json = [&](std::int64_t count, void* to) {
    return plan.get(CUDNN_ATTR_EXECUTION_PLAN_JSON_REPRESENTATION, CUDNN_TYPE_CHAR, count, to);
  };
  const std::int64_t bytes = json(0, nullptr);
  if (bytes <= 0) return {};
  std::vector<std::byte> all(sizeof engine.number + static_cast<std::size_t>(bytes));
  std::memcpy(all.data(), &engine.number, sizeof engine.number);
  return json(bytes, all.data() + sizeof engine.number) == bytes ? all : std::vector<std::byte>{};
}

CudnnPlan::CudnnPlan(std::shared_ptr<const CudnnExecutable> executable, std::shared_ptr<const void> values,
                     std::vector<CudnnBinding> bindings, CudnnSession& session)
    : executable_(std::move(executable)),
      values_(std::move(values)),
      bindings_(std::move(bindings)),
      session_(session) {}

void CudnnPlan::launch(cudaStream_t stream) const { check_cudnn(run(stream), "cudnnBackendExecute"); }

bool CudnnPlan::works(cudaStream_t stream) const {
  const std::int64_t bytes = executable_->workspace_bytes;
  return executable_->plan.good() && bytes <= kMostWorkspaceBytes &&
         session_.reserve(static_cast<std::size_t>(bytes), stream) && run(stream) == CUDNN_STATUS_SUCCESS;
}

cudnnStatus_t CudnnPlan::run(cudaStream_t stream) const {
  const cudnnStatus_t status = cudnn().cudnnSetStream(session_.handle.get(), stream);
  if (status != CUDNN_STATUS_SUCCESS) return status;
  if (!pack_ || pack_workspace_ != session_.workspace.data()) make_pack();
  return cudnn().cudnnBackendExecute(session_.handle.get(), executable_->plan.raw(), pack_->raw());
}

/// The workspace moves when another plan needs a larger one.
void CudnnPlan::make_pack() const {
  pack_workspace_ = session_.workspace.data();
  std::vector<void*> data;
  std::vector<std::int64_t> ids;
  for (const CudnnBinding& binding : bindings_) data.push_back(binding.data), ids.push_back(binding.id);
  pack_.emplace(CUDNN_BACKEND_VARIANT_PACK_DESCRIPTOR);
  pack_
      ->set(CUDNN_ATTR_VARIANT_PACK_DATA_POINTERS, CUDNN_TYPE_VOID_PTR,
            static_cast<std::int64_t>(data.size()), data.data())
      .set(CUDNN_ATTR_VARIANT_PACK_UNIQUE_IDS, ids)
      .set(CUDNN_ATTR_VARIANT_PACK_WORKSPACE, CUDNN_TYPE_VOID_PTR, pack_workspace_)
      .finalize();
}

namespace {

std::string saved_key(const CudnnProblem& problem, const CudnnSession& session) {
  const std::string version = std::to_string(cudnn().cudnnGetVersion());
  const std::string_view numbers(reinterpret_cast<const char*>(problem.key.data()),
                                 problem.key.size() * sizeof problem.key[0]);
  const std::array<std::string_view, 5> parts = {"cudnn", numbers, session.device, version, IREPLAY_VERSION};
  return cache_key(parts);
}

std::unique_ptr<CudnnPlan> fastest_plan(std::vector<std::unique_ptr<CudnnPlan>> plans, cudaStream_t stream) {
  if (plans.empty()) return nullptr;
  if (plans.size() == 1) return std::move(plans[0]);
  std::vector<std::function<bool()>> launches;
  launches.reserve(plans.size());
  for (const auto& plan : plans) launches.emplace_back([&plan, stream] { return plan->works(stream); });
  return std::move(plans[fastest_of(time_in_turn(launches, stream))]);
}

}  // namespace

std::unique_ptr<CudnnPlan> find_plan(const CudnnProblem& problem, CudnnSession& session,
                                     cudaStream_t stream) {
  const auto bound = [&](std::shared_ptr<const CudnnExecutable> executable) {
    return std::make_unique<CudnnPlan>(std::move(executable), problem.owner, problem.bindings, session);
  };
  if (const auto found = session.known.find(problem.key); found != session.known.end())
    return found->second ? bound(found->second) : nullptr;
  const std::string saved_under = saved_key(problem, session);
  if (const auto saved = session.cache.load(saved_under)) {
    auto plan = bound(std::make_shared<const CudnnExecutable>(problem.owner, *saved, session));
    if (plan->works(stream)) {
      session.known[problem.key] = plan->executable();
      return plan;
    }
  }
  CudnnKey known_under = problem.key;
  if (!problem.keeps) {
    known_under.push_back(1);
    if (const auto found = session.known.find(known_under); found != session.known.end())
      return found->second ? bound(found->second) : nullptr;
  }
  std::vector<CudnnEngine> engines = find_engines(*problem.graph);
  std::erase_if(engines, [&](const CudnnEngine& engine) { return !problem.may_run(engine); });
  if (!engines.empty())
    std::stable_partition(engines.begin() + 1, engines.end(),
                          [](const CudnnEngine& engine) { return !engine.compiles; });
  const std::size_t wanted = problem.measures ? kCandidates : 1;
  std::vector<std::unique_ptr<CudnnPlan>> working;
  for (CudnnEngine& engine : engines) {
    if (working.size() == wanted || (!working.empty() && engine.compiles)) break;
    auto plan = bound(std::make_shared<const CudnnExecutable>(problem.owner, std::move(engine), session));
    if (plan->works(stream)) working.push_back(std::move(plan));
  }
  std::unique_ptr<CudnnPlan> best = fastest_plan(std::move(working), stream);
  session.known[known_under] = best ? best->executable() : nullptr;
  if (best && problem.keeps)
    if (const std::vector<std::byte> saved = best->executable()->saved(); !saved.empty())
      session.cache.save(saved_under, saved);
  return best;
}

}  // namespace ireplay
#endif
