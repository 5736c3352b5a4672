#include "tests/support/json_schema.hpp"

#include <algorithm>

namespace ireplay {
namespace {

using Json = nlohmann::json;

bool is_of_type(const Json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  return type == "number" && value.is_number();
}

class Validator {
 public:
  explicit Validator(const Json& root) : root_(root) {}

  void check(const Json& schema, const Json& value, const std::string& place) {
    if (schema.contains("$ref")) {
      const std::string name = schema["$ref"].get<std::string>();
      return check(root_["$defs"][name.substr(name.rfind('/') + 1)], value, place);
    }
    if (schema.contains("const") && schema["const"] != value)
      found(place, "is not " + schema["const"].dump());
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      found(place, value.dump() + " is none of " + schema["enum"].dump());
    if (schema.contains("type")) check_type(schema["type"], value, place);
    if (value.is_object()) check_object(schema, value, place);
    if (value.is_array() && schema.contains("items"))
      for (std::size_t i = 0; i < value.size(); ++i)
        check(schema["items"], value[i], place + "/" + std::to_string(i));
  }

  std::vector<std::string> list;

 private:
  void found(const std::string& place, const std::string& what) { list.push_back(place + ": " + what); }

  void check_type(const Json& types, const Json& value, const std::string& place) {
    const bool fits = types.is_string() ? is_of_type(value, types.get<std::string>())
                                        : std::any_of(types.begin(), types.end(), [&](const Json& type) {
                                            return is_of_type(value, type.get<std::string>());
                                          });
    if (!fits) found(place, value.dump() + " is no " + types.dump());
  }

  void check_object(const Json& schema, const Json& value, const std::string& place) {
    for (const Json& key : schema.value("required", Json::array()))
      if (!value.contains(key.get<std::string>())) found(place, "has no " + key.dump());
    const Json properties = schema.value("properties", Json::object());
    for (const auto& [key, inner] : value.items()) {
      if (properties.contains(key))
        check(properties[key], inner, place + "/" + key);
      else if (!schema.value("additionalProperties", true))
        found(place, "has an unknown '" + key + "'");
    }
  }

  const Json& root_;
};

}  // namespace

std::vector<std::string> breaches(const Json& schema, const Json& value) {
  Validator validator(schema);
  validator.check(schema, value, "");
  return validator.list;
}

}  // namespace ireplay
