package io.shotline.kafka.cluster;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Finds client properties that every Kafka client ignores, such as misspelt ones. */
public final class UnknownProperties {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)+");

  /** Streams gives what follows to one kind of its clients. */
  private static final Pattern PREFIX =
      Pattern.compile("^((main|restore|global)\\.)?(consumer|producer|admin)\\.");

  /** Read by providers and by topics that Streams makes, under names of their own. */
  private static final Pattern FREE = Pattern.compile("(config\\.providers|topic)\\..*");

  private UnknownProperties() {}

  /**
   * Names the properties that no Kafka client has, those of Streams included. Leaves out what does
   * not look like a name: it may be a secret on a line of its own.
   */
  public static List<String> of(Collection<String> names) {
    Set<String> known = new HashSet<>(AdminClientConfig.configNames());
    known.addAll(ConsumerConfig.configNames());
    known.addAll(ProducerConfig.configNames());
    known.addAll(StreamsConfig.configDef().names());
    return names.stream()
        .filter(name -> !known.contains(PREFIX.matcher(name).replaceFirst("")))
        .filter(name -> !FREE.matcher(name).matches() && NAME.matcher(name).matches())
        .sorted()
        .toList();
  }
}
