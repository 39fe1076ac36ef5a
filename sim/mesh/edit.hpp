// A change of configuration, as data: what would mend something. How it is spelled - in HCL, in
// JSON, as a Kubernetes resource or in a scenario - is for whoever shows it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/mesh/names.hpp"

namespace isthmus::mesh {

/// A value of a configuration file.
struct Setting {
  enum class Kind {
    text,
    bare,  ///< A number, or true or false.
    list,
    object,
  };
  Kind kind = Kind::text;
  std::string words{};              ///< Of a text or a bare value.
  std::vector<std::string> keys{};  ///< Of an object, in snake_case: items[i] stands under keys[i].
  std::vector<Setting> items{};

  bool operator==(const Setting&) const = default;

  static Setting text(std::string words);
  static Setting bare(std::string words);
  static Setting list(std::vector<Setting> items);
  static Setting object(std::vector<std::pair<std::string, Setting>> members);
};

/// One change of a mapping.
struct Change {
  enum class Act {
    set,      ///< Give the key this value, whatever it had.
    append,   ///< Add the value at the end of the list under the key.
    prepend,  ///< The same at its front, where the first that fits counts.
    remove,   ///< Take the key out.
  };
  Act act = Act::set;
  std::vector<std::string> path{};  ///< Keys from the mapping down, in snake_case.
  Setting value{};
  SourceSpan in{};  ///< The mapping inside the subject; absent: the subject itself.

  bool operator==(const Change&) const = default;
};

/// The smallest change that mends something: of one thing that was written, or one to be added.
struct Edit {
  enum class Subject {
    config_entry,  ///< Of `kind`, about `service` or the partition in it.
    registration,  ///< The sidecar of `service`.
    upstream,      ///< One upstream of the sidecar of `service`.
    scenario,      ///< What Consul has no file for; paths begin at the top of the scenario.
  };
  Subject subject = Subject::config_entry;
  std::string kind{};     ///< Of a config entry: "exported-services".
  ServiceName service{};  ///< Of entries about a partition only that part counts.
  SourceSpan at{};        ///< Where the subject stands; absent: it is to be added.
  std::vector<Change> changes{};
};

/// Whether two edits change one thing, which is written whole: whoever pastes both loses the first.
bool same_subject(const Edit& a, const Edit& b);

/// The changes of `more` besides those of `edit`, which changes the same thing. A service that both
/// export is exported to the consumers of both.
void add_to(Edit& edit, const Edit& more);

/// An entry that is changed where it stands at `at`, or added where `at` is absent.
Edit entry_edit(std::string kind, ServiceName service, SourceSpan at, std::vector<Change> changes);

/// A part of the scenario, by its path from the top.
Edit scenario_edit(std::vector<std::string> path, Setting value,
                   Change::Act act = Change::Act::set);

/// One key of an upstream that is there.
Edit upstream_edit(ServiceName owner, SourceSpan upstream, Change change);

}  // namespace isthmus::mesh
