#include "sim/session/together.hpp"

#include <deque>
#include <optional>
#include <string>
#include <utility>

#include "sim/results/record_bytes.hpp"

namespace isthmus::session {
namespace {

using results::BytesReader;
using results::BytesWriter;

enum class Word : std::uint64_t {
  simulate,  ///< Stage, content and index follow.
  result,    ///< Stage follows, and the records of all its replications.
};

/// Rank 0's part of a stage.
class Lead {
 public:
  Lead(Team& team, std::uint64_t content, std::size_t count, const Replicate& how)
      : team_{team}, content_{content}, stage_{team.next_stage()}, how_{how}, records_(count) {}

  void work() {
    team_.lead({[this] { return done_ == records_.size() || cancelled(); },
                [this] { return next_ < records_.size() ? order(next_++) : std::nullopt; },
                [this] { return again(); }, [this](const std::string& answer) { take(answer); }});
  }

  std::vector<results::RunRecord> told() && {
    std::vector<results::RunRecord> kept;
    BytesWriter news;
    news.number(static_cast<std::uint64_t>(Word::result));
    news.number(stage_);
    for (std::optional<results::RunRecord>& record : records_) {
      if (!record) break;
      news.text(results::bytes_of(*record));
      kept.push_back(std::move(*record));
    }
    team_.tell(news.take());
    return kept;
  }

 private:
  bool cancelled() const { return how_.cancel != nullptr && how_.cancel->load(); }

  std::optional<std::string> again() {
    if (out_.empty()) return std::nullopt;
    const std::size_t index = out_.front();
    out_.pop_front();
    return order(index);
  }

  std::optional<std::string> order(std::size_t index) {
    out_.push_back(index);
    BytesWriter order;
    order.number(static_cast<std::uint64_t>(Word::simulate));
    order.number(stage_);
    order.number(content_);
    order.number(index);
    return order.take();
  }

  void take(const std::string& answer) {
    BytesReader bytes{answer};
    if (bytes.number() != stage_) return;  // Lent, and made by another before.
    const std::uint64_t index = bytes.number();
    auto record = results::record_from(bytes.text());
    if (index >= records_.size() || records_[index] || !record) return;
    std::erase(out_, index);
    if (how_.recorded) how_.recorded(*record);
    if (!how_.keep_details) record->details = {};
    records_[index] = std::move(*record);
    ++done_;
    if (how_.progress) how_.progress(Progress{how_.done_before + done_, how_.total});
  }

  Team& team_;
  std::uint64_t content_;
  std::uint64_t stage_;
  const Replicate& how_;
  std::vector<std::optional<results::RunRecord>> records_;
  std::deque<std::size_t> out_{};  ///< In the order of handing out.
  std::size_t next_ = 0;
  std::size_t done_ = 0;
};

/// The others' part of a stage.
std::vector<results::RunRecord> serve(Team& team, std::uint64_t content,
                                      const std::function<results::RunRecord(std::size_t)>& one) {
  const std::uint64_t stage = team.next_stage();
  std::vector<results::RunRecord> records;
  while (const std::optional<std::string> order = team.next_order()) {
    BytesReader bytes{*order};
    const auto word = static_cast<Word>(bytes.number());
    if (bytes.number() != stage) {
      team.decline();
      continue;
    }
    if (word == Word::result) {
      while (!bytes.at_end()) {
        if (auto record = results::record_from(bytes.text())) records.push_back(std::move(*record));
      }
      return records;
    }
    if (bytes.number() != content) {
      team.decline();
      continue;
    }
    const std::uint64_t index = bytes.number();
    const results::RunRecord record = one(static_cast<std::size_t>(index));
    if (!record.whole) continue;  // Somebody interrupts; rank 0 knows, too.
    BytesWriter answer;
    answer.number(stage);
    answer.number(index);
    answer.text(results::bytes_of(record));
    team.answer(answer.take());
  }
  return records;
}

}  // namespace

std::vector<results::RunRecord> together(
    Team& team, std::uint64_t content, std::size_t count, const Replicate& how,
    const std::function<results::RunRecord(std::size_t)>& one) {
  if (!team.leads()) return serve(team, content, one);
  Lead lead{team, content, count, how};
  lead.work();
  return std::move(lead).told();
}

}  // namespace isthmus::session
