package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ModelFailedException;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine that images enter, and its swap for another one. Entering costs an image a volatile
 * read and a count. Owned by the scorer.
 */
final class Engines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  private final Function<ScoringModel, Engine> make;
  private final int maxBatch;
  private final ScoringMonitor monitor;
  private volatile Engine serving;
  private boolean closed;

  /**
   * @param make an engine that owns the model
   * @param maxBatch the most images in one run
   */
  Engines(
      ScoringModel model,
      Function<ScoringModel, Engine> make,
      int maxBatch,
      ScoringMonitor monitor) {
    this.make = requireNonNull(make, "make");
    this.maxBatch = maxBatch;
    this.monitor = requireNonNull(monitor, "monitor");
    this.serving = make.apply(model);
  }

  /**
   * The engine for an image, which leaves it in the end.
   *
   * @throws ModelFailedException if this is closed
   */
  Engine enter() {
    while (true) {
      Engine engine = serving;
      if (engine.enter()) {
        return engine;
      }
      // A swap comes before the end of the old engine: this one was closed and not swapped.
      if (engine == serving) {
        throw new ModelFailedException("nothing can be scored any more: it is closed", null);
      }
    }
  }

  /** The engine that images enter now; it may be closed at any time. */
  Engine serving() {
    return serving;
  }

  /** Tries the model that serves before images enter. */
  void rehearse() throws InterruptedException {
    new ModelTrial(serving, maxBatch).run();
  }

  /** Tries the model and lets images enter its engine; closes it if it cannot be used. */
  void swap(ScoringModel model) throws InterruptedException {
    Engine fresh = make.apply(model);
    boolean serves = false;
    try {
      new ModelTrial(fresh, maxBatch).run(serving);
      serves = serve(fresh);
    } finally {
      if (!serves) {
        fresh.leave();
      }
    }
  }

  private synchronized boolean serve(Engine fresh) {
    if (closed) {
      return false;
    }
    Engine old = serving;
    ModelCard card = fresh.model().card();
    serving = fresh;
    monitor.modelSwapped(card);
    LOG.info("model {} scores from now on, after {}", card.label(), old.model().card().label());
    old.leave();
    return true;
  }

  /** Images still waiting fail; the model is closed after the last one. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      serving.batcher().close();
      serving.leave();
    }
  }
}
