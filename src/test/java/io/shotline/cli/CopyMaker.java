package io.shotline.cli;

import io.shotline.convert.download.NewModelFolder;
import io.shotline.convert.download.PublishedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes of a file what looks like a model: the file itself is its graph. */
final class CopyMaker implements NewModelFolder.Maker {
  @Override
  public void make(PublishedModel model, Path weights, Path folder) throws IOException {
    Path version = Files.createDirectory(folder.resolve("1"));
    Files.copy(weights, version.resolve("saved_model.pb"));
  }
}
