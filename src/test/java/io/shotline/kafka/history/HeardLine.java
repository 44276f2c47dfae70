package io.shotline.kafka.history;

import io.shotline.core.line.CameraState;
import io.shotline.core.line.DeadLetter;
import io.shotline.core.line.LineListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what it is told of a line. */
final class HeardLine implements LineListener {
  final List<CameraState> judged = new CopyOnWriteArrayList<>();
  final List<DeadLetter> rejected = new CopyOnWriteArrayList<>();

  @Override
  public void judged(CameraState camera) {
    judged.add(camera);
  }

  @Override
  public void rejected(DeadLetter letter) {
    rejected.add(letter);
  }
}
