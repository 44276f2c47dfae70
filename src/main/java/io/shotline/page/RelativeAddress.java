package io.shotline.page;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes the address of a file beside a page, whatever characters its name has. */
public final class RelativeAddress {
  private static final String PLAIN = "-._~/";

  private RelativeAddress() {}

  /**
   * Returns the address.
   *
   * @param path of the file below the page's folder, with slashes
   */
  public static String of(String path) {
    StringBuilder address = new StringBuilder();
    for (byte part : path.getBytes(UTF_8)) {
      char character = (char) (part & 0xFF);
      boolean isPlain =
          character < 128
              && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0);
      if (isPlain) {
        address.append(character);
      } else {
        address.append(String.format("%%%02X", (int) character));
      }
    }
    return address.toString();
  }
}
