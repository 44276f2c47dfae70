package io.shotline.wire;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Rejection;
import java.util.Optional;

/**
 * What became of a record's bytes: a value, or the reason why they are none. Never an exception.
 */
public sealed interface Parsed<T> {
  /** The bytes held what they should. */
  record Valid<T>(T value) implements Parsed<T> {
    public Valid {
      requireNonNull(value, "value");
    }

    @Override
    public Optional<T> asOptional() {
      return Optional.of(value);
    }

    @Override
    public T orElseThrow() {
      return value;
    }
  }

  /** The bytes held something else. */
  record Invalid<T>(Rejection rejection) implements Parsed<T> {
    public Invalid {
      requireNonNull(rejection, "rejection");
    }

    @Override
    public Optional<T> asOptional() {
      return Optional.empty();
    }

    @Override
    public T orElseThrow() {
      throw new IllegalArgumentException(rejection.detail());
    }
  }

  /** The value, for callers to whom it does not matter why there is none. */
  Optional<T> asOptional();

  /**
   * Returns the value. For a publisher, whose mistake is told to it and not to the dead letters.
   *
   * @throws IllegalArgumentException if there is none; says why
   */
  T orElseThrow();
}
