#include <cstddef>
#include <cstdint>
#include <new>
#include <random>

#include "parser/check.hpp"
#include "parser/check_graph.hpp"
#include "parser/parse.hpp"
#include "replay/lower/make_plan.hpp"
#include "tests/support/boundary_numbers.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace ireplay {
namespace {

constexpr std::string_view kWrapper = "\n# ---- output_code.py\n";  // what stands between the two texts

/// Any text, with a wrapper or without one, has a plan or an Error.
void plan_of(const std::string& input) {
  const std::size_t at = input.find(kWrapper);
  const Source text("ir_post_fusion.txt", input.substr(0, at));
  const Dump dump = parse_dump(text);
  check(dump);
  if (at == std::string::npos) {
    check_graph(dump, nullptr);
    to_text(make_plan({&dump, nullptr, nullptr}, {}));
    return;
  }
  const Source code("output_code.py", input.substr(at + kWrapper.size()));
  const Wrapper wrapper = parse_wrapper(code);
  check_graph(dump, &wrapper);
  to_text(make_plan({&dump, nullptr, &wrapper}, {}));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// One number of the text becomes one of the boundary numbers.
void replace_number(std::string& text, std::minstd_rand& random) {
  if (text.empty()) return;
  const std::size_t begin = text.find_first_of("0123456789", random() % text.size());
  if (begin == std::string::npos) return;
  std::size_t end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  text.replace(begin, end - begin, kBoundaryNumbers[random() % kBoundaryNumbers.size()]);
}

}  // namespace
}  // namespace ireplay

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned seed) {
  std::minstd_rand random(seed);
  if (random() % 2 == 0) return LLVMFuzzerMutate(data, size, most);
  std::string text(reinterpret_cast<const char*>(data), size);
  ireplay::replace_number(text, random);
  text.resize(std::min(text.size(), most));
  std::copy(text.begin(), text.end(), data);
  return text.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ireplay;
  try {
    plan_of(std::string(reinterpret_cast<const char*>(data), size));
  } catch (const Error& error) {
    to_text(error);
  } catch (const std::bad_alloc&) {
  }
  return 0;
}
