package io.shotline.cli.option;

import io.shotline.cli.settings.Worded;
import io.shotline.core.image.file.StoredSamples;

/** The depth of grey images as it is typed. */
public final class BitsOption implements Worded<Integer> {
  @Override
  public String words() {
    return "8, 10, 12, 14 or 16";
  }

  @Override
  public Integer convert(String value) {
    return StoredSamples.DEPTHS.stream()
        .filter(depth -> depth.toString().equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(value));
  }
}
