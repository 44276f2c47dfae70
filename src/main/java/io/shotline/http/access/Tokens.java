package io.shotline.http.access;

import io.shotline.failure.OncePerMinute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of a file, which is read again when it changes: a token that was removed counts no
 * more within seconds. A file that cannot be read any more leaves the tokens that there were. Safe
 * for use by many threads.
 */
public final class Tokens {
  private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
  private static final Duration LOOKED_AT = Duration.ofSeconds(2);

  private final Path path;
  private final Clock clock;
  private final OncePerMinute words = new OncePerMinute();
  private List<Token> tokens;
  private FileTime changed;
  private Instant looked;

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be read; the message says where and why
   */
  public Tokens(Path path, Clock clock) throws IOException {
    this.path = path;
    this.clock = clock;
    this.changed = Files.getLastModifiedTime(path);
    this.tokens = new TokenFile(path).read();
    this.looked = clock.instant();
  }

  /** Returns the caller that has this token. */
  public Optional<Caller> find(String token) {
    String hash = Token.hashOf(token);
    Caller found = null;
    // All of them, so that the time says nothing of which it is.
    for (Token each : current()) {
      if (each.hasHash(hash)) {
        found = each.caller();
      }
    }
    return Optional.ofNullable(found);
  }

  /** Returns whether a caller still has its role, whatever its token is. */
  public boolean isCurrent(Caller caller) {
    return current().stream().anyMatch(token -> token.caller().equals(caller));
  }

  private synchronized List<Token> current() {
    Instant now = clock.instant();
    if (Duration.between(looked, now).abs().compareTo(LOOKED_AT) >= 0) {
      looked = now;
      try {
        FileTime time = Files.getLastModifiedTime(path);
        if (!time.equals(changed)) {
          tokens = new TokenFile(path).read();
          changed = time;
          LOG.info("tokens were read again from {}: {}", path, tokens.size());
        }
      } catch (IOException e) {
        warn(e);
      }
    }
    return tokens;
  }

  private void warn(IOException failure) {
    if (words.isDue()) {
      LOG.warn(
          "--api-tokens {}: {}; the tokens of before count, also those removed since",
          path,
          failure instanceof NoSuchFileException
              ? "the file is gone; put it back"
              : failure.getMessage());
    }
  }
}
