#include <torch/csrc/inductor/cpp_wrapper/cpu.h>
extern "C" {
}
