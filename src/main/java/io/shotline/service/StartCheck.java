package io.shotline.service;

import io.shotline.embedded.BrokerStartException;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.folder.UnsafeFolderException;
import io.shotline.http.api.ApiSettings;
import io.shotline.kafka.cluster.ClusterException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what keeps a service from starting before anything costly begins, and says all of it at
 * once. It holds nothing: what is free now may be taken a moment later, and is refused then. Used
 * by one thread.
 */
public final class StartCheck {
  private final Set<String> faults = new LinkedHashSet<>();
  private boolean usage;

  /** Looks for the model and its version. */
  public StartCheck model(ModelSettings model) {
    return check(model::find);
  }

  /** Looks whether health and metrics can be served. */
  public StartCheck http(HttpSettings http) {
    return check(
        () -> FreePort.require("--metrics-host", "--metrics-port", http.host(), http.port()));
  }

  /** Looks whether the API can be served, if it is to be; its default port gives way. */
  public StartCheck api(@Nullable ApiSettings api) {
    return api == null || api.port() == ApiSettings.DEFAULT_PORT
        ? this
        : check(() -> FreePort.require("--api-host", "--api-port", api.host(), api.port()));
  }

  /** Looks whether a broker can run in this process. */
  public StartCheck broker(Path dataFolder, int port) {
    return brokerPort(port).check(() -> EmbeddedBroker.requireUsable(dataFolder));
  }

  /** Looks whether a broker can listen in this process. */
  public StartCheck brokerPort(int port) {
    return check(() -> FreePort.require("", "--broker-port", EmbeddedBroker.HOST, port));
  }

  /** Notes what this fails with. */
  public StartCheck check(Runnable step) {
    try {
      step.run();
    } catch (StartException e) {
      usage |= e.isUsage();
      faults.add(String.valueOf(e.getMessage()));
    } catch (UnsafeFolderException | BrokerStartException | ClusterException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    return this;
  }

  /** Notes a setting that is wrong; the text has setting, value, rule and remedy. */
  public StartCheck wrongSetting(String fault) {
    usage = true;
    faults.add(fault);
    return this;
  }

  /**
   * Ends the check.
   *
   * @throws StartException if anything was found; one line for each
   */
  public void requireNone() {
    if (!faults.isEmpty()) {
      String lines = String.join("\n", faults);
      throw usage ? StartException.ofSettings(lines, null) : StartException.ofMachine(lines, null);
    }
  }
}
