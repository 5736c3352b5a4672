#include "replay/triton/launch.hpp"

namespace ireplay {
namespace {

constexpr std::string_view kFunction = "triton ";

ExternValue list_of(const Dims& dims) {
  ExternList list;
  for (const std::int64_t extent : dims) list.push_back({extent});
  return {std::move(list)};
}

[[noreturn]] void fail() { throw Error(Error::Kind::dump, "a call of a kernel in Triton is not complete"); }

template <class T>
const T& get(const ExternValue& value) {
  const T* found = std::get_if<T>(&value.value);
  if (found == nullptr) fail();
  return *found;
}

Dims dims_of(const ExternValue& value) {
  Dims dims;
  for (const ExternValue& extent : get<ExternList>(value)) dims.push_back(get<std::int64_t>(extent));
  return dims;
}

const ExternValue& argument(const ExternCall& call, std::string_view keyword) {
  for (const ExternArgument& one : call.arguments)
    if (one.keyword == keyword) return one.value;
  fail();
}

/// Each kind of argument as a list that begins with its name.
struct ToList {
  ExternList operator()(const TritonConstant& constant) const {
    return {{std::string("constant")},
            std::visit([](const auto& value) { return ExternValue{value}; }, constant.value)};
  }
  ExternList operator()(const TritonNumber& number) const {
    return {{std::string("number")}, {number.type}, {number.integer}, {number.real}};
  }
  ExternList operator()(const TritonPointer& pointer) const {
    return {{std::string("pointer")},
            {pointer.type},
            {std::int64_t{pointer.operand}},
            {std::int64_t{pointer.result}},
            {pointer.offset}};
  }
  ExternList operator()(const TritonDescriptor& descriptor) const {
    return {{std::string("descriptor")},
            {(*this)(descriptor.base)},
            list_of(descriptor.size),
            list_of(descriptor.stride),
            list_of(descriptor.block)};
  }
};

struct ToConstant {
  TritonConstant constant;
  void operator()(const auto& value) {
    using T = std::decay_t<decltype(value)>;
    constexpr bool kFits = std::is_constructible_v<decltype(constant.value), std::in_place_type_t<T>>;
    if constexpr (kFits)
      constant.value.emplace<T>(value);
    else
      fail();
  }
};

TritonPointer to_pointer(const ExternList& list) {
  if (list.size() != 5) fail();
  return {get<DType>(list[1]), static_cast<std::int32_t>(get<std::int64_t>(list[2])),
          static_cast<std::int32_t>(get<std::int64_t>(list[3])), get<std::int64_t>(list[4])};
}

TritonArgument to_argument(const ExternList& list) {
  if (list.empty()) fail();
  const std::string& kind = get<std::string>(list[0]);
  if (kind == "pointer") return to_pointer(list);
  if (kind == "constant" && list.size() == 2) {
    ToConstant to;
    std::visit(to, list[1].value);
    return to.constant;
  }
  if (kind == "number" && list.size() == 4)
    return TritonNumber{get<DType>(list[1]), get<double>(list[3]), get<std::int64_t>(list[2])};
  if (kind == "descriptor" && list.size() == 5)
    return TritonDescriptor{to_pointer(get<ExternList>(list[1])), dims_of(list[2]), dims_of(list[3]),
                            dims_of(list[4])};
  fail();
}

}  // namespace

bool is_triton(const ExternCall& call) { return call.function.starts_with(kFunction); }

void describe(const TritonLaunch& launch, ExternCall& call) {
  const TritonKernel& kernel = *launch.kernel;
  call.function = std::string(kFunction).append(kernel.name());
  ExternList parameters;
  for (const TritonArgument& one : launch.arguments) parameters.push_back({std::visit(ToList{}, one)});
  call.arguments.push_back({"file", {kernel.source().name()}});
  call.arguments.push_back({"line", {static_cast<std::int64_t>(kernel.line())}});
  call.arguments.push_back({"grid", list_of({launch.grid.begin(), launch.grid.end()})});
  call.arguments.push_back({"operations", {launch.operations}});
  call.arguments.push_back({"parameters", {std::move(parameters)}});
  call.arguments.push_back({"text", {std::string(kernel.text())}});
}

TritonLaunch launch_of(const ExternCall& call) {
  TritonLaunch launch;
  launch.kernel = std::make_shared<const TritonKernel>(
      get<std::string>(argument(call, "file")),
      static_cast<std::size_t>(get<std::int64_t>(argument(call, "line"))),
      get<std::string>(argument(call, "text")));
  const Dims grid = dims_of(argument(call, "grid"));
  if (grid.size() != launch.grid.size()) fail();
  std::copy(grid.begin(), grid.end(), launch.grid.begin());
  launch.operations = operations_of(call);
  for (const ExternValue& one : get<ExternList>(argument(call, "parameters")))
    launch.arguments.push_back(to_argument(get<ExternList>(one)));
  if (launch.arguments.size() != launch.kernel->parameters().size()) fail();
  return launch;
}

std::int64_t operations_of(const ExternCall& call) { return get<std::int64_t>(argument(call, "operations")); }

}  // namespace ireplay
