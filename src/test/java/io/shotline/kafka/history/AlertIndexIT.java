package io.shotline.kafka.history;

import static io.shotline.kafka.history.SampleAlerts.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.line.AlertChange;
import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.AlertId;
import io.shotline.core.line.AlertPage;
import io.shotline.core.line.AlertPosition;
import io.shotline.core.line.AlertQuery;
import io.shotline.core.line.AlertState;
import io.shotline.core.line.AlertUpdate;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.line.Shelf;
import io.shotline.core.result.Feedback;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.FeedbackTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The alerts of a real broker, in memory and behind it. */
@Timeout(600)
class AlertIndexIT {
  private static EmbeddedBroker broker;
  private static ClusterSettings cluster;
  private static int number;
  private final MovableClock clock = new MovableClock(Instant.now());
  private Topics topics;
  private PublishedAlerts alerts;
  private AlertIndex index;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.temporary(0);
    cluster = ClusterSettings.of(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void makeTopics() {
    topics = new Topics("x" + number++ + ".");
    try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
    alerts = new PublishedAlerts(cluster, topics);
    index = new AlertIndex(cluster, topics, clock);
  }

  @AfterEach
  void close() {
    index.close();
    alerts.close();
  }

  @Test
  void shouldListTheNewestFirstAsAskedFor() {
    publish(0, "e-1", "camera-1", "cap");
    publish(1, "e-2", "camera-2", "lid");
    publish(0, "e-3", "camera-1", "lid");
    start(index);
    assertThat(ids(newest(9))).containsExactly("0-1", "1-0", "0-0");
    publish(1, "e-4", "camera-2", "cap");
    awaitNewest(index, "1-1");

    AlertPage first = index.find(AlertQuery.newest(3));
    assertThat(ids(first.alerts())).containsExactly("1-1", "0-1", "1-0");
    AlertPage rest = index.find(AlertQuery.newest(3).behind(first.next()));
    assertThat(ids(rest.alerts())).containsExactly("0-0");
    assertThat(rest.next()).isNull();
    AlertEntry one = index.get(new AlertId(1, 0)).orElseThrow();
    assertThat(ids(found(Set.of("lid"), Set.of(), null, null))).containsExactly("0-1", "1-0");
    assertThat(ids(found(Set.of("lid"), Set.of("camera-1"), null, null))).containsExactly("0-1");
    assertThat(ids(found(Set.of(), Set.of(), one.time(), null)))
        .containsExactly("1-1", "0-1", "1-0");
    assertThat(ids(found(Set.of(), Set.of(), null, one.time()))).containsExactly("0-0");
    assertThat(one.eventId()).isEqualTo("e-2");
    assertThat(one.result().residualMap()).isNull();
    assertThat(index.get(new AlertId(1, 77))).isEmpty();
    assertThat(index.get(new AlertId(9, 0))).isEmpty();
  }

  @Test
  void shouldKnowAfterARestartWhatPeopleSaid() {
    for (int i = 1; i < 5; i++) {
      publish(0, "line/" + i, "camera-" + i, "cap");
    }
    start(index);

    AlertUpdate seen = index.acknowledge(new AlertId(0, 0), "ann", "looked at it").orElseThrow();
    assertThat(seen.before().state()).isEqualTo(AlertState.UNACKNOWLEDGED);
    assertThat(seen.after().state()).isEqualTo(AlertState.ACKNOWLEDGED);
    answer(1, Feedback.Verdict.DEFECT, "bob");
    answer(1, Feedback.Verdict.FALSE_ALARM, "ann");
    Shelf shelf = shelve("camera-3", "");
    shelve("camera-4", "cap");
    assertThat(index.unshelve("camera-4", "cap")).isPresent();
    assertThat(index.unshelve("camera-4", "cap")).isEmpty();

    List<AlertEntry> before = newest(9);
    assertThat(before)
        .extracting(AlertEntry::state)
        .containsExactly(
            AlertState.UNACKNOWLEDGED,
            AlertState.SHELVED,
            AlertState.ANSWERED,
            AlertState.ACKNOWLEDGED);
    assertThat(before.get(2).handling().answer().verdict()).isEqualTo(Feedback.Verdict.FALSE_ALARM);
    assertThat(ids(inState(AlertState.SHELVED))).containsExactly("0-2");
    index.close();
    index = new AlertIndex(cluster, topics, clock);
    start(index);

    assertThat(newest(9)).isEqualTo(before);
    assertThat(index.shelves()).containsExactly(shelf);
    clock.set(shelf.until());
    assertThat(index.shelves()).isEmpty();
    assertThat(ids(inState(AlertState.UNACKNOWLEDGED))).containsExactly("0-3", "0-2");
  }

  @Test
  void shouldChangeNothingWhereTheSameIsSaidAgain() {
    publish(0, "e-1", "camera-1", "cap");
    start(index);
    AlertId id = new AlertId(0, 0);

    index.acknowledge(id, "ann", "seen");
    answer(0, Feedback.Verdict.DEFECT, "ann");
    Shelf shelf = shelve("camera-1", "");
    AlertEntry once = index.get(id).orElseThrow();
    clock.advance(Duration.ofSeconds(5));

    assertThat(index.acknowledge(id, "bob", "").orElseThrow().isChange()).isFalse();
    assertThat(index.acknowledge(id, "bob", "seen").orElseThrow().isChange()).isFalse();
    assertThat(answer(0, Feedback.Verdict.DEFECT, "bob").isChange()).isFalse();
    assertThat(index.shelve("camera-1", "", shelf.until(), "bob", "").isChange()).isFalse();
    assertThat(index.get(id)).contains(once);
    assertThat(index.acknowledge(id, "bob", "twice").orElseThrow().isChange()).isTrue();
    assertThat(index.acknowledge(new AlertId(0, 9), "ann", "")).isEmpty();
    assertThat(index.answer(new AlertId(7, 0), Feedback.Verdict.DEFECT, "ann", "")).isEmpty();
    assertThatThrownBy(() -> index.shelve("camera-1", "", clock.instant(), "bob", ""))
        .hasMessageContaining("until must be after now");
  }

  @Test
  void shouldAnswerSoThatTheLineLearnsFromIt() {
    publish(0, "e-1", "camera-1", "cap");
    start(index);

    answer(0, Feedback.Verdict.FALSE_ALARM, "ann");

    Feedback said = FeedbackTopic.read(cluster, topics).get("e-1");
    assertThat(said.productId()).isEqualTo("cap");
    assertThat(said.answered().cameraId()).isEqualTo("camera-1");
    assertThat(said.answered().view()).isNotNull();
    assertThat(said.answered().shots().digest()).isEqualTo("digest-1");
  }

  @Test
  void shouldTellListenersInEachInstanceWhatIsNew() {
    publish(0, "e-1", "camera-1", "cap");
    List<String> told = new CopyOnWriteArrayList<>();
    try (AlertIndex other = new AlertIndex(cluster, topics, clock)) {
      other.onChange(change -> told.add(words(change)));
      other.onChange(
          change -> {
            throw new IllegalStateException("a listener that fails");
          });
      other.start();
      start(index);
      Await.until("the other has read", other::isComplete);

      publish(1, "e-2", "camera-1", "cap");
      awaitNewest(other, "1-0");
      awaitNewest(index, "1-0");
      index.acknowledge(new AlertId(1, 0), "ann", "");
      Shelf shelf = shelve("", "cap");
      Await.until("the shelf", () -> told.size() >= 3);
      clock.set(shelf.until());
      Await.until("its end", () -> told.size() >= 4);
    }

    assertThat(told).containsExactly("new e-2", "e-2 ACKNOWLEDGED", "shelved cap", "unshelved cap");
  }

  @Test
  void shouldFindOlderAlertsOnTheirTopic() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int partition = i % 3 == 0 ? 0 : 1;
      publish(partition, "e-" + i, "camera-" + partition, "cap");
      all.add(0, "e-" + i);
    }
    try (AlertIndex small = new AlertIndex(cluster, topics, clock, 5, AlertIndex.MOST_BYTES)) {
      start(small);
      small.acknowledge(small.find(AlertQuery.newest(1)).alerts().get(0).id(), "ann", "");
      AlertEntry old = pages(small, AlertQuery.newest(7)).get(50);
      assertThat(small.acknowledge(old.id(), "ann", "").orElseThrow().isChange()).isTrue();

      assertThat(pages(small, AlertQuery.newest(7))).extracting(AlertEntry::eventId).isEqualTo(all);
      assertThat(small.get(old.id()).orElseThrow().state()).isEqualTo(AlertState.ACKNOWLEDGED);
      assertThat(pages(small, query(Set.of(), null, null, AlertState.ACKNOWLEDGED)))
          .extracting(AlertEntry::eventId)
          .containsExactly("e-59", "e-9");
      assertThat(pages(small, query(Set.of("camera-0"), null, null, null))).hasSize(20);
      AlertEntry older = pages(small, AlertQuery.newest(60)).get(55);
      assertThat(pages(small, query(Set.of(), older.time(), old.time(), null)))
          .extracting(AlertEntry::eventId)
          .containsExactly("e-8", "e-7", "e-6", "e-5", "e-4");
    }
  }

  @Test
  void shouldGoOnFromWhereItStoppedAfterManyRecords() {
    for (int i = 0; i < 3000; i++) {
      alerts.send(i % 2, PublishedAlerts.alert("e-" + i, "camera-" + i % 2, "cap"));
    }
    publish(0, "last", "camera-0", "lid");
    try (AlertIndex small = new AlertIndex(cluster, topics, clock, 10, AlertIndex.MOST_BYTES)) {
      start(small);

      assertThat(pages(small, AlertQuery.newest(200)))
          .extracting(AlertEntry::eventId)
          .hasSize(3001)
          .doesNotHaveDuplicates();
      assertThat(pages(small, query(Set.of("camera-1"), null, null, null))).hasSize(1500);
    }
  }

  @Test
  void shouldSayThatItIsNotReadYet() {
    assertThatThrownBy(() -> index.find(AlertQuery.newest(1)))
        .isInstanceOf(LineUnavailableException.class)
        .hasMessageContaining("still being read");
    assertThat(index.isComplete()).isFalse();
  }

  private void publish(int partition, String event, String camera, String product) {
    alerts.publish(partition, PublishedAlerts.alert(event, camera, product));
  }

  private static void start(AlertIndex started) {
    started.start();
    Await.until("all alerts are read", started::isComplete);
  }

  private static void awaitNewest(AlertIndex of, String id) {
    Await.until(
        "alert " + id, () -> ids(of.find(AlertQuery.newest(1)).alerts()).equals(List.of(id)));
  }

  private List<AlertEntry> newest(int limit) {
    return index.find(AlertQuery.newest(limit)).alerts();
  }

  private AlertUpdate answer(long offset, Feedback.Verdict verdict, String by) {
    return index.answer(new AlertId(0, offset), verdict, by, "").orElseThrow();
  }

  private Shelf shelve(String camera, String product) {
    // Records keep nanoseconds, this clock may have them.
    Instant until = clock.instant().plus(Duration.ofHours(1));
    return index.shelve(camera, product, until, "ann", "lamp").after();
  }

  private List<AlertEntry> found(
      Set<String> products, Set<String> cameras, Instant from, Instant until) {
    return index.find(new AlertQuery(products, cameras, from, until, Set.of(), 9, null)).alerts();
  }

  private List<AlertEntry> inState(AlertState state) {
    return index
        .find(new AlertQuery(Set.of(), Set.of(), null, null, Set.of(state), 9, null))
        .alerts();
  }

  private static AlertQuery query(
      Set<String> cameras, Instant from, Instant until, AlertState state) {
    Set<AlertState> states = state == null ? Set.of() : Set.of(state);
    return new AlertQuery(Set.of(), cameras, from, until, states, 7, null);
  }

  private static List<AlertEntry> pages(AlertIndex from, AlertQuery query) {
    List<AlertEntry> all = new ArrayList<>();
    AlertPosition next = null;
    do {
      AlertPage page = from.find(next == null ? query : query.behind(next));
      assertThat(page.alerts()).hasSizeLessThanOrEqualTo(query.limit());
      all.addAll(page.alerts());
      next = page.next();
    } while (next != null);
    return all;
  }

  private static String words(AlertChange change) {
    if (change instanceof AlertChange.Appeared appeared) {
      return "new " + appeared.alert().eventId();
    }
    if (change instanceof AlertChange.Handled handled) {
      return handled.alert().eventId() + " " + handled.alert().state();
    }
    return change instanceof AlertChange.Shelved shelved
        ? "shelved " + shelved.shelf().productId()
        : "unshelved " + ((AlertChange.Unshelved) change).shelf().productId();
  }
}
