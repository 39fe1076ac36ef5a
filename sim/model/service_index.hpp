// Finds services by name in the time of one look, in a mesh of any size.
//
// The orders of the Model are searched by halving, which at a hundred thousand services is a dozen
// walks to cold memory: too dear for the millions of upstreams that name one.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/mesh/names.hpp"
#include "sim/model/model.hpp"

namespace isthmus::model {

/// The services of one model by name. Holds no names: those of the model are read.
class ServiceIndex {
 public:
  ServiceIndex() = default;  ///< Of a model without services.
  explicit ServiceIndex(const Model& model);

  /// Shape    `model`: the one that the index was made of, with the same services.
  /// Returns  what Model::find_service() answers.
  ServiceId find(const Model& model, const mesh::ServiceName& name) const;
  ServiceId find(const Model& model, std::string_view datacenter,
                 const mesh::ServiceName& name) const;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    ServiceId service{};  ///< None: nothing is here.
  };
  std::vector<Slot> slots_{};  ///< A power of two, at most half of them taken; or none at all.
};

}  // namespace isthmus::model
