#include "kernels/original/module_driver.hpp"

#include <cstring>

#include "kernels/device/call.hpp"
#include "kernels/device/driver.hpp"

namespace ireplay {
namespace {

CUfunction as_function(void* function) { return static_cast<CUfunction>(function); }

class CudaModuleDriver : public ModuleDriver {
 public:
  void* load(const std::string& image) override {
    IREPLAY_CUDA_CALL(cudaFree(nullptr));  // makes the primary context current
    CUmodule module = nullptr;
    const CUresult status = driver().cuModuleLoadData(&module, image.c_str());
    if (status == CUDA_ERROR_NO_BINARY_FOR_GPU || status == CUDA_ERROR_INVALID_SOURCE) return nullptr;
    check_driver(status, "cuModuleLoadData");
    return module;
  }

  void unload(void* module) override { driver().cuModuleUnload(static_cast<CUmodule>(module)); }

  void* find_function(void* module, const std::string& entry) override {
    CUfunction function = nullptr;
    check_driver(driver().cuModuleGetFunction(&function, static_cast<CUmodule>(module), entry.c_str()),
                 "finding " + entry);
    return function;
  }

  void allow_dynamic_shared(void* function, std::uint32_t bytes) override {
    IREPLAY_DRIVER_CALL(cuFuncSetAttribute(
        as_function(function), CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, static_cast<int>(bytes)));
  }

  void allow_large_clusters(void* function) override {
    IREPLAY_DRIVER_CALL(
        cuFuncSetAttribute(as_function(function), CU_FUNC_ATTRIBUTE_NON_PORTABLE_CLUSTER_SIZE_ALLOWED, 1));
  }

  void launch(void* function, const ModuleLaunch& launch, std::span<void*> arguments) override {
    std::array<CUlaunchAttribute, 4> attributes{};
    CUlaunchConfig config{};
    config.attrs = attributes.data();
    const auto add = [&](CUlaunchAttributeID id) -> CUlaunchAttributeValue& {
      CUlaunchAttribute& attribute = attributes.at(config.numAttrs++);
      attribute.id = id;
      return attribute.value;
    };
    if (launch.cluster != std::array<std::uint32_t, 3>{1, 1, 1}) {
      auto& dims = add(CU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION).clusterDim;
      dims.x = launch.cluster[0];
      dims.y = launch.cluster[1];
      dims.z = launch.cluster[2];
      add(CU_LAUNCH_ATTRIBUTE_CLUSTER_SCHEDULING_POLICY_PREFERENCE).clusterSchedulingPolicyPreference =
          CU_CLUSTER_SCHEDULING_POLICY_SPREAD;
    }
    if (launch.is_cooperative) add(CU_LAUNCH_ATTRIBUTE_COOPERATIVE).cooperative = 1;
    if (launch.is_programmatic)
      add(CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_STREAM_SERIALIZATION).programmaticStreamSerializationAllowed = 1;
    config.gridDimX = launch.grid[0];
    config.gridDimY = launch.grid[1];
    config.gridDimZ = launch.grid[2];
    config.blockDimX = launch.block[0];
    config.blockDimY = launch.block[1];
    config.blockDimZ = launch.block[2];
    config.sharedMemBytes = launch.dynamic_shared;
    config.hStream = static_cast<CUstream>(launch.stream);
    IREPLAY_DRIVER_CALL(cuLaunchKernelEx(&config, as_function(function), arguments.data(), nullptr));
  }

  void encode(const TiledMap& map, std::uint64_t address, std::byte* out) override {
    constexpr std::array<cuuint32_t, 5> kOnes = {1, 1, 1, 1, 1};
    alignas(64) CUtensorMap encoded{};
    std::array<cuuint64_t, 5> size{}, stride{};
    for (std::size_t d = 0; d < map.size.size(); ++d) size.at(d) = map.size[d];
    for (std::size_t d = 0; d < map.stride.size(); ++d) stride.at(d) = map.stride[d];
    IREPLAY_DRIVER_CALL(
        cuTensorMapEncodeTiled(&encoded, static_cast<CUtensorMapDataType>(map.element_type),
                               static_cast<cuuint32_t>(map.size.size()), reinterpret_cast<void*>(address),
                               size.data(), stride.data(), map.box.data(), kOnes.data(),
                               CU_TENSOR_MAP_INTERLEAVE_NONE, static_cast<CUtensorMapSwizzle>(map.swizzle),
                               CU_TENSOR_MAP_L2_PROMOTION_L2_128B, CU_TENSOR_MAP_FLOAT_OOB_FILL_NONE));
    std::memcpy(out, &encoded, sizeof encoded);
  }
};

}  // namespace

ModuleDriver& module_driver() {
  static CudaModuleDriver machine;
  return machine;
}

}  // namespace ireplay
