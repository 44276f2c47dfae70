package io.shotline.core.bank;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells files from each other by 64 hexadecimal digits. */
final class Sha256 {
  private Sha256() {}

  /** Returns the digest of bytes. */
  static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the digest of lines in this order. */
  static String of(List<String> lines) {
    return of(String.join("\n", lines).getBytes(UTF_8));
  }
}
