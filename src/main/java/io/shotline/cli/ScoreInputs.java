package io.shotline.cli;

import io.shotline.camera.ImageFiles;
import io.shotline.service.ModelSettings;
import io.shotline.service.StartCheck;
import io.shotline.service.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

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

  /**
   * Lists the images of a folder, or one file.
   *
   * @throws ParameterException if there is none; names the option
   */
  static ImageFiles list(CommandSpec spec, String option, Path path) throws IOException {
    try {
      return ImageFiles.in(path);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), option + " " + path + ": " + e.getMessage(), e);
    }
  }

  private static void requireThere(StartCheck check, String option, Path path) {
    if (!Files.exists(path)) {
      check.wrongSetting(option + " " + path + ": no folder or file " + path);
    }
  }
}
