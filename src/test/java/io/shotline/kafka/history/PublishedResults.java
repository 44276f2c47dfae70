package io.shotline.kafka.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.Subject;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.SampleScores;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Results on the topic of scores, as a service writes them. */
public final class PublishedResults implements AutoCloseable {
  private final Topics topics;
  private final Producer<byte[], byte[]> producer;

  public PublishedResults(ClusterSettings cluster, Topics topics) {
    this.topics = topics;
    this.producer = new KafkaProducer<>(cluster.producer());
  }

  /** A result with a score. */
  public static ScoredImage judged(String event, String camera, String product, double score) {
    ScoredImage image = SampleScores.image(product, camera, score);
    return new ScoredImage(
        subject(event, camera, product),
        image.scoredAt(),
        image.model(),
        image.judgement(),
        image.difference(),
        image.timings());
  }

  /** A result without one. */
  public static ScoredImage skipped(String event, String camera, String product, Skip skip) {
    Outcome outcome =
        Outcome.skipped(
            subject(event, camera, product), SampleScores.NOW, new ModelLabel("fake", "7"), skip);
    return ((Outcome.Judged) outcome).image();
  }

  /** Returns when all are on the topic. */
  public void publish(Stream<ScoredImage> images) {
    images.forEach(
        image -> {
          ScoredRecord scored = new ScoredRecord(image, new SourceRecord(topics.images(), 0, 0));
          producer.send(
              new ProducerRecord<>(
                  topics.scores(),
                  image.cameraId().getBytes(UTF_8),
                  ScoredImageCodec.toBytes(scored)));
        });
    producer.flush();
  }

  public void publish(ScoredImage... images) {
    publish(Stream.of(images));
  }

  @Override
  public void close() {
    producer.close();
  }

  private static Subject subject(String event, String camera, String product) {
    return new Subject(event, camera, product, SampleScores.NOW, Map.of());
  }
}
