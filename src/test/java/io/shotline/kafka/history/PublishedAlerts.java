package io.shotline.kafka.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.result.Difference;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Subject;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.SampleScores;
import io.shotline.wire.AlertCodec;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.EvidenceCodec;
import io.shotline.wire.EvidenceRecord;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Alerts on their topic, as a service writes them. */
public final class PublishedAlerts implements AutoCloseable {
  private final Topics topics;
  private final Producer<byte[], byte[]> producer;

  public PublishedAlerts(ClusterSettings cluster, Topics topics) {
    this.topics = topics;
    this.producer = new KafkaProducer<>(cluster.producer());
  }

  /** An alert that scores 1.8 times its threshold, at the top right of its image. */
  public static AlertRecord alert(String event, String camera, String product) {
    return alert(event, camera, product, Instant.now(), 1);
  }

  /**
   * The same of an image of this time.
   *
   * @param side cells of the map, in each direction
   */
  public static AlertRecord alert(
      String event, String camera, String product, Instant capturedAt, int side) {
    return new AlertRecord(
        scored(event, camera, product, capturedAt, side, new SourceRecord("images", 0, 0)),
        new Region(290, 10, 20, 20),
        EvidenceState.OFF);
  }

  /** An alert of camera-1 and product cap that says this of its image. */
  public static AlertRecord alert(String event, SourceRecord source, EvidenceState evidence) {
    return new AlertRecord(
        scored(event, "camera-1", "cap", Instant.now(), 1, source),
        new Region(290, 10, 20, 20),
        evidence);
  }

  private static ScoredRecord scored(
      String event,
      String camera,
      String product,
      Instant capturedAt,
      int side,
      SourceRecord source) {
    ScoredImage image = SampleScores.image(product, camera, 1.8 * SampleScores.THRESHOLD);
    Difference found = image.difference();
    ScoredImage named =
        new ScoredImage(
            new Subject(event, camera, product, capturedAt, Map.of("file", "part-7.jpg")),
            image.scoredAt(),
            image.model(),
            image.judgement(),
            new Difference(
                found.shotIds(),
                found.shots(),
                found.components(),
                new ResidualMap(side, side, new float[side * side]),
                found.viewedPart(),
                List.of()),
            image.timings());
    return new ScoredRecord(named, source);
  }

  /**
   * Returns when it is on the topic and its millisecond is over: alerts of one millisecond have no
   * order of time.
   */
  public void publish(int partition, AlertRecord alert) {
    try {
      long published = producer.send(record(partition, alert)).get().timestamp();
      while (System.currentTimeMillis() <= published) {
        Thread.onSpinWait();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("an alert was not published", e);
    }
  }

  /** Sends in the background. */
  public void send(int partition, AlertRecord alert) {
    producer.send(record(partition, alert));
  }

  private ProducerRecord<byte[], byte[]> record(int partition, AlertRecord alert) {
    return new ProducerRecord<>(
        topics.anomalies(),
        partition,
        alert.image().cameraId().getBytes(UTF_8),
        AlertCodec.toBytes(alert));
  }

  /** Returns when the image of an alert is on the topic of evidence. */
  public void keep(int partition, AlertRecord alert, EncodedImage image) {
    producer.send(
        new ProducerRecord<>(
            topics.evidence(),
            partition,
            alert.image().cameraId().getBytes(UTF_8),
            EvidenceCodec.toBytes(new EvidenceRecord(alert.scored(), image))));
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
