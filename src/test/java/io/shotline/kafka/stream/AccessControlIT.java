package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.Scorer;
import io.shotline.core.line.AlertId;
import io.shotline.core.line.AlertImage;
import io.shotline.core.line.AlertQuery;
import io.shotline.core.product.Product;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import io.shotline.embedded.GuardedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.RecordingMonitor;
import io.shotline.kafka.catalog.CatalogCopy;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.history.AlertImages;
import io.shotline.kafka.history.AlertIndex;
import io.shotline.kafka.history.EventResult;
import io.shotline.kafka.history.EventSearch;
import io.shotline.kafka.history.PublishedAlerts;
import io.shotline.kafka.history.PublishedResults;
import io.shotline.kafka.history.RecordedAlert;
import io.shotline.kafka.history.RecordedAlerts;
import io.shotline.kafka.topic.FeedbackTopic;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.ThresholdTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.LabelModel;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.SourceRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the ACLs of {@code k8s} let their users do, on a broker that asks for them. */
@Timeout(600)
class AccessControlIT {
  private static final String SERVICE = "overlays/prod/kafka-user.yaml";
  private static final String SETUP = "kafka-setup-user.yaml";
  private static final String KEEPER = "kafka-keeper-user.yaml";
  private static final String OPERATOR = "kafka-operator-user.yaml";

  private GuardedBroker broker;

  @TempDir Path state;

  @BeforeEach
  void startBroker() throws Exception {
    broker = new GuardedBroker();
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void shouldLetTheServiceScoreLearnAndShowAlerts() throws Exception {
    try (Line line = new Line(broker.mastersServers(), "", state)) {
      allow(SERVICE, AclOperation.UNKNOWN);
      line.shots.add(shot(PRODUCT, "s1"));
      try (Line.Service service = start()) {
        Await.until("ready", service.streams()::isReady);
        line.send("e1", image(0.1));
        line.send("e2", image(0.7));
        line.resultsUntil("two scores and an alert", all -> all.size() == 3);
        try (AlertIndex alerts = new AlertIndex(users(), line.topics, Clock.systemUTC())) {
          alerts.start();
          Await.until("the alerts", alerts::isComplete);
          AlertId alert = alerts.find(AlertQuery.newest(1)).alerts().get(0).id();
          assertThat(alerts.image(alert)).isInstanceOf(AlertImage.Found.class);
          assertThat(alerts.acknowledge(alert, "ann", "")).isPresent();
        }
        try (ThresholdTopic learnt = new ThresholdTopic(line.cluster, line.topics)) {
          Await.until("the learner", () -> !learnt.latest().isEmpty());
        }
      }
    }
  }

  @Test
  void shouldAssumeADayForRemovalsWhereTheSettingsMayNotBeRead() throws Exception {
    try (Line line = new Line(broker.mastersServers(), "", state);
        TopicAdmin master = new TopicAdmin(line.cluster, line.topics);
        TopicAdmin user = new TopicAdmin(users(), line.topics)) {
      assertThat(master.tombstonesKept(CatalogCopy.TOPICS)).isEqualTo(Duration.ofDays(30));
      allow(SERVICE, AclOperation.DESCRIBE_CONFIGS);
      awaitKept(user, Duration.ofHours(24));

      allow(SERVICE, AclOperation.UNKNOWN);
      awaitKept(user, Duration.ofDays(30));
    }
  }

  /** The broker learns of rights a little after they were given. */
  private static void awaitKept(TopicAdmin user, Duration kept) {
    Await.until(
        "removals kept for " + kept, () -> user.tombstonesKept(CatalogCopy.TOPICS).equals(kept));
  }

  @Test
  void shouldLetTheSetupMakeDescribeAndUpgradeTopics() throws Exception {
    allow(SETUP, AclOperation.UNKNOWN);
    List<String> changes = new ArrayList<>();
    try (TopicAdmin setup = new TopicAdmin(users(), new Topics(""))) {
      assertThat(setup.create(TopicLayout.DEFAULT)).hasSize(TopicRole.values().length);
      assertThat(setup.describe()).allMatch(state -> state.differences().isEmpty());
      shorten("prompts");
      setup.upgrade(false, changes::add);
      assertThat(setup.describe()).allMatch(state -> state.differences().isEmpty());
    }
    assertThat(changes).containsExactly("set prompts: delete.retention.ms 1000 -> 2592000000");
  }

  @Test
  void shouldLetTheKeeperChangeShotsAndSettings() throws Exception {
    try (Line line = new Line(broker.mastersServers(), "", state)) {
      allow(KEEPER, AclOperation.WRITE);
      try (ShotTopic shots = new ShotTopic(users(), line.topics);
          ProductTopic products = new ProductTopic(users(), line.topics)) {
        assertThatThrownBy(() -> products.remove(PRODUCT))
            .hasMessageContaining("with transactional id shotline-products on ");
        allow(KEEPER, AclOperation.UNKNOWN);
        shots.add(shot(PRODUCT, "s1"));
        shots.remove(PRODUCT, "s1");
        assertThat(shots.list()).isEmpty();
        products.put(Product.withDefaults(PRODUCT));
        assertThat(products.remove(PRODUCT)).isTrue();
      }
    }
  }

  @Test
  void shouldLetTheOperatorAnswerAResult() throws Exception {
    try (Line line = new Line(broker.mastersServers(), "", state);
        PublishedResults results = new PublishedResults(line.cluster, line.topics);
        FeedbackTopic answers = new FeedbackTopic(line.cluster, line.topics)) {
      results.publish(PublishedResults.judged("e1", "camera-1", PRODUCT, 0.3));
      allow(OPERATOR, AclOperation.UNKNOWN);
      try (EventSearch search = new EventSearch(users(), line.topics, "e1");
          FeedbackTopic topic = new FeedbackTopic(users(), line.topics)) {
        EventResult found = search.run(Duration.ofMinutes(1));
        assertThat(found).isInstanceOf(EventResult.Judged.class);
        ScoredImage image = ((EventResult.Judged) found).image();
        topic.add(Feedback.of(image, Feedback.Verdict.DEFECT, "", StreamSamples.SCORE_TIME, ""));
      }
      assertThat(answers.latest()).containsOnlyKeys("e1");
    }
  }

  @Test
  void shouldLetTheOperatorSeeAlertsTheirImagesAndWhatWasAnswered() throws Exception {
    try (Line line = new Line(broker.mastersServers(), "", state);
        PublishedAlerts alerts = new PublishedAlerts(line.cluster, line.topics)) {
      AlertRecord alert =
          PublishedAlerts.alert("e1", new SourceRecord("images", 0, 0), EvidenceState.KEPT);
      alerts.keep(0, alert, image(0.7));
      alerts.publish(0, alert);
      allow(OPERATOR, AclOperation.UNKNOWN);
      List<RecordedAlert> read = new ArrayList<>();
      try (RecordedAlerts recorded =
              new RecordedAlerts(users(), line.topics, Instant.EPOCH, each -> true);
          AlertImages images = new AlertImages(users(), line.topics)) {
        Await.until("the alert", () -> read.addAll(recorded.poll(Duration.ofMillis(100))));
        assertThat(images.find(read.get(0), Duration.ZERO)).isPresent();
      }
      assertThat(FeedbackTopic.read(users(), line.topics)).isEmpty();
    }
  }

  private void shorten(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    ConfigEntry entry = new ConfigEntry(TopicConfig.DELETE_RETENTION_MS_CONFIG, "1000");
    try (Admin master = Admin.create(ClusterSettings.of(broker.mastersServers()).admin())) {
      master
          .incrementalAlterConfigs(
              Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private Line.Service start() {
    Scorer scorer = StreamSamples.scorer(new LabelModel(), new RecordingMonitor());
    StreamsService streams =
        new StreamsService(
            StreamsSettings.of(users(), new Topics(""), state), scorer, new RecordingMonitor());
    streams.start();
    return new Line.Service(streams, scorer);
  }

  private ClusterSettings users() {
    return new ClusterSettings(
        broker.usersServers(),
        Map.of(
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
                + GuardedBroker.USER
                + "\" password=\""
                + GuardedBroker.PASSWORD
                + "\";"),
        Duration.ofSeconds(15));
  }

  /** Gives the user what a manifest does, but for one operation. */
  private void allow(String manifest, AclOperation denied) throws Exception {
    List<AclBinding> bindings = ManifestRights.of(manifest, GuardedBroker.USER, denied);
    assertThat(bindings).isNotEmpty();
    try (Admin master = Admin.create(ClusterSettings.of(broker.mastersServers()).admin())) {
      master.createAcls(bindings).all().get();
    }
  }
}
