#include "sim/scenario/applied_text.hpp"

namespace isthmus::scenario {

std::string applied_text(const ConsulDocument& written) {
  std::string text = "apply";
  const auto add = [&](const char* kind, const auto& entries) {
    for (const auto& entry : entries) {
      text += std::string{" "} + kind;
      if constexpr (requires { entry.name; }) text += " " + entry.name.value_or("");
    }
  };
  add("proxy-defaults", written.proxy_defaults);
  add("service-defaults", written.service_defaults);
  add("exported-services", written.exported_services);
  add("service-intentions", written.service_intentions);
  add("service-resolver", written.service_resolvers);
  add("service-splitter", written.service_splitters);
  add("service-router", written.service_routers);
  add("sameness-group", written.sameness_groups);
  add("mesh", written.meshes);
  return text;
}

}  // namespace isthmus::scenario
