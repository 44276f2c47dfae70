package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.convert.DinoModel;
import io.shotline.convert.ModelFacts;
import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.convert.download.NewModelFolder;
import io.shotline.convert.download.PublishedModel;
import io.shotline.core.port.TurnRule;
import java.io.IOException;
import java.nio.file.Path;

/** Turns a published file of DINOv2 into a model, as {@code model convert} does. */
final class PublishedModelMaker implements NewModelFolder.Maker {
  private final DinoModel.Options options;

  PublishedModelMaker(DinoModel.Options options) {
    this.options = requireNonNull(options, "options");
  }

  /** Returns the options as the note beside a model says them. */
  static String words(DinoModel.Options options) {
    TurnRule turns = options.turns();
    String turned = turns == null ? "off" : turns.isAlways() ? "on" : "auto";
    return "side " + options.side() + ", share " + options.share() + ", turned " + turned;
  }

  @Override
  public void make(PublishedModel model, Path weights, Path folder) throws IOException {
    ModelFacts facts =
        new ModelFacts(
            model.name(),
            DinoModel.DEFAULT_THRESHOLD,
            model.licence().name(),
            "converted from " + model.source() + ", SHA-256 " + model.sha256());
    DinoModel.of(Checkpoint.open(weights), null, options, facts).write(folder);
  }
}
