package io.shotline.tensorflow.repository;

import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringMonitor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the metrics hear of the models and banks of a test. */
public final class SeenSwaps implements ScoringMonitor {
  public final List<String> events = new CopyOnWriteArrayList<>();

  @Override
  public void modelSwapped(ModelCard card) {
    events.add("swapped " + card.label());
  }

  @Override
  public void modelRefused() {
    events.add("refused");
  }

  @Override
  public void bankBuilt(String productId, List<String> shotDigests) {
    events.add("built " + productId);
  }
}
