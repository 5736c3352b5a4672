#include "kernels/libraries/library.hpp"

#include <dlfcn.h>

#include <cstdlib>
#include <vector>

#include "kernels/device/call.hpp"

namespace ireplay {
namespace {

std::vector<std::string> file_names(const std::string& stem) {
  std::vector<std::string> names;
  const bool is_cudnn = stem.rfind("cudnn", 0) == 0;
  const std::vector<std::string> versions =
      is_cudnn ? std::vector<std::string>{".so.9", ".so.8", ".so"}
               : std::vector<std::string>{".so.13", ".so.12", ".so.11", ".so"};
  for (const std::string& version : versions) names.push_back("lib" + stem + version);
  return names;
}

std::vector<std::string> folders() {
  std::vector<std::string> folders{""};
  for (const char* variable : {"CUDA_HOME", "CUDA_PATH"})
    if (const char* value = std::getenv(variable)) folders.push_back(std::string(value) + "/lib64/");
  for (const char* folder : {"/usr/local/cuda/lib64/", "/usr/local/cuda-13.0/lib64/", "/opt/cuda/lib64/",
                             "/usr/lib/x86_64-linux-gnu/"})
    folders.emplace_back(folder);
  return folders;
}

}  // namespace

Library::Library(const std::string& stem) : stem_(stem) {
  for (const std::string& folder : folders())
    for (const std::string& name : file_names(stem))
      if ((handle_ = dlopen((folder + name).c_str(), RTLD_NOW | RTLD_LOCAL)) != nullptr) return;
  throw CudaError("lib" + stem + ".so was not found: put its folder into LD_LIBRARY_PATH or set CUDA_HOME");
}

void* Library::find_symbol(const char* symbol) const {
  void* address = dlsym(handle_, symbol);
  if (address == nullptr) throw CudaError("lib" + stem_ + ".so has no " + symbol);
  return address;
}

}  // namespace ireplay
