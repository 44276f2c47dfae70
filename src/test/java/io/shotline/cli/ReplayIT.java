package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.core.result.Feedback;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.FeedbackTopic;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.service.HttpSettings;
import io.shotline.service.ModelSettings;
import io.shotline.service.Service;
import io.shotline.service.ServiceSettings;
import io.shotline.tensorflow.ModelCopy;
import io.shotline.tensorflow.Reference;
import io.shotline.wire.ProductRecord;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recorded time scored again while the service that scored it runs. */
@Timeout(600)
class ReplayIT {
  private static final Topics TOPICS = new Topics("shift.");
  private static final List<TopicPartition> LIVE =
      Stream.of("images", "scores", "anomalies", "dead-letters")
          .flatMap(
              topic -> Stream.of(0, 1).map(number -> new TopicPartition("shift." + topic, number)))
          .toList();
  @TempDir private Path models;
  private final Instant start = Instant.now();
  private EmbeddedBroker broker;
  private ClusterSettings cluster;
  private Service service;

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

  @Test
  void shouldSayWhatAnotherModelAndThresholdWouldHaveChangedAndLeaveTheLineAlone()
      throws Exception {
    ModelCopy.in(models, "2");
    Map<TopicPartition, Long> before = ends();

    // In the middle square and with that model the stain scores 0.085 and the scratch 0.11.
    CommandRun run =
        replay(
            "--model=" + models,
            "--model-version=2",
            "--threshold=0.1",
            "--fit=centre",
            "--format=json");

    assertThat(run.err()).contains("8 images of topic shift.images");
    assertThat(run.code()).as(run.err()).isZero();
    List<JsonNode> lines = json(run);
    assertThat(lines)
        .filteredOn(line -> line.has("event"))
        .extracting(line -> line.get("event").asText())
        .containsExactlyInAnyOrder("stain-1", "stain-2");
    JsonNode change =
        lines.stream()
            .filter(line -> line.path("event").asText().equals("stain-1"))
            .findAny()
            .get();
    assertThat(change.at("/was/verdict").asText()).isEqualTo("ANOMALOUS");
    assertThat(change.get("verdict").asText()).isEqualTo("NORMAL");
    assertThat(change.get("threshold").asDouble()).isEqualTo(0.1);
    assertThat(change.get("feedback").asText()).isEqualTo("FALSE_ALARM");
    JsonNode sums = lines.get(lines.size() - 1).get("summary");
    assertThat(sums.get("model").asText()).isEqualTo("mini/2");
    assertThat(sums.at("/models_before/0").asText()).isEqualTo("mini/2");
    assertThat(sums.at("/verdicts/normal/normal").asInt()).isEqualTo(3);
    assertThat(sums.at("/verdicts/anomalous/normal").asInt()).isEqualTo(2);
    assertThat(sums.at("/verdicts/anomalous/anomalous").asInt()).isEqualTo(2);
    assertThat(sums.at("/verdicts/no verdict/unreadable").asInt()).isEqualTo(1);
    assertThat(sums.at("/unreadable/NOT_AN_IMAGE").asInt()).isEqualTo(1);
    assertThat(sums.at("/no_more_anomalous").asInt()).isEqualTo(2);
    assertThat(sums.at("/feedback/DEFECT/are_anomalous").asInt()).isEqualTo(1);
    assertThat(sums.at("/feedback/FALSE_ALARM/were_anomalous").asInt()).isEqualTo(1);
    assertThat(sums.at("/feedback/FALSE_ALARM/are_anomalous").asInt()).isZero();
    assertThat(ends()).isEqualTo(before);
    assertThat(service.isAlive()).isTrue();
    assertThat(written("shift.replay-scores"))
        .hasSize(7)
        .allSatisfy(
            scored -> {
              assertThat(scored.source().topic()).isEqualTo("shift.images");
              assertThat(scored.image().modelVersion()).isEqualTo("2");
              assertThat(scored.image().difference().viewedPart())
                  .extracting(part -> part.view().fit())
                  .isEqualTo(Fit.CENTRE);
            });
  }

  @Test
  void shouldPrintATableOfTheImagesOfACameraAndCountTheRest() {
    CommandRun run =
        replay(
            "--camera=camera-1",
            "--camera=camera-2",
            "--threshold=0.001",
            "--output-topic=shift.what-if");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("--camera camera-2: there is no image from it; cameras: camera-1, camera-22");
    assertThat(run.out())
        .contains("NORMAL    0.0", " -> ANOMALOUS 0.0", "normal-1 of plate at ")
        .contains("people called 1 of them defects: 1 were anomalous, 1 are now")
        .containsPattern("was normal +0 +2 +0 +0\n")
        .containsPattern("was anomalous +0 +2 +0 +0\n")
        .containsPattern("no verdict +0 +0 +0 +1\n")
        .contains("unreadable: 1 NOT_AN_IMAGE")
        .contains("5 images, before with mini/2, now with mini/2: 2 now anomalous, 0 no more")
        .endsWith("written to shift.what-if\n");
    assertThat(written("shift.what-if")).hasSize(4);
  }

  @Test
  void shouldGiveTheVerdictsOfThenWithTheThresholdsOfThen() throws Exception {
    Product plate = Product.withDefaults("plate").withThresholdRule(new ThresholdRule(0.9, null));
    try (ProductTopic products = new ProductTopic(cluster, TOPICS)) {
      products.put(new ProductRecord(plate, false));
    }

    CommandRun recorded = replay("--thresholds=recorded", "--format=json");
    CommandRun current =
        replay("--thresholds=current", "--format=json", "--output-topic=shift.now");

    assertThat(recorded.code()).as(recorded.err()).isZero();
    assertThat(changes(recorded)).isEmpty();
    assertThat(changes(current))
        .containsExactlyInAnyOrder("scratch-1", "stain-1", "scratch-2", "stain-2");
    assertThat(written("shift.replay-scores"))
        .extracting(scored -> scored.image().judgement().heldAgainst().source())
        .containsOnly(ThresholdSource.SHOTS);
    assertThat(replay("--thresholds=recorded", "--threshold=0.1").code()).isEqualTo(2);
  }

  private static List<String> changes(CommandRun run) throws Exception {
    return json(run).stream()
        .filter(line -> line.has("event"))
        .map(line -> line.get("event").asText())
        .toList();
  }

  private CommandRun replay(String... arguments) {
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
      // The eight, and an alert for each of four.
      for (int read = 0; read < 12; ) {
        read += results.poll(Duration.ofMillis(100)).size();
      }
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

  private Map<TopicPartition, Long> ends() {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(LIVE);
    }
  }

  private List<ScoredRecord> written(String topic) {
    List<ScoredRecord> written = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(at -> at).sum();
      while (partitions.stream().mapToLong(consumer::position).sum() < end) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record ->
                    written.add(ScoredImageCodec.parse(record.value()).asOptional().orElseThrow()));
      }
    }
    return written;
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static List<JsonNode> json(CommandRun run) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.lines()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }
}
