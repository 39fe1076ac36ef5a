// A thread for what takes long, one question at a time: the window asks and goes on; the answer
// comes back on the window's own thread. A new question takes the place of the one before.
#pragma once

#include <QMetaObject>
#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

namespace isthmus::gui {

class Engine : public QObject {
  Q_OBJECT

 public:
  using Cancel = std::atomic<bool>;

  explicit Engine(QObject* parent = nullptr) : QObject{parent} { pool_.setMaxThreadCount(1); }
  /// Waits for the thread, having asked it to stop.
  ~Engine() override {
    cancel();
    pool_.waitForDone();
  }

  /// `work` on the other thread, then `done` with its answer on this one; also after cancel(),
  /// when the answer is what there was by then, but not if another question has been asked since.
  ///
  /// Shape    `work` looks at its argument now and then, and refers to nothing that may go away.
  template <class Answer>
  void ask(std::function<Answer(const Cancel&)> work, std::function<void(Answer)> done) {
    cancel();
    auto cancelled = std::make_shared<Cancel>(false);
    cancelled_ = cancelled;
    const std::uint64_t number = ++number_;
    busy_ = true;
    pool_.start([this, cancelled, number, work = std::move(work), done = std::move(done)] {
      auto answer = std::make_shared<Answer>(work(*cancelled));
      QMetaObject::invokeMethod(this, [this, number, answer, done] {
        if (number != number_) return;
        busy_ = false;
        done(std::move(*answer));
      });
    });
  }

  /// From the other thread: something for this one to do, unless the question is out of date.
  void tell(const Cancel& asked_by, std::function<void()> what) {
    const Cancel* const question = &asked_by;
    QMetaObject::invokeMethod(this, [this, question, what = std::move(what)] {
      if (busy_ && cancelled_.get() == question) what();
    });
  }

  /// As cancel(), and no answer comes.
  void forget() {
    cancel();
    ++number_;
    busy_ = false;
  }
  void cancel() {
    if (cancelled_) cancelled_->store(true);
  }
  bool is_busy() const { return busy_; }

 private:
  QThreadPool pool_;
  std::shared_ptr<Cancel> cancelled_;
  std::uint64_t number_ = 0;
  bool busy_ = false;
};

}  // namespace isthmus::gui
