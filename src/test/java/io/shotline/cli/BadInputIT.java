package io.shotline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection.Reason;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsService;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.tensorflow.Reference;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.DeadLetterRecord;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.StreamResult;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cameras should never send, with the real model and a real broker. */
@Timeout(600)
class BadInputIT {
  private static final Topics TOPICS = new Topics("bad.");

  @Test
  void shouldAnswerEachBadInputWithItsReasonAndScoreTheNextImage(@TempDir Path state)
      throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0);
        Scorer scorer =
            new Scorer(
                Reference.miniModel(),
                ImageLimits.DEFAULT,
                new BatchSettings(2, Duration.ZERO, 0, 8),
                64 << 20,
                ScoringMonitor.NONE,
                Clock.systemUTC())) {
      ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
      publishCatalog(cluster);
      try (StreamsService service =
              new StreamsService(
                  StreamsSettings.of(cluster, TOPICS, state), scorer, ScoringMonitor.NONE);
          ResultReader results = new ResultReader(cluster, TOPICS);
          Producer<byte[], byte[]> producer = producer(broker)) {
        service.start();
        for (Map.Entry<Reason, byte[]> bad : badInputs().entrySet()) {
          send(producer, bad.getKey() == Reason.EMPTY_VALUE ? null : bad.getValue());
          assertThat(((DeadLetterRecord) next(results)).reason()).isEqualTo(bad.getKey().name());
          send(producer, event("good", "plate", Reference.image("shot_1.png")));
          assertThat(((ScoredRecord) next(results)).image().score()).isLessThan(0.03);
        }
      }
    }
  }

  private static Map<Reason, byte[]> badInputs() {
    byte[] jpeg = Reference.image("stain_rgb_640x480.jpg").bytes();
    byte[] png = Reference.image("shot_0.png").bytes();
    byte[] random = new byte[5000];
    new Random(5).nextBytes(random);
    Map<Reason, byte[]> inputs = new LinkedHashMap<>();
    inputs.put(Reason.EMPTY_VALUE, new byte[0]);
    inputs.put(Reason.MALFORMED_MESSAGE, random);
    inputs.put(Reason.UNDECODABLE_IMAGE, plate(Arrays.copyOf(jpeg, jpeg.length / 2)));
    byte[] bomb = Arrays.copyOf(png, 1000);
    ByteBuffer.wrap(bomb).putInt(16, 30_000).putInt(20, 30_000);
    inputs.put(Reason.TOO_MANY_PIXELS, plate(bomb));
    inputs.put(Reason.NOT_AN_IMAGE, plate("serial;state\n4711;ok\n".getBytes(UTF_8)));
    inputs.put(Reason.EMPTY_IMAGE, plate(new byte[0]));
    inputs.put(Reason.UNKNOWN_PRODUCT, event("u", "bottle", new EncodedImage(jpeg)));
    inputs.put(Reason.NO_SHOTS, event("n", "cable", new EncodedImage(jpeg)));
    inputs.put(Reason.TOO_MANY_BYTES, plate(Arrays.copyOf(jpeg, 17_000_000)));
    return inputs;
  }

  private static byte[] plate(byte[] image) {
    return event("bad", "plate", new EncodedImage(image));
  }

  private static byte[] event(String id, String product, EncodedImage image) {
    return ImageEventCodec.toBytes(
        new ImageEvent(id, "camera-9", product, Instant.now(), image, Map.of()));
  }

  private static void publishCatalog(ClusterSettings cluster) {
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
    try (ShotTopic shots = new ShotTopic(cluster, TOPICS);
        ProductTopic products = new ProductTopic(cluster, TOPICS)) {
      EncodedImage shot = Reference.image("shot_0.png");
      shots.add(new Shot("plate", "shot_0", shot, Instant.now(), "test"));
      products.put(Product.withDefaults("cable"));
    }
  }

  private static Producer<byte[], byte[]> producer(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "max.request.size", 32 << 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void send(Producer<byte[], byte[]> producer, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>("bad.images", "camera-9".getBytes(UTF_8), value)).get();
  }

  private static StreamResult next(ResultReader results) {
    while (true) {
      for (StreamResult result : results.poll(Duration.ofMillis(200))) {
        if (!(result instanceof AlertRecord)) {
          return result;
        }
      }
    }
  }
}
