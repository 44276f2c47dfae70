package io.shotline.cli.option;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.Heading;
import io.shotline.convert.DinoModel;
import io.shotline.convert.Turning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a model made of a DINOv2 looks at images and makes its score. */
@Heading("DINOv2")
public final class DinoOptions {
  @Between(least = "224", most = "896")
  @Option(
      names = "--side",
      paramLabel = "PIXELS",
      description =
          "Images are squeezed to a square of this side, a multiple of 14. More sees smaller defects"
              + " and takes longer: twice the side six times as long. Default: 448.")
  private @Nullable Integer side;

  @Between(least = "0.001", most = "1")
  @Option(
      names = "--share",
      paramLabel = "SHARE",
      description =
          "The score is the mean of this share of the patches, those that differ most."
              + " Default: 0.01.")
  private @Nullable Double share;

  @Option(
      names = "--turned",
      paramLabel = "auto|on|off",
      description =
          "Compare with turned copies of the shots too, for parts that lie in any direction: each"
              + " shot is encoded eight times. auto: where the shots show that it helps."
              + " Default: off.")
  private @Nullable Turning turned;

  /** Returns the names of those that are given. */
  public List<String> given() {
    List<String> given = new ArrayList<>();
    if (side != null) {
      given.add("--side");
    }
    if (share != null) {
      given.add("--share");
    }
    if (turned != null) {
      given.add("--turned");
    }
    return given;
  }

  /**
   * Returns the options, those that are not given as published.
   *
   * @param layers whose patches are compared; empty takes the last
   */
  public DinoModel.Options options(List<Integer> layers) {
    DinoModel.Options published = DinoModel.Options.DEFAULT;
    return new DinoModel.Options(
        side == null ? published.side() : side,
        layers,
        share == null ? published.share() : share,
        turned == null ? published.turns() : turned.rule());
  }
}
