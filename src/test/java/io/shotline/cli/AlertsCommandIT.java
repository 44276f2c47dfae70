package io.shotline.cli;

import static io.shotline.kafka.history.PublishedAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.core.line.Acknowledgement;
import io.shotline.core.result.Feedback;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.history.PublishedAlerts;
import io.shotline.kafka.topic.FeedbackTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts printed from the topic of a real broker. */
@Timeout(600)
class AlertsCommandIT {
  private static EmbeddedBroker broker;
  private static int number;
  private Topics topics;
  private PublishedAlerts alerts;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.temporary(0);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void makeTopics() {
    topics = new Topics("a" + number++ + ".");
    try (TopicAdmin admin = new TopicAdmin(cluster(), topics)) {
      admin.create(new TopicLayout(3, (short) 1));
    }
    alerts = new PublishedAlerts(cluster(), topics);
  }

  @AfterEach
  void closeTopics() {
    alerts.close();
  }

  @Test
  void shouldPrintALineForEachAlertTheNewestLast() {
    alerts.publish(1, alert("e-1", "camera-1", "cap"));
    alerts.publish(0, alert("e-2", "camera-2", "lid"));
    alerts.publish(1, alert("e-3\u001b[2J", "camera-1", "cap"));
    answer("e-2", Feedback.Verdict.FALSE_ALARM);
    answer("e-2", Feedback.Verdict.DEFECT);

    CommandRun run = alerts();

    assertThat(run.code()).as(run.err()).isZero();
    String time = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)";
    String found =
        "  1.80 times the threshold  look at 290,10 \\(20 x 20 pixels\\), top right  event ";
    assertThat(run.lines())
        .satisfiesExactly(
            line -> assertThat(line).matches(time + "  camera-1  cap" + found + "e-1  file=.*"),
            line ->
                assertThat(line)
                    .matches(
                        time
                            + "  camera-2  lid"
                            + found
                            + "e-2  file=part-7.jpg  called a defect by ann"),
            line -> assertThat(line).matches(".*event e-3\\?\\[2J  file=part-7.jpg"));
    assertThat(run.err()).matches("3 alerts since " + time + "\n");
  }

  @Test
  void shouldPrintTheMessageAsJsonWithTheAnswer() throws Exception {
    Instant yesterday = Instant.parse("2026-03-04T05:06:07Z");
    alerts.publish(2, alert("e-1", "camera-1", "cap", yesterday, 2));
    alerts.publish(0, alert("e-2", "camera-1", "cap"));
    answer("e-2", Feedback.Verdict.FALSE_ALARM);

    List<JsonNode> lines = json(alerts("--format=json"));

    assertThat(lines).hasSize(2);
    JsonNode first = lines.get(0);
    assertThat(first.at("/scored_image/event_id").asText()).isEqualTo("e-1");
    assertThat(first.at("/scored_image/captured_at").asText()).isEqualTo("2026-03-04T05:06:07Z");
    assertThat(first.at("/scored_image/ratio").asDouble()).isEqualTo(1.8);
    assertThat(first.at("/scored_image/attributes/file").asText()).isEqualTo("part-7.jpg");
    assertThat(first.at("/hottest_region/x").asInt()).isEqualTo(290);
    assertThat(first.at("/evidence").asText()).isEqualTo("EVIDENCE_STATE_OFF");
    assertThat(first.has("feedback")).isFalse();
    assertThat(lines.get(1).at("/feedback/verdict").asText())
        .isEqualTo("FEEDBACK_VERDICT_FALSE_ALARM");
    assertThat(lines.get(1).at("/acknowledgement/by").asText()).isEqualTo("bob");
  }

  @Test
  void shouldPrintAlertsOfAProductOrACameraAloneAndNameThoseThatThereAre() throws Exception {
    alerts.publish(0, alert("e-1", "camera-1", "cap"));
    alerts.publish(1, alert("e-2", "camera-2", "cap"));
    alerts.publish(2, alert("e-3", "camera-2", "lid"));

    assertThat(events("--product=cap")).containsExactly("e-1", "e-2");
    assertThat(events("--camera=camera-2", "--product=cap")).containsExactly("e-2");
    assertThat(events("--product=cap", "--product=lid")).containsExactly("e-1", "e-2", "e-3");
    CommandRun none = alerts("--product=cup", "--camera=camera-9");
    assertThat(none.code()).isZero();
    assertThat(none.out()).isEmpty();
    assertThat(none.err())
        .contains("--product cup: there is no alert of it; products with alerts: cap, lid\n")
        .contains("--camera camera-9: there is no alert of it; cameras with alerts: camera-1, ")
        .contains("no alerts since 20");
  }

  @Test
  void shouldBeginAtTheTimeThatIsAskedFor() throws Exception {
    assertThat(alerts().err()).startsWith("no alerts since 20");
    alerts.publish(0, alert("e-1", "camera-1", "cap"));
    Instant between = Instant.now();
    alerts.publish(1, alert("e-2", "camera-2", "cap"));

    assertThat(events("--since=" + between)).containsExactly("e-2");
    assertThat(events("--since=1h")).containsExactly("e-1", "e-2");
    CommandRun late = alerts("--since=2999-01-01T00:00:00Z");
    assertThat(late.code()).isEqualTo(2);
    assertThat(late.err()).contains("--since must be before now, ");
  }

  @Test
  void shouldLeaveOutWhatIsNoAlertAndSaySo() throws Exception {
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(cluster().producer())) {
      producer.send(new ProducerRecord<>(topics.anomalies(), 0, null, new byte[] {1})).get();
    }
    alerts.publish(0, alert("e-1", "camera-1", "cap"));

    CommandRun run = alerts();

    assertThat(run.lines()).hasSize(1);
    assertThat(run.err())
        .contains("1 records of topic " + topics.anomalies() + " are no alerts and are left out");
  }

  @Test
  void shouldSayInALineWhatIsWrongWithTheCluster() {
    CommandRun run =
        CommandRun.of(
            "alerts", "--bootstrap-servers=" + broker.bootstrapServers(), "--topic-prefix=no.");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("no.anomalies").contains("topics create").hasLineCount(1);
  }

  @Test
  void shouldGoOnWithAlertsAsTheyComeUntilItIsStopped(@TempDir Path folder) throws Exception {
    alerts.publish(0, alert("e-1", "camera-1", "cap"));
    try (Launched run = Launched.start(folder, Map.of(), arguments("--follow"))) {
      run.awaitOutput("event e-1");
      alerts.publish(2, alert("e-2", "camera-2", "cap"));
      run.awaitOutput("event e-2");
      alerts.publish(0, alert("e-3", "camera-2", "cap"));
      run.awaitOutput("event e-3");

      assertThat(run.interrupt()).isZero();
      assertThat(run.out().lines()).hasSize(3);
      assertThat(run.err()).startsWith("1 alert since ").hasLineCount(1);
    }
  }

  @Test
  void shouldReadThousandsOfAlertsInASmallHeap(@TempDir Path folder) throws Exception {
    int count = 20_000;
    Instant now = Instant.now();
    for (int i = 0; i < count; i++) {
      alerts.send(i * 3 / count, alert("e-" + i, "camera-" + i % 7, "cap", now, 48));
    }
    alerts.close();
    // Their maps alone are 180 MB.
    Map<String, String> heap = Map.of("SHOTLINE_JAVA_OPTIONS", "-Xms32m -Xmx64m");

    try (Launched run = Launched.start(folder, heap, arguments())) {
      int code = run.await();
      assertThat(code).as("%s", run).isZero();
      assertThat(run.err()).contains(count + " alerts since ");
      List<String> times = run.out().lines().map(line -> line.substring(0, 25)).toList();
      assertThat(times).hasSize(count).isSorted();
    }
  }

  private List<String> events(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--format=json");
    return json(alerts(all.toArray(String[]::new))).stream()
        .map(line -> line.at("/scored_image/event_id").asText())
        .toList();
  }

  private static List<JsonNode> json(CommandRun run) throws Exception {
    assertThat(run.code()).as(run.err()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.lines()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private void answer(String event, Feedback.Verdict verdict) {
    try (FeedbackTopic topic = new FeedbackTopic(cluster(), topics)) {
      topic.add(new Feedback(event, "cap", verdict, "ann", Instant.now(), ""));
      topic.add(new Acknowledgement(event, "bob", Instant.now(), ""));
    }
  }

  private CommandRun alerts(String... options) {
    return CommandRun.of(arguments(options));
  }

  private String[] arguments(String... options) {
    List<String> all = new ArrayList<>();
    all.add("alerts");
    all.add("--bootstrap-servers=" + broker.bootstrapServers());
    all.add("--topic-prefix=" + topics.prefix());
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  private static ClusterSettings cluster() {
    return ClusterSettings.of(broker.bootstrapServers());
  }
}
