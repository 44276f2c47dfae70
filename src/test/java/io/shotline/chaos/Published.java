package io.shotline.chaos;

import static io.shotline.wire.ImageEventCodec.parse;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.ImageEvent;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.wire.AlertCodec;
import io.shotline.wire.LearntThresholdCodec;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What is on the topics in the end, as a plain reader of committed records finds it: events in the
 * order of their records, which is that of the images for each camera.
 */
record Published(
    List<String> images,
    List<ScoredImage> results,
    List<String> rejected,
    List<String> alerted,
    KeptImages kept,
    List<LearntThreshold> thresholds) {

  static Published read(String brokers) {
    try (Consumer<byte[], byte[]> consumer = consumer(brokers, "read_committed")) {
      Map<SourceRecord, String> images = new HashMap<>();
      Map<String, ImageEvent> events = new HashMap<>();
      List<String> published = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : all(consumer, "images")) {
        SourceRecord source = new SourceRecord("images", record.partition(), record.offset());
        ImageEvent event =
            parse(record.value(), record.key(), source, Instant.EPOCH).asOptional().orElseThrow();
        images.put(source, event.eventId());
        events.put(event.eventId(), event);
        published.add(event.eventId());
      }
      List<ScoredImage> scores =
          all(consumer, "scores").stream()
              .map(record -> ScoredImageCodec.parse(record.value()).asOptional().orElseThrow())
              .map(scored -> scored.image())
              .toList();
      List<ConsumerRecord<byte[], byte[]>> alerts = all(consumer, "anomalies");
      return new Published(
          published,
          scores,
          all(consumer, "dead-letters").stream()
              .map(record -> images.get(source(record.headers())))
              .toList(),
          alerts.stream()
              .map(record -> AlertCodec.parse(record.value()).asOptional().orElseThrow())
              .map(alert -> alert.scored().image().eventId())
              .toList(),
          KeptImages.of(all(consumer, "evidence"), alerts, events),
          all(consumer, "thresholds").stream()
              .map(record -> LearntThresholdCodec.parse(record.value()).asOptional().orElseThrow())
              .toList());
    }
  }

  List<String> scored() {
    return results.stream().map(ScoredImage::eventId).toList();
  }

  /** Returns those of the scored that should have an alert. */
  List<String> anomalous() {
    return results.stream()
        .filter(image -> image.verdict() == Verdict.ANOMALOUS)
        .map(ScoredImage::eventId)
        .toList();
  }

  /** A transaction still open could make more records visible, those of an image twice. */
  static void awaitNoTransaction(String brokers, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (isTransactionOpen(brokers)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("a transaction is open after " + limit);
      }
    }
  }

  private static boolean isTransactionOpen(String brokers) {
    try (Consumer<byte[], byte[]> committed = consumer(brokers, "read_committed");
        Consumer<byte[], byte[]> all = consumer(brokers, "read_uncommitted")) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic :
          List.of("scores", "dead-letters", "anomalies", "evidence", "thresholds")) {
        partitions.addAll(partitions(all, topic));
      }
      return !committed.endOffsets(partitions).equals(all.endOffsets(partitions));
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> all(
      Consumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions = partitions(consumer, topic);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
      consumer.poll(Duration.ofMillis(200)).forEach(records::add);
    }
    return records;
  }

  private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private static SourceRecord source(Headers headers) {
    return new SourceRecord(
        text(headers, "origin-topic"),
        Integer.parseInt(text(headers, "origin-partition")),
        Long.parseLong(text(headers, "origin-offset")));
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), UTF_8);
  }

  private static Consumer<byte[], byte[]> consumer(String brokers, String isolation) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", brokers, "isolation.level", isolation),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
