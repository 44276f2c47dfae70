package io.shotline.kafka;

import io.shotline.core.Feedback;
import io.shotline.core.Rejection;
import io.shotline.core.ScoredImage;
import io.shotline.core.ScoringMonitor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what it is told. */
final class RecordingMonitor implements ScoringMonitor {
  final List<ScoredImage> scored = new CopyOnWriteArrayList<>();
  final List<Rejection> rejected = new CopyOnWriteArrayList<>();
  final List<Feedback> feedback = new CopyOnWriteArrayList<>();

  final List<String> products = new CopyOnWriteArrayList<>();
  final List<String> withoutShots = new CopyOnWriteArrayList<>();

  final AtomicInteger timesMoved = new AtomicInteger();

  @Override
  public void scored(ScoredImage image) {
    scored.add(image);
  }

  @Override
  public void rejected(Rejection rejection) {
    rejected.add(rejection);
  }

  @Override
  public void feedback(Feedback said) {
    feedback.add(said);
  }

  @Override
  public void productKnown(String productId) {
    products.add(productId);
  }

  @Override
  public void shotsRemoved(String productId) {
    withoutShots.add(productId);
  }

  @Override
  public void imagesMoved() {
    timesMoved.incrementAndGet();
  }
}
