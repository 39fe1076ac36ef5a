// What the window is about: a scenario, what was found in it, and its run. Everything here is on
// the window's thread; what takes long is done by engines, and its answers are values that nobody
// changes any more.
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/engine.hpp"
#include "sim/session/compare.hpp"
#include "sim/session/frames.hpp"
#include "sim/session/questions.hpp"
#include "sim/session/run.hpp"

namespace isthmus::gui {

/// A scenario that could be read. Shared with the threads that work on it.
struct Loaded {
  session::Study study{};
  session::Checked checked{};
  std::vector<analysis::PairSummary> pairs{};  ///< Who calls whom, as in a run's summary.
};
using LoadedPtr = std::shared_ptr<const Loaded>;

/// A run that ended, or was stopped.
struct Ran {
  LoadedPtr loaded{};
  session::RunResult result{};
  session::Frames frames{};
  std::vector<analysis::CloseUpSummary> close_ups{};
};
using RanPtr = std::shared_ptr<const Ran>;
using FramesPtr = std::shared_ptr<const session::Frames>;

/// The scenario as it stands in its file beside the one that somebody tries out.
struct Compared {
  LoadedPtr before{};
  LoadedPtr after{};
  analysis::RouteDiff routes{};
  session::RunComparison runs{};
  std::vector<analysis::CloseUpSummary> close_ups_before{};
  std::vector<analysis::CloseUpSummary> close_ups_after{};
};
using ComparedPtr = std::shared_ptr<const Compared>;

/// Complaints about what was read last, whether or not it could be used.
struct Problems {
  Sources sources{};
  session::Checked checked{};

  std::size_t count(Severity severity) const { return count_of(checked.findings, severity); }
};

class Workspace : public QObject {
  Q_OBJECT

 public:
  enum class State {
    empty,    ///< Nothing was opened.
    loading,  ///< It is being read for the first time.
    ready,
    failed,  ///< It cannot be used; `loaded` is what could be read before, if anything.
  };
  enum class Task { none, running, comparing };

  explicit Workspace(QObject* parent = nullptr);

  void open(const QString& path);
  /// Reads the same file again; what is shown stays until it is there.
  void reload();
  /// Shape    `patch`: a part of a scenario in YAML; empty: the scenario as it stands in its file.
  void try_out(const std::string& patch);
  void run(const session::RunOptions& overrides = {});
  void compare(const session::RunOptions& overrides = {});
  void cancel();

  State state() const { return state_; }
  const QString& path() const { return path_; }
  const LoadedPtr& loaded() const { return loaded_; }
  const LoadedPtr& base() const { return base_; }  ///< Without what is being tried out.
  const Problems& problems() const { return problems_; }
  const std::string& patch() const { return patch_; }
  const RanPtr& ran() const { return ran_; }
  /// The last whole run of another state of the scenario; null before there were two.
  const RanPtr& ran_before() const { return ran_before_; }
  const ComparedPtr& compared() const { return compared_; }
  /// Of the run that is shown, while it goes on too; null before any.
  const FramesPtr& frames() const { return frames_; }
  Task task() const { return task_; }
  const session::Progress& progress() const { return progress_; }
  bool is_reading() const { return reader_.is_busy(); }

  double time_s() const { return time_s_; }
  double duration_s() const;
  void set_time_s(double seconds);

 signals:
  void state_changed();
  void loaded_changed();
  void problems_changed();
  void run_changed();
  void frames_changed();
  void progressed();
  void compared_changed();
  void time_changed();

 private:
  struct Reading {
    LoadedPtr loaded{};
    LoadedPtr base{};
    Problems problems{};
  };

  static Reading read(const std::string& path, const std::string& patch, const LoadedPtr& base);
  void start_reading(bool base_too);
  void take(Reading reading);
  void set_state(State state);
  void watch_files();

  QString path_;
  State state_ = State::empty;
  LoadedPtr loaded_;
  LoadedPtr base_;
  Problems problems_;
  std::string patch_;
  RanPtr ran_;
  RanPtr ran_before_;
  ComparedPtr compared_;
  FramesPtr frames_;
  Task task_ = Task::none;
  session::Progress progress_;
  double time_s_ = 0;
  QFileSystemWatcher watcher_;
  QTimer settle_;  ///< An editor that saves touches a file several times.
  Engine reader_;
  Engine runner_;
};

}  // namespace isthmus::gui
