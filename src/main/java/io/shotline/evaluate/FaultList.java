package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What cannot be evaluated, each told once, when it is found. Safe for use by many threads. */
public final class FaultList {
  private final Set<Fault> faults = new LinkedHashSet<>();
  private final Consumer<Fault> told;

  /**
   * @param told is told of each, on the thread that found it
   */
  public FaultList(Consumer<Fault> told) {
    this.told = requireNonNull(told, "told");
  }

  /** Adds a fault, unless it is there. */
  public synchronized void add(Fault fault) {
    if (faults.add(fault)) {
      told.accept(fault);
    }
  }

  /** Adds why an image is left out. */
  void image(Path file, String why) {
    add(new Fault(file.toString(), why + "; it is left out"));
  }

  /** Returns those so far, in the order in which they were found. */
  public synchronized List<Fault> all() {
    return List.copyOf(faults);
  }
}
