package io.shotline.kafka.cluster;

import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says why no client could be made of some settings: names the property, follows the causes to the
 * end, and shows no value of the client properties.
 */
final class ClientFailure {
  /** Say nothing but that it failed; the reason is a cause of theirs. */
  private static final Pattern EMPTY_WORDS =
      Pattern.compile("Failed to (construct kafka|create new) [\\w ]+");

  /** Kafka repeats a cause's class in front of its message. */
  private static final Pattern CLASS_NAME = Pattern.compile("^(?:[a-z][\\w.]*\\.\\w+: )+");

  /** What a message speaks of, and the beginning of the properties that it comes from. */
  private static final Map<String, String> SUBJECTS =
      Map.of(
          "jaas",
          "sasl.jaas.config",
          "keystore",
          "ssl.keystore.",
          "key store",
          "ssl.keystore.",
          "truststore",
          "ssl.truststore.",
          "trust store",
          "ssl.truststore.");

  private final ClusterSettings cluster;
  private final Set<String> reasons = new LinkedHashSet<>();

  private ClientFailure(ClusterSettings cluster, Throwable failure) {
    this.cluster = cluster;
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String reason = reason(at);
      // Those that wrap a failure often repeat it.
      if (!reason.isBlank() && reasons.stream().noneMatch(known -> known.contains(reason))) {
        reasons.add(reason);
      }
    }
    if (reasons.isEmpty()) {
      reasons.add(failure.getClass().getSimpleName());
    }
  }

  /** Empty if it says nothing. The message of a missing file is its name and no more. */
  private static String reason(Throwable failure) {
    if (failure instanceof FileSystemException) {
      return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    String reason = CLASS_NAME.matcher(message).replaceFirst("").strip();
    reason = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    return EMPTY_WORDS.matcher(reason).matches() ? "" : reason;
  }

  /** One line for the user. */
  static String of(ClusterSettings cluster, Throwable failure) {
    return new ClientFailure(cluster, failure).message();
  }

  private String message() {
    String reason =
        new HiddenValues(cluster.clientProperties().values()).in(String.join(": ", reasons));
    String start = "no Kafka client for " + cluster.bootstrapServers() + ": ";
    if (cluster.clientProperties().isEmpty()) {
      return start + reason;
    }
    List<String> names = properties();
    String where = cluster.source() == null ? "the client properties" : cluster.source().toString();
    return start
        + reason
        + "; "
        + (names.isEmpty() ? "check " : "correct " + String.join(", ", names) + " in ")
        + where;
  }

  /** Those that the reasons name, else those whose value they show, else those of the subject. */
  private List<String> properties() {
    String all = String.join("\n", reasons);
    List<String> named = new ArrayList<>();
    cluster.clientProperties().keySet().stream().filter(all::contains).forEach(named::add);
    if (named.isEmpty()) {
      cluster
          .clientProperties()
          .forEach(
              (name, value) -> {
                if (value.length() > 3 && all.contains(value)) {
                  named.add(name);
                }
              });
    }
    String words = all.toLowerCase(Locale.ROOT);
    SUBJECTS.forEach(
        (subject, prefix) -> {
          if (words.contains(subject)) {
            cluster.clientProperties().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(named::add);
          }
        });
    return named.stream().distinct().sorted().collect(Collectors.toList());
  }
}
