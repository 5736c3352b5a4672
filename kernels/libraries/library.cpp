#include "kernels/libraries/library.hpp"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <system_error>
#include <vector>

#include "kernels/device/cuda_error.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> file_names(const std::string& stem) {
  std::vector<std::string> names;
  std::vector<std::string> versions{".so.13", ".so.12", ".so.11", ".so"};
  if (stem.rfind("cudnn", 0) == 0) versions = {".so.9", ".so.8", ".so"};
  if (stem == "nccl") versions = {".so.2", ".so"};
  for (const std::string& version : versions) names.push_back("lib" + stem + version);
  return names;
}

/// `<environment>/lib/python3.12/site-packages/nvidia/cuda_nvrtc/lib/` and its like.
void add_python_packages(const fs::path& environment, std::vector<std::string>& folders) {
  std::error_code missing;
  for (const fs::directory_entry& python : fs::directory_iterator(environment / "lib", missing))
    for (const fs::directory_entry& package :
         fs::directory_iterator(python.path() / "site-packages" / "nvidia", missing))
      folders.push_back((package.path() / "lib/").string());
}

/// Each with its final slash.
std::vector<std::string> folders() {
  std::vector<std::string> folders;
  for (const char* variable : {"CUDA_HOME", "CUDA_PATH"})
    if (const char* value = std::getenv(variable)) folders.push_back(std::string(value) + "/lib64/");
  for (const char* folder : {"/usr/local/cuda/lib64/", "/usr/local/cuda-13.0/lib64/", "/opt/cuda/lib64/",
                             "/usr/lib/x86_64-linux-gnu/"})
    folders.emplace_back(folder);
  if (const char* value = std::getenv("CONDA_PREFIX")) folders.push_back(std::string(value) + "/lib/");
  for (const char* variable : {"CONDA_PREFIX", "VIRTUAL_ENV"})
    if (const char* value = std::getenv(variable)) add_python_packages(value, folders);
  return folders;
}

std::vector<std::string> loader_folders() {
  std::vector<std::string> folders;
  const char* value = std::getenv("LD_LIBRARY_PATH");
  std::istringstream paths(value != nullptr ? value : "");
  for (std::string path; std::getline(paths, path, ':');)
    if (!path.empty()) folders.push_back(path + '/');
  return folders;
}

}  // namespace

std::optional<std::string> find_library_file(const std::string& stem) {
  std::vector<std::string> all = loader_folders();
  for (std::string& folder : folders()) all.push_back(std::move(folder));
  std::error_code error;
  for (const std::string& folder : all)
    for (const std::string& name : file_names(stem))
      if (fs::is_regular_file(folder + name, error)) return folder + name;
  return std::nullopt;
}

Library::Library(const std::string& stem) : stem_(stem) {
  std::vector<std::string> all{""};  // the loader's own search
  for (std::string& folder : folders()) all.push_back(std::move(folder));
  for (const std::string& folder : all)
    for (const std::string& name : file_names(stem))
      if ((handle_ = dlopen((folder + name).c_str(), RTLD_NOW | RTLD_LOCAL)) != nullptr) return;
  throw CudaError("lib" + stem + ".so was not found: put its folder into LD_LIBRARY_PATH or set CUDA_HOME");
}

Library Library::open_file(const std::string& path) {
  Library library;
  library.stem_ = fs::path(path).stem().stem().string().substr(3);
  library.handle_ = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library.handle_ == nullptr) throw CudaError(dlerror());
  return library;
}

void* Library::find_symbol(const char* symbol) const {
  void* address = dlsym(handle_, symbol);
  if (address == nullptr) throw CudaError("lib" + stem_ + ".so has no " + symbol);
  return address;
}

}  // namespace ireplay
