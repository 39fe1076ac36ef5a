// A record as bytes: for the store's columns, and on its way from one process to another.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/results/bytes.hpp"
#include "sim/results/record.hpp"

namespace isthmus::results {

/// All of a record.
std::string bytes_of(const RunRecord& record);

/// Returns  nothing for what bytes_of() did not write.
std::optional<RunRecord> record_from(std::string_view bytes);

/// Of each bucket that is not empty: least and greatest in nanoseconds, and how many; to the end.
void write_buckets(BytesWriter& bytes, const stats::Histogram& histogram);
std::vector<stats::Histogram::Bucket> buckets_from(BytesReader& bytes);

/// Of each slice: requests, and their latency in nanoseconds; to the end.
void write_slices(BytesWriter& bytes, const std::vector<Slice>& slices);
std::vector<Slice> slices_from(BytesReader& bytes);

}  // namespace isthmus::results
