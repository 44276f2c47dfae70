package io.shotline.cli;

import io.shotline.service.ModelSettings;
import io.shotline.service.StartCheck;
import io.shotline.service.StartException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks for what {@code score} reads before the model loads, and says at once what is missing. */
final class ScoreInputs {
  private ScoreInputs() {}

  /**
   * Requires model, images and shots.
   *
   * @throws StartException if one is missing; one line for each
   */
  static void require(ModelSettings model, Path images, Path shots) {
    StartCheck check = new StartCheck();
    requireThere(check, "--images", images);
    requireThere(check, "--shots", shots);
    check.model(model).requireNone();
  }

  private static void requireThere(StartCheck check, String option, Path path) {
    if (!Files.exists(path)) {
      check.wrongSetting(option + " " + path + ": no folder or file " + path);
    }
  }
}
