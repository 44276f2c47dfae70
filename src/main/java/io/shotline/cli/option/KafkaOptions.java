package io.shotline.cli.option;

import io.shotline.cli.settings.Heading;
import io.shotline.cli.settings.Matching;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.UnknownProperties;
import io.shotline.kafka.topic.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How to reach a Kafka cluster. */
@Heading("Kafka")
public final class KafkaOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Matching(
      regexp = "[^\\s,]+:\\d{1,5}(,[^\\s,]+:\\d{1,5})*",
      words = "hosts with their ports, such as a:9092,b:9092")
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,...",
      defaultValue = "localhost:9092",
      description = "Brokers of the Kafka cluster. Default: ${DEFAULT-VALUE}.")
  private String bootstrapServers;

  @Matching(
      regexp = "[a-zA-Z0-9._-]{0,200}",
      words = "at most 200 of the characters a-z A-Z 0-9 . _ -")
  @Option(
      names = "--topic-prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Stands before the name of every topic. Default: nothing.")
  private String topicPrefix;

  @Option(
      names = "--client-properties",
      paramLabel = "FILE",
      description = "Kafka client settings, such as those for TLS and SASL; no value is printed.")
  private @Nullable Path clientProperties;

  private boolean warned;

  public ClusterSettings cluster() {
    return cluster(bootstrapServers);
  }

  /** The cluster at another address, with the same client settings. */
  public ClusterSettings cluster(String servers) {
    ClusterSettings plain = ClusterSettings.of(servers);
    return new ClusterSettings(servers, properties(), clientProperties, plain.timeout());
  }

  public Topics topics() {
    return new Topics(topicPrefix);
  }

  /** The file that clients are set up from, for the lines at the start. */
  public Optional<Path> clientPropertiesFile() {
    return Optional.ofNullable(clientProperties);
  }

  private ParameterException unreadable(String why, Exception cause) {
    return new ParameterException(
        spec.commandLine(),
        "--client-properties " + clientProperties + ": cannot be read: " + why,
        cause);
  }

  private Map<String, String> properties() {
    if (clientProperties == null) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(clientProperties)) {
      properties.load(reader);
    } catch (IOException e) {
      throw unreadable(e.toString(), e);
    } catch (IllegalArgumentException e) {
      throw unreadable("a \\u is not followed by four hexadecimal digits", e);
    }
    Map<String, String> map = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    warnOfUnknown(map.keySet());
    return map;
  }

  /** Kafka ignores what it does not know: a misspelt security.protocol would leave TLS off. */
  private void warnOfUnknown(Set<String> names) {
    List<String> unknown = UnknownProperties.of(names);
    if (!unknown.isEmpty() && !warned) {
      warned = true;
      spec.commandLine()
          .getErr()
          .println(
              "--client-properties "
                  + clientProperties
                  + ": no Kafka client knows "
                  + String.join(", ", unknown)
                  + "; ignored, check the spelling");
    }
  }
}
