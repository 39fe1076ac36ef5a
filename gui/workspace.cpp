#include "gui/workspace.hpp"

#include <QElapsedTimer>
#include <QFileInfo>
#include <algorithm>
#include <thread>

namespace isthmus::gui {
namespace {

constexpr int settle_ms = 150;
constexpr qint64 tell_every_ms = 33;     // Progress: thirty times a second is smooth.
constexpr qint64 frames_every_ms = 120;  // Charts: drawn by Qt Charts, which takes its time.

/// One core is left to the window; results do not depend on how many there are.
std::size_t cores_for_runs() { return std::max(1U, std::thread::hardware_concurrency()) - 1; }

}  // namespace

Workspace::Workspace(QObject* parent) : QObject{parent} {
  settle_.setSingleShot(true);
  settle_.setInterval(settle_ms);
  connect(&settle_, &QTimer::timeout, this, &Workspace::reload);
  connect(&watcher_, &QFileSystemWatcher::fileChanged, this, [this] { settle_.start(); });
  // A file that went away is watched no more; its folder tells when it is back.
  connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, [this] {
    if (QFileInfo{path_}.isFile() && !watcher_.files().contains(path_)) settle_.start();
  });
}

void Workspace::open(const QString& path) {
  runner_.forget();
  task_ = Task::none;
  path_ = path;
  patch_.clear();
  loaded_.reset();
  base_.reset();
  ran_.reset();
  ran_before_.reset();
  compared_.reset();
  frames_.reset();
  problems_ = {};
  time_s_ = 0;
  set_state(State::loading);
  emit loaded_changed();
  emit problems_changed();
  emit run_changed();
  emit frames_changed();
  emit compared_changed();
  start_reading(true);
}

void Workspace::reload() {
  if (!path_.isEmpty()) start_reading(true);
}

void Workspace::try_out(const std::string& patch) {
  if (patch == patch_) return;
  patch_ = patch;
  start_reading(false);
}

Workspace::Reading Workspace::read(const std::string& path, const std::string& patch,
                                   const LoadedPtr& base) {
  const auto load = [&](const std::string& with, Reading& into) -> LoadedPtr {
    session::OpenOptions options;
    options.patch = with;
    session::Opened opened = session::open(path, options);
    if (!opened) {
      into.problems = {std::move(opened.sources), session::checked(opened.diagnostics)};
      return nullptr;
    }
    auto loaded = std::make_shared<Loaded>();
    loaded->study = std::move(*opened.study);
    loaded->checked = session::check(loaded->study);
    loaded->pairs = session::pairs_of(loaded->study);
    into.problems = {loaded->study.sources, loaded->checked};
    return loaded;
  };
  Reading reading;
  reading.base = base ? base : load({}, reading);
  reading.loaded = patch.empty() || !reading.base ? reading.base : load(patch, reading);
  if (patch.empty() && reading.base) {
    reading.problems = {reading.base->study.sources, reading.base->checked};
  }
  return reading;
}

void Workspace::start_reading(bool base_too) {
  const LoadedPtr base = base_too ? nullptr : base_;
  reader_.ask<Reading>([path = path_.toStdString(), patch = patch_,
                        base](const Engine::Cancel&) { return read(path, patch, base); },
                       [this](Reading reading) { take(std::move(reading)); });
}

void Workspace::take(Reading reading) {
  problems_ = std::move(reading.problems);
  if (reading.base) base_ = std::move(reading.base);
  const bool is_new = reading.loaded != nullptr;
  if (is_new) loaded_ = std::move(reading.loaded);
  watch_files();
  set_state(is_new ? State::ready : State::failed);
  emit problems_changed();
  if (is_new) emit loaded_changed();
}

/// An editor that replaces a file ends its being watched, so they are named anew each time.
void Workspace::watch_files() {
  QStringList files{path_};
  for (std::size_t i = 0; i < problems_.sources.size(); ++i) {
    files << QString::fromStdString(problems_.sources[SourceId{i}].name);
  }
  files.removeDuplicates();
  for (const QString& file : files) {
    const bool there = QFileInfo{file}.isFile();
    if (there && !watcher_.files().contains(file)) watcher_.addPath(file);
  }
  const QString folder = QFileInfo{path_}.absolutePath();
  if (!watcher_.directories().isEmpty() && !watcher_.directories().contains(folder)) {
    watcher_.removePaths(watcher_.directories());
  }
  if (QFileInfo{folder}.isDir() && watcher_.directories().isEmpty()) watcher_.addPath(folder);
}

void Workspace::set_state(State state) {
  state_ = state;
  emit state_changed();
}

void Workspace::run(const session::RunOptions& overrides) {
  if (!loaded_) return;
  cancel();
  task_ = Task::running;
  progress_ = {};
  emit progressed();
  const auto work = [this, loaded = loaded_, overrides](const Engine::Cancel& cancelled) {
    session::RunOptions options = overrides;
    options.jobs = cores_for_runs();
    options.cancel = &cancelled;
    session::FrameTally tally{loaded->study,
                              options.duration.value_or(loaded->study.model.run.duration)};
    tally.ask_for(options);
    QElapsedTimer since_told;
    QElapsedTimer since_frames;
    since_told.start();
    since_frames.start();
    options.recorded = [&](const results::RunRecord& record) {
      tally.add(record);
      if (since_frames.elapsed() < frames_every_ms) return;
      since_frames.restart();
      auto frames = std::make_shared<const session::Frames>(tally.frames());
      runner_.tell(cancelled, [this, frames] {
        frames_ = frames;
        emit frames_changed();
      });
    };
    options.progress = [&](const session::Progress& now) {
      if (since_told.elapsed() < tell_every_ms && now.done < now.total) return;
      since_told.restart();
      runner_.tell(cancelled, [this, now] {
        progress_ = now;
        emit progressed();
      });
    };
    auto ran = std::make_shared<Ran>();
    ran->loaded = loaded;
    ran->result = session::run(loaded->study, options);
    ran->frames = tally.frames();
    ran->close_ups = session::all_close_ups(loaded->study, ran->result);
    return RanPtr{ran};
  };
  runner_.ask<RanPtr>(work, [this](const RanPtr& ran) {
    task_ = Task::none;
    if (!ran->result.records.empty() || !ran->result.diagnostics.empty()) {
      const bool other = ran_ && ran_->loaded != ran->loaded;
      if (other && !ran_->result.records.empty()) ran_before_ = ran_;
      ran_ = ran;
      frames_ = ran->frames.replications > 0 ? FramesPtr{ran, &ran->frames}
                                             // Owned together with the run.
                                             : nullptr;
    }
    if (frames_ && time_s_ == 0) time_s_ = duration_s();
    emit progressed();
    emit frames_changed();
    emit run_changed();
    emit time_changed();
  });
}

void Workspace::compare(const session::RunOptions& overrides) {
  if (!loaded_ || !base_) return;
  cancel();
  task_ = Task::comparing;
  progress_ = {};
  emit progressed();
  const auto work = [this, before = base_, after = loaded_,
                     overrides](const Engine::Cancel& cancelled) {
    session::RunOptions options = overrides;
    options.jobs = cores_for_runs();
    options.cancel = &cancelled;
    // Watched as closely as a run of its own, so that both can be drawn beside each other.
    session::FrameTally{before->study, before->study.model.run.duration}.ask_for(options);
    QElapsedTimer since_told;
    since_told.start();
    options.progress = [&](const session::Progress& now) {
      if (since_told.elapsed() < tell_every_ms) return;
      since_told.restart();
      runner_.tell(cancelled, [this, now] {
        progress_ = now;
        emit progressed();
      });
    };
    auto compared = std::make_shared<Compared>();
    compared->before = before;
    compared->after = after;
    compared->routes = session::compare_routes(before->study, after->study);
    compared->runs = session::compare_runs(before->study, after->study, options);
    compared->close_ups_before = session::all_close_ups(before->study, compared->runs.before);
    compared->close_ups_after = session::all_close_ups(after->study, compared->runs.after);
    return ComparedPtr{compared};
  };
  runner_.ask<ComparedPtr>(work, [this](const ComparedPtr& compared) {
    task_ = Task::none;
    compared_ = compared;
    emit progressed();
    emit compared_changed();
  });
}

void Workspace::cancel() { runner_.cancel(); }

double Workspace::duration_s() const {
  if (frames_) return frames_->duration.in_seconds();
  return loaded_ ? loaded_->study.model.run.duration.in_seconds() : 0;
}

void Workspace::set_time_s(double seconds) {
  seconds = std::clamp(seconds, 0.0, duration_s());
  if (seconds == time_s_) return;
  time_s_ = seconds;
  emit time_changed();
}

}  // namespace isthmus::gui
