package io.shotline.kafka;

import io.shotline.core.image.Rejection;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what it is told. */
public final class RecordingMonitor implements ScoringMonitor {
  public final List<ScoredImage> scored = new CopyOnWriteArrayList<>();
  public final List<Rejection> rejected = new CopyOnWriteArrayList<>();
  public final List<Feedback> feedback = new CopyOnWriteArrayList<>();

  public final List<String> products = new CopyOnWriteArrayList<>();
  public final List<String> withoutShots = new CopyOnWriteArrayList<>();

  /** By camera, the last that was told. */
  public final Map<String, Integer> repeats = new ConcurrentHashMap<>();

  public final List<EvidenceState> evidence = new CopyOnWriteArrayList<>();
  public final AtomicInteger evidenceBytes = new AtomicInteger();

  public final AtomicInteger timesMoved = new AtomicInteger();

  @Override
  public void scored(ScoredImage image) {
    scored.add(image);
  }

  @Override
  public void alerted(EvidenceState state, int bytes) {
    evidence.add(state);
    evidenceBytes.addAndGet(bytes);
  }

  @Override
  public void pictureRepeated(String cameraId, int times) {
    repeats.put(cameraId, times);
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
