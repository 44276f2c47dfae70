package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

/**
 * A reason to doubt a verdict that was reached all the same.
 *
 * @param detail the figures and the remedy, for a person
 */
public record Warning(Kind kind, String detail) {
  /** The kinds of reasons. */
  public enum Kind {
    /** The aspect of the view differs from the shots' by more than 10 %. */
    OTHER_ASPECT,
    /** The view has four times fewer or more pixels than the shots'. */
    OTHER_SIZE,
    /** The colours differ from the shots': channels swapped, or grey where shots have colour. */
    COLOUR_SHIFT,
    /** The camera sends the same picture again and again. */
    FROZEN_CAMERA,
    /** The camera sent the event id before, with another image. */
    REUSED_EVENT_ID,
    /** The file holds other images, and only the first was judged. */
    MORE_IMAGES,
    /** A part of the file's pixels is lost. */
    DAMAGED_FILE,
    /** More than half of the picture is hidden by alpha. */
    TRANSPARENT,
    /** The picture shows one colour, and the shots do not. */
    ONE_COLOUR
  }

  public Warning {
    requireNonNull(kind, "kind");
    requireNonNull(detail, "detail");
  }
}
