package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.BankCache;
import io.shotline.core.bank.DecodeBudget;
import io.shotline.core.bank.ImageReader;
import io.shotline.core.bank.ProductBank;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.batch.Batcher;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.Product;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model and all that is of no use to another one: its pixels, its features, its batches. An image
 * enters one engine and stays with it to its verdict, so that nothing of two models is ever mixed.
 * The scorer that makes an engine is its first user; the last one to leave closes the model. Used
 * by all scoring threads.
 */
final class Engine {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private final ScoringModel model;
  private final ImageReader reader;
  private final BankCache banks;
  private final Batcher batcher;
  private final AtomicInteger users = new AtomicInteger(1);
  private volatile @Nullable Catalog catalog;

  /** Starts the threads of the batches and takes the model over. */
  Engine(
      ScoringModel model,
      ImageLimits limits,
      DecodeBudget memory,
      BatchSettings batches,
      long bankCacheBytes,
      ScoringMonitor monitor) {
    this.model = requireNonNull(model, "model");
    this.reader = new ImageReader(model, limits, memory);
    this.banks = new BankCache(model, reader, batches.maxBatch(), bankCacheBytes, monitor);
    this.batcher = new Batcher(model, batches, monitor);
  }

  /** Keeps the model open until {@link #leave}; false if it is closed already. */
  boolean enter() {
    int known = users.get();
    while (known > 0) {
      if (users.compareAndSet(known, known + 1)) {
        return true;
      }
      known = users.get();
    }
    return false;
  }

  /** Once for each time entered, and once by the scorer; the last one closes the model. */
  void leave() {
    if (users.decrementAndGet() > 0) {
      return;
    }
    // Waits for the threads: a caller that was interrupted left while its batch still ran.
    batcher.close();
    try {
      model.close();
    } catch (RuntimeException e) {
      // The image whose thread this is has its result and is not to blame.
      LOG.warn("model {} could not be closed", model.card().label(), e);
    }
  }

  /** The product's bank, of this model's features. */
  ProductBank bank(Product product, Catalog current) {
    if (catalog != current) {
      catalog = current;
    }
    return banks.bank(product, current);
  }

  /** What banks were last made from; empty before the first. */
  Optional<Catalog> catalog() {
    return Optional.ofNullable(catalog);
  }

  ScoringModel model() {
    return model;
  }

  ImageReader reader() {
    return reader;
  }

  BankCache banks() {
    return banks;
  }

  Batcher batcher() {
    return batcher;
  }
}
