package io.shotline.cli.option;

import io.shotline.cli.settings.Heading;
import io.shotline.picture.PictureFolder;
import io.shotline.picture.PicturesOf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where pictures of results go, and of which images there are some. */
@Heading("Pictures")
public final class PictureOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "Write a picture (JPEG) of each anomalous image: where it differs, beside the most alike"
              + " shot; and index.html, which shows them all, the worst first. A picture that is"
              + " there already is replaced if it is of the same image.")
  private @Nullable Path pictures;

  @Option(
      names = "--pictures-of",
      defaultValue = "anomalous",
      paramLabel = "anomalous|all",
      description = "all draws the other images too. Default: ${DEFAULT-VALUE}.")
  private PicturesOf picturesOf;

  /** Returns which images pictures are drawn of. */
  public PicturesOf picturesOf() {
    return picturesOf;
  }

  /**
   * Makes the folder and tries it; empty if no pictures are wanted.
   *
   * @throws ParameterException if it cannot be written; says why and what helps
   */
  public Optional<PictureFolder> folder() {
    return folder(pictures, spec.commandLine());
  }

  /** Does the same for a command with a {@code --pictures} of its own. */
  public static Optional<PictureFolder> folder(@Nullable Path pictures, CommandLine command) {
    if (pictures == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(PictureFolder.in(pictures));
    } catch (IOException e) {
      throw new ParameterException(command, "--pictures " + pictures + ": " + e.getMessage(), e);
    }
  }
}
