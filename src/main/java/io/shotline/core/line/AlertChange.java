package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

/** Tells listeners of something new about alerts. */
public sealed interface AlertChange {
  /** An alert came. */
  record Appeared(AlertEntry alert) implements AlertChange {
    public Appeared {
      requireNonNull(alert, "alert");
    }
  }

  /** A person dealt with an alert. */
  record Handled(AlertEntry alert) implements AlertChange {
    public Handled {
      requireNonNull(alert, "alert");
    }
  }

  /** A camera or product was shelved; the shelf takes the place of the one before it. */
  record Shelved(Shelf shelf) implements AlertChange {
    public Shelved {
      requireNonNull(shelf, "shelf");
    }
  }

  /** A shelf was ended, or its time is over. */
  record Unshelved(Shelf shelf) implements AlertChange {
    public Unshelved {
      requireNonNull(shelf, "shelf");
    }
  }
}
