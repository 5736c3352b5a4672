#include "replay/lower/listing/kernel_listings.hpp"

#include <algorithm>

namespace ireplay {
namespace {

Listing parsed_or_empty(const Source& source, std::string_view text) try {
  return parse_listing(source, text);
} catch (const Error&) {
  Listing empty;
  empty.source = &source;
  return empty;
}

}  // namespace

const Listing& KernelListings::of(const PyKernel& kernel) {
  const auto known = listings_.find(kernel.source.data());
  if (known != listings_.end()) return known->second;
  return listings_.emplace(kernel.source.data(), parsed_or_empty(source_, kernel.source)).first->second;
}

const std::vector<Listing>& KernelListings::of_cpp(const PyKernel& kernel) {
  const auto [known, added] = of_cpp_.try_emplace(kernel.source.data());
  if (!added) return known->second;
  for (std::string& text : triton_of_cpp(kernel.source)) {
    translated_.push_back(std::make_unique<Source>(std::string(kernel.name), std::move(text)));
    known->second.push_back(parsed_or_empty(*translated_.back(), translated_.back()->text()));
  }
  if (std::ranges::any_of(known->second, [](const Listing& at) { return at.functions.empty(); }))
    known->second.clear();
  return known->second;
}

BodyListing::BodyListing(std::string_view text, std::initializer_list<const Source*> sources) : text_(text) {
  for (const Source* source : sources)
    if (source_ == nullptr && source != nullptr && !text.empty() && source->contains(text.data()))
      source_ = source;
}

const Listing& BodyListing::parsed() const {
  if (listing_) return *listing_;
  std::string_view text = text_;
  if (source_ == nullptr) {
    own_ = std::make_unique<Source>("listing", std::string(text));
    text = own_->text();
  }
  return listing_.emplace(parsed_or_empty(source_ == nullptr ? *own_ : *source_, text));
}

bool calls(const Listing& listing, std::string_view function) {
  const ExprPool& exprs = listing.exprs;
  return std::ranges::any_of(exprs.nodes, [&](const Expr& node) {
    return node.kind == ExprKind::call && exprs[exprs.children[node.first]].text == function;
  });
}

}  // namespace ireplay
