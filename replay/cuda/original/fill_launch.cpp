#include "replay/cuda/original/fill_launch.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "kernels/scalar/float_formats.hpp"
#include "replay/cuda/original/tma_descriptors.hpp"
#include "replay/lower/listing/triton_types.hpp"
#include "replay/plan/checked.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kThreadsPerWarp = 32;

/// What a call gives to one parameter.
struct Given {
  ExprId value = kNoExpr;
  NamedView view;  // of a tensor
};

/// Bytes that an integer type has, and whether it is signed; none for any other type. A bool had four bytes
/// up to Triton 3.4: the cubin says.
std::optional<std::pair<std::uint32_t, bool>> integer_type(std::string_view type) {
  static const std::map<std::string_view, std::pair<std::uint32_t, bool>> kTypes = {
      {"i1", {1, false}},  {"u1", {1, false}}, {"i8", {1, true}},   {"u8", {1, false}}, {"i16", {2, true}},
      {"u16", {2, false}}, {"i32", {4, true}}, {"u32", {4, false}}, {"i64", {8, true}}, {"u64", {8, false}}};
  const auto found = kTypes.find(type);
  return found == kTypes.end() ? std::nullopt : std::optional(found->second);
}

class LaunchMaker {
 public:
  LaunchMaker(const WrapperFacts& facts, const KernelCall& call, const OriginalKernel& original,
              const KernelRules& rules)
      : facts_(facts), exprs_(facts.wrapper->exprs), call_(call), original_(original), rules_(rules) {}

  void fill(Launch& launch) {
    match_arguments();
    launch.threads = original_.warps * kThreadsPerWarp;
    check_block(launch);
    launch.grid = grid();
    for (const KernelParameter& parameter : rules_.parameters)
      if (const auto given = given_.find(parameter.name); given != given_.end() && is_visible(parameter))
        add(launch, parameter, given->second);
    add_hidden(launch);
  }

 private:
  [[noreturn]] void fail(const std::string& what, ExprId at = kNoExpr) const {
    throw Error(Error::Kind::unsupported, *facts_.wrapper->source,
                at == kNoExpr ? call_.kernel.data() : exprs_[at].text.data(), what);
  }

  // ---- which argument is which parameter

  /// Integers of a configuration are never passed, None up to 2.6 not either; the values of a user's
  /// constexpr parameters are up to 2.8. The number of arguments tells.
  void match_arguments() {
    std::vector<std::string_view> named;  // of keywords
    std::vector<Given> positional, keywords;
    std::size_t number = 0;
    for (const ExprId argument : exprs_.children_of(call_.call).subspan(1)) {
      const Expr& expr = exprs_[argument];
      const bool is_keyword = expr.kind == ExprKind::keyword;
      if (is_keyword && expr.text == "grid") grid_ = exprs_.children_of(argument)[0];
      if (is_keyword && (expr.text == "grid" || expr.text == "stream")) continue;
      const NamedView& view = call_.arguments.at(number++);
      if (is_keyword) {
        named.push_back(expr.text);
        keywords.push_back({exprs_.children_of(argument)[0], view});
      } else {
        positional.push_back({argument, view});
      }
    }
    const std::size_t extra = rules_.launcher_arguments.size();
    if (positional.size() < extra)
      fail("the call has " + std::to_string(positional.size()) + " arguments, its grid alone " +
           std::to_string(extra));
    const std::vector<std::string_view> names = passed(positional.size() - extra, named);
    for (std::size_t k = 0; k < names.size(); ++k) given_[names[k]] = positional[k];
    for (std::size_t k = 0; k < extra; ++k)
      given_[rules_.launcher_arguments[k]] = positional[names.size() + k];
    for (std::size_t k = 0; k < named.size(); ++k) given_[named[k]] = keywords[k];
  }

  std::vector<std::string_view> passed(std::size_t count, const std::vector<std::string_view>& named) const {
    std::vector<std::string_view> names;
    for (const bool with_constants : {false, true})
      for (const bool with_none : {true, false}) {
        names.clear();
        for (const KernelParameter& parameter : rules_.parameters) {
          const bool is_left_out = (parameter.is_constexpr && !(with_constants && parameter.has_value)) ||
                                   (parameter.is_none && !with_none);
          if (!is_left_out && std::ranges::find(named, parameter.name) == named.end())
            names.push_back(parameter.name);
        }
        if (names.size() == count) return names;
      }
    fail("the call has " + std::to_string(count) + " arguments, " + in_quotes(rules_.function) + " takes " +
         std::to_string(std::ranges::count(rules_.parameters, false, &KernelParameter::is_constexpr)));
  }

  static bool is_visible(const KernelParameter& parameter) {
    return !parameter.is_constexpr && !parameter.is_constant;
  }

  // ---- grid and block

  Grid grid() {
    GridKernel kernel{.listing = &rules_.listing,
                      .function = rules_.function,
                      .inductor_meta = rules_.inductor_meta,
                      .begins_with_x = rules_.grid_begins_with_x,
                      .sizes = original_.config};
    kernel.sizes.emplace("num_warps", original_.warps);
    if (grid_ != kNoExpr) return grid_of_call(facts_, grid_, kernel);
    if (rules_.grid_type.empty()) fail("neither the call nor the listing says the grid");
    if (const ExprId rows = entry_of(rules_.listing.exprs, rules_.inductor_meta, "RSPLIT_SIZE");
        rows != kNoExpr)
      if (const auto size = literal(rows)) kernel.sizes.emplace("RSPLIT_SIZE", *size);
    const bool needs_config = rules_.grid_type != "FixedGrid" && rules_.grid_type != "MixOrderReductionGrid";
    if (!original_.config_known && needs_config)
      fail("the configuration of this kernel is not known, and its grid depends on it");
    SymbolValues arguments;
    for (const auto& [name, given] : given_)
      if (given.view.buffer.empty() || facts_.symbols.contains(given.view.buffer))
        if (const auto value = integer(given.value)) arguments.emplace(name, *value);
    return grid_by_rule(kernel, arguments);
  }

  /// Of the listing.
  std::optional<std::int64_t> literal(ExprId id) const {
    const ExprPool& exprs = rules_.listing.exprs;
    if (exprs[id].kind != ExprKind::integer) return std::nullopt;
    return evaluate_size(*rules_.listing.source, exprs, id, {});
  }

  std::optional<std::int64_t> integer(ExprId id) const {
    switch (exprs_[id].kind) {
      case ExprKind::real:
      case ExprKind::none:
      case ExprKind::string:
        return std::nullopt;
      default:
        return evaluate_size(*facts_.wrapper->source, exprs_, id, facts_.symbols);
    }
  }

  void check_block(const Launch& launch) const {
    if (const auto& block = original_.code.block) {
      const std::int64_t compiled = std::int64_t{(*block)[0]} * (*block)[1] * (*block)[2];
      if (compiled != launch.threads)
        fail("the cubin was compiled for blocks of " + std::to_string(compiled) + " threads, its file says " +
             std::to_string(original_.warps) + " warps");
    }
  }

  // ---- arguments

  LaunchArgument& next(Launch& launch, const KernelParameter& parameter, const std::string& name) const {
    const std::vector<CubinParameter>& parameters = original_.code.parameters;
    if (launch.arguments.size() >= parameters.size())
      fail("the cubin has " + std::to_string(parameters.size()) + " parameters, and none for " +
           in_quotes(name));
    const CubinParameter& place = parameters[launch.arguments.size()];
    LaunchArgument argument;
    argument.name = name;
    argument.type = parameter.type;
    argument.offset = place.offset;
    argument.bytes = place.bytes;
    launch.arguments.push_back(std::move(argument));
    return launch.arguments.back();
  }

  void need_bytes(const LaunchArgument& argument, std::uint32_t bytes, std::uint32_t otherwise = 0) const {
    if (argument.bytes != bytes && argument.bytes != otherwise)
      fail("the cubin has " + std::to_string(argument.bytes) + " bytes for " + in_quotes(argument.name) +
           ", a " + in_quotes(argument.type) + " of " + std::to_string(bytes));
  }

  void add(Launch& launch, const KernelParameter& parameter, const Given& given) {
    const std::string_view type = parameter.type;
    if (type.empty()) fail("the signature has no type for " + in_quotes(parameter.name));
    if (type.starts_with("tensordesc") || type == "nvTmaDesc")
      return add_descriptor(launch, parameter, given);
    LaunchArgument& argument = next(launch, parameter, std::string(parameter.name));
    if (type.starts_with('*')) {
      need_bytes(argument, 8);
      argument.kind = LaunchArgument::Kind::address;
      if (exprs_[given.value].kind == ExprKind::none) return;
      set_address(argument, given.view, given.value);
      if (parameter.name.starts_with("in_out_ptr"))
        if (const auto taken = facts_.reuses.find(given.view.buffer); taken != facts_.reuses.end())
          argument.contents_of = taken->second.buffer;
    } else if (const auto of = integer_type(type)) {
      need_bytes(argument, of->first, of->first == 1 ? 4 : 0);
      set_integer(argument, *of, given.value);
    } else {
      set_real(argument, given.value);
    }
  }

  /// Elements of a view are those of its buffer's type, unless it is seen as another one.
  void set_address(LaunchArgument& argument, const NamedView& view, ExprId at) const {
    if (view.buffer.empty()) fail("expected a tensor for " + in_quotes(argument.name), at);
    argument.buffer = view.buffer;
    argument.absolute = view.absolute;
    if (is_scratch_memory(view.buffer)) {
      argument.scratch_bytes = bytes_of_scratch(facts_, view.buffer, exprs_[at].text.data());
      argument.zeroed = facts_.zeroed.contains(view.buffer);
    }
    if (view.offset == 0) return;
    const auto layout = facts_.layouts.find(view.buffer);
    std::optional<DType> dtype = layout == facts_.layouts.end() ? std::nullopt : layout->second.dtype;
    if (view.dtype && dtype && bytes_of(*dtype) != bytes_of(*view.dtype))
      fail("the offset of a view as a type of another size is not supported", at);
    if (!dtype)
      dtype = find_triton_type(
          std::string_view(argument.type).substr(std::min<std::size_t>(1, argument.type.size())));
    if (!dtype) fail("the type of " + in_quotes(view.buffer) + " is not known", at);
    const Checked bytes = checked_multiply(view.offset, static_cast<std::int64_t>(bytes_of(*dtype)));
    if (!bytes) fail("this view begins at an offset that does not fit 63 bits", at);
    argument.buffer_offset = *bytes;
  }

  void set_integer(LaunchArgument& argument, std::pair<std::uint32_t, bool> type, ExprId id) const {
    const auto value = integer(id);
    if (!value) fail("expected an integer for " + in_quotes(argument.name), id);
    const auto [bytes, is_signed] = type;
    if (bytes < 8) {
      const std::int64_t range = std::int64_t{1} << (8 * bytes);
      const bool fits =
          is_signed ? *value >= -range / 2 && *value < range / 2 : *value >= 0 && *value < range;
      if (!fits)
        fail(in_quotes(argument.name) + " is " + std::to_string(*value) + ", which does not fit " +
                 in_quotes(argument.type),
             id);
    }
    argument.bits = static_cast<std::uint64_t>(*value);
  }

  /// Up to Triton 3.3 half-precision values were passed as float32: the cubin says how many bytes they have.
  void set_real(LaunchArgument& argument, ExprId id) const {
    const ExternValue given = read_value(facts_, id, [&](const NamedView&) -> TensorView {
      fail("expected a number for " + in_quotes(argument.name), id);
    });
    double value = 0;
    if (const double* real = std::get_if<double>(&given.value))
      value = *real;
    else if (const auto* whole = std::get_if<std::int64_t>(&given.value))
      value = static_cast<double>(*whole);
    else
      fail("expected a number for " + in_quotes(argument.name), id);
    const std::string_view type = argument.type;
    const bool is_half = type == "fp16" || type == "bf16";
    if (!is_half && type != "fp32" && type != "fp64" && type != "f32" && type != "f64")
      fail("an argument of type " + in_quotes(type) + " is not supported");
    if (is_half)
      need_bytes(argument, 2, 4);
    else
      need_bytes(argument, type.ends_with("64") ? 8 : 4);
    if (argument.bytes == 8)
      argument.bits = std::bit_cast<std::uint64_t>(value);
    else if (argument.bytes == 4)
      argument.bits = std::bit_cast<std::uint32_t>(static_cast<float>(value));
    else
      argument.bits = type == "fp16" ? encode<kFormatF16>(value) : encode<kFormatBF16>(value);
  }

  /// The map, and from Triton 3.4 its sizes and strides as parameters of their own.
  void add_descriptor(Launch& launch, const KernelParameter& parameter, const Given& given) {
    const bool has_rule = parameter.type != "nvTmaDesc" && descriptor_ < original_.tma_rules.size();
    const TmaRule* rule = has_rule ? &original_.tma_rules[descriptor_++] : nullptr;
    if (given.view.buffer.empty())
      fail("expected a tensor descriptor for " + in_quotes(parameter.name), given.value);
    auto [tensor, map] = tma_descriptor_of(facts_, call_, given.view.buffer, rule);
    LaunchArgument& argument = next(launch, parameter, std::string(parameter.name));
    need_bytes(argument, kMapBytes);
    argument.kind = LaunchArgument::Kind::descriptor;
    argument.map = launch.descriptors.size();
    set_address(argument, tensor.view, given.value);
    launch.descriptors.push_back(std::move(map));
    if (rule == nullptr) return;
    const auto add_numbers = [&](const std::vector<std::int64_t>& numbers, const char* what,
                                 std::uint32_t bytes) {
      for (std::size_t d = 0; d < numbers.size(); ++d) {
        LaunchArgument& number =
            next(launch, parameter, std::string(parameter.name) + "." + what + "[" + std::to_string(d) + "]");
        number.type = bytes == 4 ? "i32" : "i64";
        need_bytes(number, bytes);
        number.bits = static_cast<std::uint64_t>(numbers[d]);
      }
    };
    add_numbers(tensor.size, "size", 4);
    add_numbers(tensor.stride, "stride", 8);
  }

  /// Pointers that a launcher adds: from Triton 3.3 one to scratch memory, from 3.5 a second one for
  /// profiling.
  void add_hidden(Launch& launch) const {
    const std::vector<CubinParameter>& parameters = original_.code.parameters;
    const std::size_t visible = launch.arguments.size(), hidden = parameters.size() - visible;
    if (hidden > 2)
      fail("the cubin has " + std::to_string(parameters.size()) + " parameters, the listing tells of " +
           std::to_string(visible));
    constexpr LaunchArgument::Kind kKinds[] = {LaunchArgument::Kind::global_scratch,
                                               LaunchArgument::Kind::profile_scratch};
    constexpr const char* kNames[] = {"global_scratch", "profile_scratch"};
    for (std::size_t k = 0; k < hidden; ++k) {
      LaunchArgument& argument = next(launch, {.name = kNames[k], .type = "*i8"}, kNames[k]);
      need_bytes(argument, 8);
      argument.kind = kKinds[k];
    }
    if (hidden > 0) launch.global_scratch = scratch(launch, original_.global_scratch);
    if (hidden > 1) launch.profile_scratch = scratch(launch, original_.profile_scratch);
  }

  std::int64_t scratch(const Launch& launch, std::int64_t bytes_per_block) const {
    Checked bytes = checked_multiply(bytes_per_block, original_.ctas);
    for (const std::int64_t blocks : launch.grid) bytes = checked_multiply(bytes, blocks);
    if (!bytes) fail("its scratch memory does not fit 63 bits");
    return *bytes;
  }

  const WrapperFacts& facts_;
  const ExprPool& exprs_;
  const KernelCall& call_;
  const OriginalKernel& original_;
  const KernelRules& rules_;
  ExprId grid_ = kNoExpr;
  std::map<std::string_view, Given> given_;  // by parameter
  std::size_t descriptor_ = 0;               // of OriginalKernel::tma_rules, the next one
};

}  // namespace

void fill_launch(const WrapperFacts& facts, const KernelCall& call, const OriginalKernel& original,
                 const KernelRules& rules, Launch& launch) {
  LaunchMaker(facts, call, original, rules).fill(launch);
}

}  // namespace ireplay
