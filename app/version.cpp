#include "app/version.hpp"

#include "build_commit.hpp"

namespace ireplay {

std::string build_commit() { return IREPLAY_COMMIT; }

std::string build_toolkit() { return IREPLAY_TOOLKIT; }

std::string version_text() {
  std::string text = "ireplay " IREPLAY_VERSION;
  if (!build_commit().empty()) text += " (" + build_commit() + ")";
  return text + "\ntoolkit    " + build_toolkit() +
         "\ncompiler   " IREPLAY_COMPILER "\nlibraries  " IREPLAY_LIBRARIES;
}

}  // namespace ireplay
