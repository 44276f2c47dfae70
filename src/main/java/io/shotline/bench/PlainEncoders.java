package io.shotline.bench;

import io.shotline.convert.VisionDimensions;
import io.shotline.core.BaselineEncoder;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelScorer;
import java.io.IOException;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the plain encoder that a model is measured against. */
public final class PlainEncoders {
  private static final Logger LOG = LoggerFactory.getLogger(PlainEncoders.class);

  private PlainEncoders() {}

  /**
   * Opens an encoder of the model's dimensions on as many threads, which is the caller's to close;
   * null where this build has no runtime for it, the model no vision transformer, or a GPU does the
   * model's work.
   *
   * @param folder of the model
   */
  public static @Nullable BaselineEncoder open(ModelFolder folder, SavedModelScorer model)
      throws IOException {
    Optional<BaselineEncoder.Provider> provider = provider();
    if (provider.isEmpty() || model.gpuDevices() > 0) {
      return null;
    }
    Optional<BaselineEncoder.Dimensions> dimensions = VisionDimensions.of(folder);
    if (dimensions.isEmpty()) {
      LOG.info(
          "{} has no vision transformer to compare with {}",
          model.card().name(),
          provider.get().runtime());
      return null;
    }
    LOG.info("compared with {}: {}", provider.get().runtime(), dimensions.get());
    return provider.get().open(dimensions.get(), model.threadsPerRun());
  }

  private static Optional<BaselineEncoder.Provider> provider() {
    try {
      return ServiceLoader.load(BaselineEncoder.Provider.class).findFirst();
    } catch (ServiceConfigurationError e) {
      // Also what a build with the profile leaves behind for one without.
      LOG.warn("compared with no plain encoder: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
