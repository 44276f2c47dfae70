package io.shotline.cli;

import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Shot;
import io.shotline.core.result.Feedback;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.FeedbackTopic;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.service.HttpSettings;
import io.shotline.service.ModelSettings;
import io.shotline.service.Service;
import io.shotline.service.ServiceSettings;
import io.shotline.tensorflow.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A service that scored a shift of two cameras, and commands that replay it. */
abstract class ReplayedShift {
  static final Topics TOPICS = new Topics("shift.");
  private static final List<TopicPartition> LIVE =
      Stream.of("images", "scores", "anomalies", "dead-letters")
          .flatMap(
              topic -> Stream.of(0, 1).map(number -> new TopicPartition("shift." + topic, number)))
          .toList();
  final Instant start = Instant.now();
  EmbeddedBroker broker;
  ClusterSettings cluster;
  Service service;

  @BeforeEach
  void scoreAShift(@TempDir Path state) throws Exception {
    broker = EmbeddedBroker.temporary(0);
    cluster = ClusterSettings.of(broker.bootstrapServers());
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
    try (ShotTopic shots = new ShotTopic(cluster, TOPICS)) {
      shots.add(new Shot("plate", "s0", Reference.image("shot_0.png"), Instant.now(), "test"));
    }
    service =
        Service.start(
            ServiceSettings.of(
                    ModelSettings.of(Path.of("model/mini")),
                    StreamsSettings.of(cluster, TOPICS, state))
                .withHttp(HttpSettings.DEFAULT.withPort(0)));
    publish();
    try (FeedbackTopic feedback = new FeedbackTopic(cluster, TOPICS)) {
      feedback.add(said("scratch-1", Feedback.Verdict.DEFECT));
      feedback.add(said("stain-1", Feedback.Verdict.FALSE_ALARM));
    }
  }

  @AfterEach
  void stop() {
    service.close();
    broker.close();
  }

  CommandRun replay(String... arguments) {
    List<String> all = new ArrayList<>(List.of("replay", "--topic-prefix=shift."));
    all.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
    all.addAll(List.of(arguments));
    if (Stream.of(arguments).noneMatch(argument -> argument.startsWith("--from"))) {
      all.add("--from=" + start);
    }
    return CommandRun.of(all.toArray(String[]::new));
  }

  /** Two cameras; returns when all have their result. */
  private void publish() {
    EncodedImage text = new EncodedImage(new byte[] {'t', 'e', 'x', 't'});
    try (ResultReader results = new ResultReader(cluster, TOPICS);
        ImagePublisher publisher = new ImagePublisher(cluster, TOPICS)) {
      send(publisher, "camera-1", "normal-1", Reference.image("normal_rgb_320x256.png"));
      send(publisher, "camera-1", "scratch-1", Reference.image("scratch_rgb_320x256.png"));
      send(publisher, "camera-1", "text", text);
      send(publisher, "camera-1", "stain-1", Reference.image("stain_rgb_240x240.png"));
      send(publisher, "camera-1", "normal-2", Reference.image("shot_1.png"));
      send(publisher, "camera-22", "scratch-2", Reference.image("scratch_rgb_320x256.png"));
      send(publisher, "camera-22", "stain-2", Reference.image("stain_rgb_240x240.png"));
      send(publisher, "camera-22", "normal-3", Reference.image("shot_2.png"));
      // A repeat, which is no image more.
      send(publisher, "camera-22", "scratch-2", Reference.image("scratch_rgb_320x256.png"));
      // The nine, and an alert for each of four.
      for (int read = 0; read < 13; ) {
        read += results.poll(Duration.ofMillis(100)).size();
      }
    }
  }

  /** One more image of camera-1. */
  void again(String eventId, String file) {
    try (ImagePublisher publisher = new ImagePublisher(cluster, TOPICS)) {
      send(publisher, "camera-1", eventId, Reference.image(file));
    }
  }

  private static void send(
      ImagePublisher publisher, String camera, String eventId, EncodedImage image) {
    publisher
        .publish(new ImageEvent(eventId, camera, "plate", Instant.now(), image, Map.of()))
        .join();
  }

  private static Feedback said(String eventId, Feedback.Verdict verdict) {
    return new Feedback(eventId, "plate", verdict, "a test", Instant.now(), "");
  }

  Map<TopicPartition, Long> ends() {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(LIVE);
    }
  }

  Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
