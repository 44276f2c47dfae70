package io.shotline.convert.download;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells whether a file is the published one: by its size first, then by its sum. */
public final class FileCheck {
  private final PublishedModel model;

  public FileCheck(PublishedModel model) {
    this.model = requireNonNull(model, "model");
  }

  /**
   * Passes a file that somebody named.
   *
   * @throws DownloadException if it is not the published one
   */
  public void require(Path file) throws IOException {
    Optional<String> difference = difference(file);
    if (difference.isPresent()) {
      throw new DownloadException(
          file
              + ": it "
              + difference.get()
              + "; it is not the published file; fetch "
              + model.source()
              + " again ("
              + model.marks()
              + ")",
          null);
    }
  }

  /** Returns how a file differs from the published one; empty if it does not. */
  Optional<String> difference(Path file) throws IOException {
    long bytes = Files.size(file);
    if (!isSize(bytes)) {
      return Optional.of(sizeDifference(bytes));
    }
    String sum = FileSum.of(file);
    return sum.equals(model.sha256())
        ? Optional.empty()
        : Optional.of("has the SHA-256 " + sum + " and not " + model.sha256());
  }

  /** Returns whether the published file may have this size; any, if its own is not known. */
  boolean isSize(long bytes) {
    return model.bytes() == 0 || bytes == model.bytes();
  }

  String sizeDifference(long bytes) {
    return "has " + bytes + " bytes and not " + model.bytes();
  }
}
