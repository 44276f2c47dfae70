package io.shotline.cli;

import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.convert.download.NewModelFolder;
import io.shotline.convert.download.PublishedModel;
import java.io.IOException;
import java.nio.file.Path;

/** Turns a published file into a model, as {@code model convert} does. */
final class PublishedModelMaker implements NewModelFolder.Maker {
  /** How it does so, in words for the note beside the model. */
  static final String WORDS = "side 448, last layer, share of patches 0.01";

  @Override
  public void make(PublishedModel model, Path weights, Path folder) throws IOException {
    throw new CheckpointException(Checkpoint.open(weights) + " cannot be turned into a model yet");
  }
}
