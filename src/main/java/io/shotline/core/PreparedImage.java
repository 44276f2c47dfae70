package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.file.FileDoubt;
import io.shotline.core.image.file.Inspection;
import io.shotline.core.product.ProductState;
import java.util.List;

/**
 * An image and what is needed to score it, read once: nobody behind parses the record, reads the
 * header or asks for the product again.
 *
 * @param product as it was when the image was prepared
 * @param file the header of the image file, or why the file is refused
 */
public record PreparedImage(ImageEvent event, ProductState product, Inspection file) {
  public PreparedImage {
    requireNonNull(event, "event");
    requireNonNull(product, "product");
    requireNonNull(file, "file");
  }

  /** Returns the reasons to doubt what is decoded from the file; mostly none. */
  List<FileDoubt> doubts() {
    return file instanceof Inspection.Accepted accepted ? accepted.doubts() : List.of();
  }
}
