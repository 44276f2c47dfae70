package io.shotline.http.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of a token: its caller and the SHA-256 of its text in hexadecimal digits. The token
 * itself is kept nowhere.
 */
public record Token(Caller caller, String hash) {
  private static final int HASH_DIGITS = 64;

  public Token {
    requireNonNull(caller, "caller");
    requireNonNull(hash, "hash");
  }

  static Token of(String name, Role role, String text) {
    return new Token(new Caller(name, role), hashOf(text));
  }

  /** Reads a line of the file. */
  static Token parse(String line) {
    String[] parts = line.split("\\s+", -1);
    if (parts.length != 3 || !parts[2].matches("[0-9a-f]{" + HASH_DIGITS + "}")) {
      throw new IllegalArgumentException(
          "a token is its name, its role and " + HASH_DIGITS + " hexadecimal digits");
    }
    try {
      return new Token(new Caller(parts[0], Role.of(parts[1])), parts[2]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the role is viewer, operator or engineer, not '" + parts[1] + "'", e);
    }
  }

  /** Returns the line of the file. */
  String line() {
    return caller.name() + " " + caller.role().word() + " " + hash;
  }

  /** Compares in a time that says nothing of how much is equal. */
  boolean hasHash(String other) {
    return MessageDigest.isEqual(hash.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  static String hashOf(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
