package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.product.Catalog;
import io.shotline.core.product.Product;
import io.shotline.failure.OncePerMinuteEach;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the shots of products say of each other, for people who look at lists of them. It is asked
 * of the scorer once for each change of a product, of one product at a time on a thread of its own:
 * readers of lists take no more of the machine than that. Safe for use by many threads.
 */
public final class ShotReports implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShotReports.class);

  /** Of those that were not asked for longest are forgotten. */
  private static final int MOST_PRODUCTS = 256;

  private static final int MOST_IN_QUEUE = 64;

  /** Fewer than the threads that answer people, so that some are left for other questions. */
  private static final int MOST_WAITING = 2;

  /** What a report is of. */
  private record Basis(long revision, Product settings, String model) {}

  private record Known(Basis basis, FutureTask<ShotReport> report) {}

  private final Scorer scorer;
  private final Duration patience;
  private final Semaphore places = new Semaphore(MOST_WAITING);
  private final OncePerMinuteEach turns = new OncePerMinuteEach();
  private final ThreadPoolExecutor worker;
  private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Makes it.
   *
   * @param scorer stays the caller's
   * @param patience how long a call waits for a report
   */
  public ShotReports(Scorer scorer, Duration patience) {
    this.scorer = requireNonNull(scorer, "scorer");
    this.patience = requireNonNull(patience, "patience");
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_IN_QUEUE),
            task -> {
              Thread thread = new Thread(task, "shotline-shot-reports");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Returns the report on a product's shots of now; empty if it is not there within the patience,
   * many wait, or the model failed, which the log says. A later call goes on with it.
   */
  public Optional<ShotReport> of(String productId, Catalog catalog) throws InterruptedException {
    FutureTask<ShotReport> report = begun(productId, catalog);
    try {
      return Optional.of(report.isDone() ? report.get() : awaited(report));
    } catch (TimeoutException | CancellationException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      forget(productId, report);
      if (turns.due(productId).isPresent()) {
        LOG.warn("the shots of product {} are not compared", productId, e.getCause());
      }
      return Optional.empty();
    }
  }

  /** Ends the work; calls get nothing from then on. */
  @Override
  public void close() {
    worker.shutdownNow();
  }

  private synchronized FutureTask<ShotReport> begun(String productId, Catalog catalog) {
    Basis basis =
        new Basis(catalog.revision(productId), catalog.settings(productId), scorer.card().label());
    Known before = known.get(productId);
    if (before != null && before.basis().equals(basis)) {
      return before.report();
    }
    if (before != null) {
      before.report().cancel(false);
    }
    FutureTask<ShotReport> report = new FutureTask<>(() -> scorer.shotReport(productId, catalog));
    known.put(productId, new Known(basis, report));
    try {
      worker.execute(report);
    } catch (RejectedExecutionException e) {
      known.remove(productId);
      report.cancel(false);
    }
    if (known.size() > MOST_PRODUCTS) {
      known.remove(known.keySet().iterator().next()).report().cancel(false);
    }
    return report;
  }

  private ShotReport awaited(FutureTask<ShotReport> report)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!places.tryAcquire()) {
      throw new TimeoutException("as many wait as may");
    }
    try {
      return report.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      places.release();
    }
  }

  private synchronized void forget(String productId, FutureTask<ShotReport> report) {
    Known now = known.get(productId);
    if (now != null && now.report() == report) {
      known.remove(productId);
    }
  }
}
