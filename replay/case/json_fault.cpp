#include "replay/case/json_fault.hpp"

#include <nlohmann/json.hpp>
#include <unordered_set>
#include <vector>

#include "parser/source.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::json;

/// Looks at the events of the parser and keeps none of the values.
class Look : public nlohmann::json_sax<Json> {
 public:
  explicit Look(std::size_t most_depth) : most_depth_(most_depth) {}

  const std::string& fault() const { return fault_; }

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return open(); }
  bool start_array(std::size_t) override { return open(); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (keys_.back().insert(name).second) return true;
    fault_ = "has " + in_quotes(name) + " twice";
    return false;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    fault_ = "is no valid JSON";
    return false;
  }

 private:
  bool open() {
    keys_.emplace_back();
    if (keys_.size() > most_depth_) fault_ = "is nested too deeply";
    return fault_.empty();
  }
  bool close() {
    keys_.pop_back();
    return true;
  }

  std::size_t most_depth_;
  std::vector<std::unordered_set<std::string>> keys_;  // of the objects and lists that are open
  std::string fault_;
};

}  // namespace

std::string json_fault(const std::string& text, std::size_t most_depth) {
  Look look(most_depth);
  Json::sax_parse(text, &look);
  return look.fault();
}

}  // namespace ireplay
