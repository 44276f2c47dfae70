package io.shotline.cli.catalog;

import static io.shotline.kafka.history.PublishedResults.judged;
import static io.shotline.kafka.history.PublishedResults.skipped;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.cli.CommandRun;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.Skip;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.view.ViewedPart;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.history.PublishedResults;
import io.shotline.kafka.topic.FeedbackTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.SampleScores;
import io.shotline.wire.FeedbackCodec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers to results on the topics of a real broker. */
@Timeout(600)
class FeedbackCommandIT {
  private static EmbeddedBroker broker;
  private static int number;
  private Topics topics;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.temporary(0);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void publishResults() {
    topics = new Topics("f" + number++ + ".");
    try (TopicAdmin admin = new TopicAdmin(cluster(), topics)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
    try (PublishedResults results = new PublishedResults(cluster(), topics)) {
      results.publish(
          judged("e-1", "camera-1", "cap", 0.3),
          skipped("e-1", "camera-1", "cap", Skip.DUPLICATE),
          judged("line/7", "camera-2", "lid", 0.4),
          skipped("e-2", "camera-2", "lid", new Skip(Skip.Reason.TOO_OLD, "waited 9 s")));
    }
  }

  @Test
  void shouldKeepWhatTheResultSaysWithTheAnswer() {
    CommandRun run = feedback("e-1", "false-alarm", "--by=night shift", "--note=dust");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines())
        .containsExactly("e-1 of product cap, camera camera-1, is noted as false-alarm");
    ViewedPart viewed = SampleScores.image("cap", "camera-1", 0.3).viewedPart();
    Feedback said = answers().get("e-1");
    assertThat(said.productId()).isEqualTo("cap");
    assertThat(said.verdict()).isEqualTo(Feedback.Verdict.FALSE_ALARM);
    assertThat(said.by()).isEqualTo("night shift");
    assertThat(said.note()).isEqualTo("dust");
    assertThat(said.answered())
        .isEqualTo(
            new Feedback.Answered(
                "camera-1",
                new ModelLabel("fake", "7"),
                viewed.view(),
                0.3,
                new ShotBasis("digest-1", 0.15, 4)));
  }

  @Test
  void shouldReplaceAnAnswerAlsoOneOfBefore() throws Exception {
    Feedback bare = before("e-1");
    Feedback unescaped = before("line/7");
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(cluster().producer())) {
      producer.send(record("e-1", bare)).get();
      producer.send(record("line/7/answer", unescaped)).get();
    }
    assertThat(answers()).containsOnly(Map.entry("e-1", bare), Map.entry("line/7", unescaped));

    feedback("e-1", "false-alarm");
    assertThat(answers().get("e-1").verdict()).isEqualTo(Feedback.Verdict.FALSE_ALARM);
    feedback("line/7", "false-alarm");
    feedback("line/7", "defect", "--product=lid");

    assertThat(answers()).containsOnlyKeys("e-1", "line/7");
    assertThat(answers().get("line/7").verdict()).isEqualTo(Feedback.Verdict.DEFECT);
  }

  @Test
  void shouldWriteNothingForAnEventWithoutAVerdict() {
    CommandRun unknown = feedback("e-3", "defect");
    CommandRun skipped = feedback("e-2", "defect");

    assertThat(List.of(unknown.code(), skipped.code())).containsOnly(1);
    assertThat(unknown.err())
        .containsPattern(
            "no result of event e-3 on topic f\\d+\\.scores \\(kept 7 days; there are 4 results"
                + " since 20[^)]+Z\\): take the event id from the alert");
    assertThat(skipped.err())
        .contains("no result of event e-2 ", " is a verdict: its image was SKIPPED (waited 9 s)");
    assertThat(answers()).isEmpty();
  }

  @Test
  void shouldRefuseAnotherProductThanTheResultHas() {
    CommandRun run = feedback("e-1", "defect", "--product=lid");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("--product lid: event e-1 shows product cap; leave --product");
    assertThat(answers()).isEmpty();
  }

  private static Feedback before(String event) {
    return new Feedback(event, "", Feedback.Verdict.DEFECT, "a test", SampleScores.NOW, "");
  }

  private ProducerRecord<byte[], byte[]> record(String key, Feedback said) {
    return new ProducerRecord<>(
        topics.feedback(), key.getBytes(UTF_8), FeedbackCodec.toBytes(said));
  }

  private Map<String, Feedback> answers() {
    try (FeedbackTopic topic = new FeedbackTopic(cluster(), topics)) {
      return topic.latest();
    }
  }

  private CommandRun feedback(String event, String verdict, String... more) {
    return CommandRun.of(
        Stream.concat(
                Stream.of(
                    "feedback",
                    "--bootstrap-servers=" + broker.bootstrapServers(),
                    "--topic-prefix=" + topics.prefix(),
                    "--event=" + event,
                    "--verdict=" + verdict),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static ClusterSettings cluster() {
    return ClusterSettings.of(broker.bootstrapServers());
  }
}
