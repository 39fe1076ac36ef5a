#include <cmath>
#include <sstream>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"
#include "reports/planning.hpp"
#include "reports/table.hpp"
#include "sim/base/number_text.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

/// As Kubernetes has it: "2", "500m".
std::string cpu_text(std::int64_t millicores) {
  return millicores % 1000 == 0 ? std::to_string(millicores / 1000)
                                : std::to_string(millicores) + "m";
}

/// "2 + 3", or "2 × 1 + 3 × 500m" where sizes were sought.
std::string gateways_text(const analysis::SizeStep& step) {
  std::string text;
  for (std::size_t p = 0; p < step.replicas.size(); ++p) {
    if (step.replicas[p] == 0) continue;
    text += (text.empty() ? "" : " + ") + std::to_string(step.replicas[p]);
    if (!step.millicores.empty()) text += " × " + cpu_text(step.millicores[p]);
  }
  return text;
}

std::string lose_text(std::size_t lose) {
  if (lose == 0) return "with all replicas there";
  return "with " + counted(lose, "replica") + " of each partition lost";
}

Value replicas_value(const session::Study& study, const analysis::GatewayReplicas& replicas) {
  Value value = Value::object();
  for (std::size_t p = 0; p < replicas.size(); ++p) {
    if (replicas[p] > 0) value.set(study.model.partitions[p].name, replicas[p]);
  }
  return value;
}

Value cores_value(const session::Study& study, const analysis::SizeStep& step) {
  Value value = Value::object();
  for (std::size_t p = 0; p < step.replicas.size(); ++p) {
    if (step.replicas[p] == 0) continue;
    value.set(study.model.partitions[p].name, static_cast<double>(step.millicores[p]) / 1000);
  }
  return value;
}

Value margin_value(const session::SizeMargin& margin) {
  Value value = Value::object();
  value.set("load_holds", margin.holds).set("load_breaks", margin.breaks);
  value.set("why", margin.why.empty() ? Value{} : Value{margin.why});
  return value;
}

Value step_value(const session::Study& study, const analysis::SizeStep& step) {
  Value value = Value::object();
  value.set("replicas", replicas_value(study, step.replicas));
  if (!step.millicores.empty()) value.set("cpu_cores", cores_value(study, step));
  value.set("passes", step.judgement.passes);
  value.set("why", step.judgement.why.empty() ? Value{} : Value{step.judgement.why});
  value.set("limit_used", step.judgement.used);
  return value;
}

/// What the chart of consul-k8s takes, one release per partition. A gateway that is not given whole
/// cores is held to what it has.
std::string helm_values(const std::string& partition, std::size_t replicas,
                        const session::GatewayCpu& cpu) {
  const std::string size = "{cpu: \"" + cpu_text(cpu.millicores) + "\"}";
  const bool whole = cpu.millicores == static_cast<std::int64_t>(cpu.workers) * 1000;
  return "# partition " + partition + "\nmeshGateway:\n  replicas: " + std::to_string(replicas) +
         "\n  resources:\n    requests: " + size +
         (whole ? "   # one core for each worker\n" : "\n    limits: " + size + "\n");
}

class Page {
 public:
  Page(std::ostream& out, const session::Study& study, const session::SizeResult& result,
       const TextStyle& style)
      : out_{out}, study_{study}, result_{result}, style_{style} {}

  void line(const std::string& text, Ink ink = Ink::plain) {
    out_ << painted(spelled(text, style_), ink, style_) << '\n';
  }

  void heading() {
    line(study_.path + " · " + study_.model.name + " · load × " + plain_text(result_.target.load) +
         ", " + lose_text(result_.target.lose));
    out_ << '\n';
    if (result_.interrupted) return line("  Interrupted before there was an answer.", Ink::unsure);
    if (!result_.answer.found) return line("  ✗ " + result_.answer.why_not, Ink::bad);
    const analysis::SizeJudgement& judgement = result_.answer.found->judgement;
    line("  ✓ " + counted(total(), "gateway") + " with " + shortest_text(cores()) +
             (cores() == 1 ? " core" : " cores") + " in all are enough, found in " +
             counted(result_.answer.steps.size(), "trial"),
         Ink::good);
    if (judgement.used > 0) {
      line("    closest: " + judgement.closest + ", " + percent_text(judgement.used) +
           " of the limit used (by the upper end of the 95 % interval)");
    }
    margin();
  }

  void table() {
    if (!result_.answer.found) return;
    const analysis::SizeStep& found = *result_.answer.found;
    Table table{{{"GATEWAYS OF"},
                 {"NOW", Table::Align::right},
                 {"ENOUGH", Table::Align::right},
                 {"CPU NOW", Table::Align::right},
                 {"CPU EACH", Table::Align::right},
                 {"BUSIEST", Table::Align::right}}};
    for (std::size_t p = 0; p < found.replicas.size(); ++p) {
      if (found.replicas[p] == 0) continue;
      const std::size_t now = result_.before[p];
      const Ink ink = found.replicas[p] > now   ? Ink::bad
                      : found.replicas[p] < now ? Ink::good
                                                : Ink::plain;
      table.row({{study_.model.partitions[p].name},
                 {std::to_string(now)},
                 {std::to_string(found.replicas[p]), ink},
                 {cpu_text(result_.cpu_before[p].millicores)},
                 {cpu_text(result_.cpu[p].millicores),
                  result_.cpu[p] == result_.cpu_before[p] ? Ink::plain : Ink::strong},
                 {percent_text(p < found.judgement.load.size() ? found.judgement.load[p] : 0)}});
    }
    out_ << '\n';
    table.write(out_, style_);
  }

  void why_not_fewer() {
    if (!result_.answer.found) return;
    bool any = false;
    for (const analysis::SizeStep& step : result_.answer.steps) {
      if (step.judgement.passes || !is_one_less(step)) continue;
      if (!any) out_ << '\n';
      any = true;
      line("  Not " + gateways_text(step) + ": " + step.judgement.why, Ink::dim);
    }
  }

  void helm() {
    if (!result_.answer.found) return;
    out_ << '\n';
    line("  Values for consul-k8s, one release per partition:", Ink::strong);
    const analysis::SizeStep& found = *result_.answer.found;
    for (std::size_t p = 0; p < found.replicas.size(); ++p) {
      if (found.replicas[p] == 0) continue;
      out_ << '\n';
      std::istringstream values{
          helm_values(study_.model.partitions[p].name, found.replicas[p], result_.cpu[p])};
      for (std::string row; std::getline(values, row);) line("  " + row);
    }
  }

 private:
  /// How much more load it carries.
  void margin() {
    if (!result_.margin) return;
    const session::SizeMargin& margin = *result_.margin;
    const auto load = [](double factor) { return shortest_text(std::round(factor * 100) / 100); };
    if (!margin.breaks) {
      return line("    margin: " + load(margin.holds) +
                  " times this load is carried, too; more was not tried");
    }
    line("    margin: up to " + load(margin.holds) + " times this load; at " +
         load(*margin.breaks) + ": " + margin.why);
  }

  double cores() const {
    std::int64_t all = 0;
    for (std::size_t p = 0; p < result_.cpu.size(); ++p) {
      all +=
          static_cast<std::int64_t>(result_.answer.found->replicas[p]) * result_.cpu[p].millicores;
    }
    return static_cast<double>(all) / 1000;
  }

  std::size_t total() const {
    std::size_t all = 0;
    for (const std::size_t one : result_.answer.found->replicas) all += one;
    return all;
  }

  /// Of the same size, but one gateway less.
  bool is_one_less(const analysis::SizeStep& step) const {
    const analysis::GatewayReplicas& replicas = step.replicas;
    const analysis::GatewayReplicas& found = result_.answer.found->replicas;
    if (step.millicores != result_.answer.found->millicores) return false;
    std::size_t differ = 0;
    for (std::size_t p = 0; p < found.size(); ++p) {
      if (replicas[p] > found[p]) return false;
      differ += found[p] - replicas[p];
    }
    return differ == 1;
  }

  std::ostream& out_;
  const session::Study& study_;
  const session::SizeResult& result_;
  const TextStyle& style_;
};

}  // namespace

Value size_document(const session::Study& study, const session::SizeResult& result) {
  Value document = Value::object();
  document.set("schema", "isthmus.size/1").set("version", session::version());
  document.set("scenario", study.path).set("scenario_hash", hexadecimal(study.hash));
  document.set("load", result.target.load).set("lose", result.target.lose);
  document.set("p99_limit_s", result.target.p99 ? Value{result.target.p99->in_seconds()} : Value{});
  document.set("interrupted", result.interrupted).set("found", result.answer.found.has_value());
  document.set("why_not", result.answer.why_not.empty() ? Value{} : Value{result.answer.why_not});
  Value partitions = Value::list();
  for (std::size_t p = 0; p < result.before.size(); ++p) {
    if (result.before[p] == 0) continue;
    Value one = Value::object();
    one.set("partition", study.model.partitions[p].name).set("replicas_now", result.before[p]);
    const bool found = result.answer.found.has_value();
    one.set("replicas", found ? Value{result.answer.found->replicas[p]} : Value{});
    one.set("workers", result.cpu[p].workers);
    one.set("cpu_cores", static_cast<double>(result.cpu[p].millicores) / 1000);
    one.set("cpu_cores_now", static_cast<double>(result.cpu_before[p].millicores) / 1000);
    one.set("load", found && p < result.answer.found->judgement.load.size()
                        ? Value{result.answer.found->judgement.load[p]}
                        : Value{});
    one.set("helm_values", found
                               ? Value{helm_values(study.model.partitions[p].name,
                                                   result.answer.found->replicas[p], result.cpu[p])}
                               : Value{});
    partitions.add(std::move(one));
  }
  document.set("partitions", std::move(partitions));
  document.set("limit_used",
               result.answer.found ? Value{result.answer.found->judgement.used} : Value{});
  document.set("closest",
               result.answer.found ? Value{result.answer.found->judgement.closest} : Value{});
  document.set("margin", result.margin ? margin_value(*result.margin) : Value{});
  document.set("trials", list_of(result.answer.steps, [&](const analysis::SizeStep& step) {
                 return step_value(study, step);
               }));
  return document;
}

void write_size_text(std::ostream& out, const session::Study& study,
                     const session::SizeResult& result, const TextStyle& style) {
  Page page{out, study, result, style};
  page.heading();
  page.table();
  page.why_not_fewer();
  page.helm();
}

}  // namespace isthmus::reports
