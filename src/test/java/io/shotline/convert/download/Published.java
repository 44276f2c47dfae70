package io.shotline.convert.download;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Files that a test publishes. */
public final class Published {
  private Published() {}

  /** Returns bytes that no part of is like another. */
  public static byte[] content(int bytes, long seed) {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return content;
  }

  public static PublishedModel of(URI source, byte[] content) {
    return of(source, content.length, sum(content));
  }

  /** Returns the entry of a file whose size nobody says. */
  public static PublishedModel ofUnknownSize(URI source, byte[] content) {
    return of(source, 0, sum(content));
  }

  public static PublishedModel of(URI source, long bytes, String sha256) {
    return new PublishedModel(
        "drawn",
        source,
        bytes,
        sha256,
        new PublishedModel.Licence("Apache-2.0", URI.create("https://example.org/licence")),
        List.of());
  }

  public static String sum(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
