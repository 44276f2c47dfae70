package io.shotline.http.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file with the hash of each token, one a line: {@code name role hash}. A token has 256 random
 * bits, so that its SHA-256 needs no salt. Lines that begin with # are left out. Used by one thread
 * at a time.
 */
public final class TokenFile {
  /** What a name may be: it stands in logs, in the file and on the audit topic. */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

  private static final Pattern NAMES = Pattern.compile(NAME);
  private static final String PREFIX = "shotline_";
  private static final int RANDOM_BYTES = 32;

  private final Path file;

  public TokenFile(Path file) {
    this.file = requireNonNull(file, "file");
  }

  /**
   * Makes a token, and adds its hash to the file, which is made where it is missing, for this user
   * alone.
   *
   * @return the token, which is kept nowhere
   * @throws FileAlreadyExistsException if the file has a token of this name
   * @throws IOException if the file cannot be read or written; the message says where
   */
  public String create(String name, Role role) throws IOException {
    if (!NAMES.matcher(name).matches()) {
      throw new IllegalArgumentException("a name is " + NAME + ", got '" + name + "'");
    }
    List<Token> before = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? read() : List.of();
    if (before.stream().anyMatch(token -> token.caller().name().equals(name))) {
      throw new FileAlreadyExistsException(name);
    }
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    List<String> lines = new ArrayList<>(lines());
    lines.add(Token.of(name, role, token).line());
    write(lines);
    return token;
  }

  /**
   * Removes the token of a name; false if there is none.
   *
   * @throws IOException if the file cannot be read or written
   */
  public boolean remove(String name) throws IOException {
    List<String> before = lines();
    List<String> left = before.stream().filter(line -> !line.startsWith(name + " ")).toList();
    if (left.size() < before.size()) {
      write(left);
    }
    return left.size() < before.size();
  }

  /**
   * Returns all tokens.
   *
   * @throws IOException if the file cannot be read or a line is no token; the message names it
   */
  public List<Token> read() throws IOException {
    List<Token> tokens = new ArrayList<>();
    List<String> lines = Files.readAllLines(file, UTF_8);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        tokens.add(Token.parse(line));
      } catch (IllegalArgumentException e) {
        throw new IOException("line " + (i + 1) + " of " + file + ": " + e.getMessage(), e);
      }
    }
    return tokens;
  }

  private List<String> lines() throws IOException {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** All or nothing, whoever reads meanwhile. */
  private void write(List<String> lines) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path written =
        Files.createTempFile(
            folder,
            ".tokens",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(written, lines, UTF_8);
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
