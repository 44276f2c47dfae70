package io.shotline.core;

import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringMonitor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What the metrics hear of the models and banks of a test. */
public final class SeenSwaps implements ScoringMonitor {
  public final List<String> swaps = new CopyOnWriteArrayList<>();
  public final List<String> built = new CopyOnWriteArrayList<>();
  public final AtomicInteger hits = new AtomicInteger();

  @Override
  public void modelSwapped(ModelCard card) {
    swaps.add(card.label());
  }

  @Override
  public void bankBuilt(String productId, List<String> shotDigests) {
    built.add(productId);
  }

  @Override
  public void bankHit() {
    hits.incrementAndGet();
  }
}
