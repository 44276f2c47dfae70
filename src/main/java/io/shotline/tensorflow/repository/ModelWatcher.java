package io.shotline.tensorflow.repository;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Scorer;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelScorer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for a new version of the model now and then and has the scorer swap to it. Looking is what
 * works on every mount, network folders and those of orchestrators included. One thread of its own;
 * whoever makes it closes it, before the scorer.
 */
public final class ModelWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelWatcher.class);

  private final ModelVersions versions;
  private final DeviceSettings devices;
  private final Scorer scorer;
  private final ScoringMonitor monitor;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Duration every;
  private final Thread thread;
  private boolean unreadable;

  /**
   * Makes the watcher; it looks for nothing before {@link #start}.
   *
   * @param versions have given the scorer its model
   * @param every how often to look; zero for never
   */
  public ModelWatcher(
      ModelVersions versions,
      DeviceSettings devices,
      Scorer scorer,
      ScoringMonitor monitor,
      Duration every) {
    this.versions = requireNonNull(versions, "versions");
    this.devices = requireNonNull(devices, "devices");
    this.scorer = requireNonNull(scorer, "scorer");
    this.monitor = requireNonNull(monitor, "monitor");
    this.every = requireNonNull(every, "every");
    this.thread = new Thread(this::run, "shotline-model-watcher");
    thread.setDaemon(true);
  }

  /** Looks from now on, unless the version is pinned. */
  public void start() {
    if (!every.isZero() && !versions.isPinned()) {
      thread.start();
    }
  }

  /** Looks once; if a version is new and whole, returns when it scores or was refused. */
  public void poll() throws InterruptedException {
    Optional<ModelFolder> fresh = fresh();
    if (fresh.isEmpty()) {
      return;
    }
    ModelFolder folder = fresh.get();
    LOG.info("model folder {} is new and is tried", folder.version());
    try {
      scorer.swap(SavedModelScorer.load(folder, devices));
      versions.serves(folder);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // The error too: a model too large for two must not end the one that serves.
      refuse(folder, e);
    }
  }

  private void refuse(ModelFolder folder, Throwable failure) throws InterruptedException {
    if (closed.getCount() == 0) {
      throw new InterruptedException("closed while a model was tried");
    }
    versions.refuse(folder);
    monitor.modelRefused();
    LOG.warn(
        "model folder {} is not used, {} serves on; it is tried again when its files change: {}",
        folder.version(),
        scorer.card().label(),
        SavedModelScorer.reason(failure));
  }

  private Optional<ModelFolder> fresh() {
    try {
      Optional<ModelFolder> fresh = versions.fresh();
      unreadable = false;
      return fresh;
    } catch (IOException | RuntimeException e) {
      if (!unreadable) {
        unreadable = true;
        LOG.warn("no new version of the model can be seen: {}", SavedModelScorer.reason(e));
      }
      return Optional.empty();
    }
  }

  /** Waits for what is under way: a native call cannot be left behind. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        poll();
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }
}
