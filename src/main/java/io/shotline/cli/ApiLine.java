package io.shotline.cli;

import io.shotline.http.api.ApiServer;
import io.shotline.http.api.ApiSettings;
import io.shotline.service.Service;
import io.shotline.service.ServiceSettings;
import java.util.Optional;

/** Says where the API is and who may use it. */
final class ApiLine {
  private ApiLine() {}

  /** Returns the line for a person; empty if there is no API. */
  static Optional<String> of(Service service, ServiceSettings settings) {
    ApiSettings api = settings.api();
    if (api == null || service.apiPort().isEmpty()) {
      return Optional.empty();
    }
    String whom = api.tokens() == null ? "everybody on this machine may all" : "by token";
    return Optional.of(
        "api      " + ApiServer.address(api, service.apiPort().getAsInt()) + ", " + whom);
  }
}
