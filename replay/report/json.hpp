#pragma once

#include <string>

#include "replay/report/report.hpp"

/// The report for programs. One graph is schema ireplay.run/1; several are
/// {"schema": "ireplay.runs/1", "version", "status", "runs": [ireplay.run/1, ...]}.
/// Times are microseconds or as their names say, sizes bytes, rates GB/s and TFLOP/s with decimal prefixes. A
/// quantity that was not measured has no key. NaN and infinities are the strings "nan", "inf" and "-inf".
namespace ireplay {

std::string to_json(const std::vector<GraphReport>& reports, const std::string& version);

}  // namespace ireplay
