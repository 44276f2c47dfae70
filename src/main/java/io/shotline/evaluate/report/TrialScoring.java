package io.shotline.evaluate.report;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.evaluate.Category;
import io.shotline.evaluate.Combination;
import io.shotline.evaluate.EvaluatedModel;
import io.shotline.evaluate.Trial;
import io.shotline.work.FixedCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scores single images of a trial once more, for the maps that pictures are drawn with. Has one
 * model loaded at a time. Used by one thread.
 */
final class TrialScoring implements AutoCloseable {
  private record Loaded(EvaluatedModel model, Scorer scorer) {}

  private record Prepared(Trial trial, FixedCatalog catalog) {}

  private final Function<EvaluatedModel, Scorer> loader;
  private @Nullable Loaded loaded;
  private @Nullable Prepared prepared;

  /**
   * @param loader loads a model; what it returns is this object's to close
   */
  TrialScoring(Function<EvaluatedModel, Scorer> loader) {
    this.loader = requireNonNull(loader, "loader");
  }

  /**
   * Returns the image's result, held against the trial's threshold; empty if it cannot be scored.
   *
   * @throws IOException if a shot cannot be read
   */
  Optional<ScoredImage> score(Trial trial, EncodedImage image)
      throws IOException, InterruptedException {
    Scorer scorer = scorer(trial.combination().model());
    FixedCatalog catalog = catalog(trial);
    String product = requireNonNull(catalog.product()).productId();
    ImageEvent event = new ImageEvent("image", "file", product, Instant.EPOCH, image, Map.of());
    return scorer.score(event, catalog) instanceof Outcome.Judged judged
        ? Optional.of(judged.image().heldAgainst(trial.threshold()))
        : Optional.empty();
  }

  private Scorer scorer(EvaluatedModel model) {
    Loaded known = loaded;
    if (known != null && known.model().equals(model)) {
      return known.scorer();
    }
    close();
    Scorer scorer = loader.apply(model);
    loaded = new Loaded(model, scorer);
    return scorer;
  }

  private FixedCatalog catalog(Trial trial) throws IOException {
    Prepared known = prepared;
    if (known != null && known.trial().equals(trial)) {
      return known.catalog();
    }
    Combination tried = trial.combination();
    // An id of its own: features are kept by it.
    String id =
        tried.category()
            + ", "
            + Names.shots(tried.shots())
            + ", seed "
            + trial.seed()
            + ", "
            + tried.view().word();
    List<Shot> shots = new ArrayList<>();
    for (Path file : trial.shots()) {
      EncodedImage image = new EncodedImage(Files.readAllBytes(file));
      shots.add(new Shot(id, file.toString(), image, Instant.EPOCH, ""));
    }
    Product product =
        new Product(
            id, Category.productName(tried.category()), null, null, true, null, tried.view());
    FixedCatalog catalog = new FixedCatalog(product, shots);
    prepared = new Prepared(trial, catalog);
    return catalog;
  }

  @Override
  public void close() {
    Loaded known = loaded;
    loaded = null;
    if (known != null) {
      known.scorer().close();
    }
  }
}
