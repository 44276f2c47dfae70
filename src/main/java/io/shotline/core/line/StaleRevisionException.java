package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

/** Another change came first. Carries the settings of now, to decide on again. */
public final class StaleRevisionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProductEntry current;

  /**
   * Says that a change was decided on an older state.
   *
   * @param asked the revision that the change was decided on
   */
  public StaleRevisionException(ProductEntry current, long asked) {
    super(
        "product "
            + current.id()
            + " was changed meanwhile: its revision is "
            + current.revision()
            + ", not "
            + asked);
    this.current = requireNonNull(current, "current");
  }

  /** Returns the product of now. */
  public ProductEntry current() {
    return current;
  }
}
