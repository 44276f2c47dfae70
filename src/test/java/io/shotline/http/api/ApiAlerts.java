package io.shotline.http.api;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Region;
import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.AlertChange;
import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.AlertId;
import io.shotline.core.line.AlertImage;
import io.shotline.core.line.AlertPage;
import io.shotline.core.line.AlertPosition;
import io.shotline.core.line.AlertQuery;
import io.shotline.core.line.AlertUpdate;
import io.shotline.core.line.Alerts;
import io.shotline.core.line.Answer;
import io.shotline.core.line.Handling;
import io.shotline.core.line.ImagePlace;
import io.shotline.core.line.Shelf;
import io.shotline.core.line.ShelfUpdate;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.Feedback;
import io.shotline.testing.SampleScores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Alerts in memory: 0-0 to 0-4, one a second, of two cameras and products in turn. */
final class ApiAlerts implements Alerts {
  static final Instant NOW = SampleScores.NOW;

  final Map<AlertId, AlertImage> images = new HashMap<>();
  @Nullable AlertQuery asked;
  private final NavigableMap<AlertPosition, AlertEntry> alerts = new TreeMap<>();
  private final List<Shelf> shelves = new ArrayList<>();

  ApiAlerts() {
    for (int i = 0; i < 5; i++) {
      AlertEntry alert =
          new AlertEntry(
              new AlertId(0, i),
              NOW.plusSeconds(i),
              SampleScores.image("product-" + i % 2, "camera-" + i % 2, 0.5),
              new Region(1, 2, 3, 4),
              EvidenceState.KEPT,
              new ImagePlace("images", 0, i),
              Handling.NONE);
      alerts.put(alert.position(), alert);
    }
  }

  void keep(AlertId id, EncodedImage image) {
    images.put(id, new AlertImage.Found(image, SampleScores.image("cap", "camera-1", 0.5)));
  }

  @Override
  public synchronized AlertPage find(AlertQuery query) {
    asked = query;
    List<AlertEntry> all =
        alerts.descendingMap().values().stream()
            .filter(alert -> query.isAbout(alert) && query.wants(alert.state()))
            .toList();
    return all.size() <= query.limit()
        ? new AlertPage(all, null)
        : new AlertPage(all.subList(0, query.limit()), all.get(query.limit() - 1).position());
  }

  @Override
  public synchronized Optional<AlertEntry> get(AlertId id) {
    return alerts.values().stream().filter(alert -> alert.id().equals(id)).findAny();
  }

  @Override
  public synchronized AlertImage image(AlertId id) {
    return images.getOrDefault(id, new AlertImage.Unknown());
  }

  @Override
  public synchronized Optional<AlertUpdate> acknowledge(AlertId id, String by, String note) {
    return get(id)
        .map(
            alert -> {
              Acknowledgement seen = alert.handling().acknowledgement();
              return seen != null && seen.note().equals(note)
                  ? new AlertUpdate(alert, alert)
                  : put(
                      alert,
                      alert.handling().with(new Acknowledgement(alert.eventId(), by, NOW, note)));
            });
  }

  @Override
  public synchronized Optional<AlertUpdate> answer(
      AlertId id, Feedback.Verdict verdict, String by, String note) {
    return get(id)
        .map(alert -> put(alert, alert.handling().with(new Answer(verdict, by, NOW, note))));
  }

  @Override
  public synchronized List<Shelf> shelves() {
    return List.copyOf(shelves);
  }

  @Override
  public synchronized ShelfUpdate shelve(
      String cameraId, String productId, Instant until, String by, String note) {
    Shelf shelf = new Shelf(cameraId, productId, until, by, NOW, note);
    Shelf before = unshelve(cameraId, productId).orElse(null);
    shelves.add(shelf);
    return new ShelfUpdate(before, shelf);
  }

  @Override
  public synchronized Optional<Shelf> unshelve(String cameraId, String productId) {
    Optional<Shelf> found =
        shelves.stream()
            .filter(s -> s.cameraId().equals(cameraId) && s.productId().equals(productId))
            .findAny();
    found.ifPresent(shelves::remove);
    return found;
  }

  @Override
  public boolean isComplete() {
    return true;
  }

  @Override
  public void onChange(Consumer<AlertChange> listener) {
    throw new UnsupportedOperationException("nobody listens");
  }

  private AlertUpdate put(AlertEntry before, Handling handling) {
    AlertEntry after = before.with(handling);
    alerts.put(after.position(), after);
    return new AlertUpdate(before, after);
  }
}
