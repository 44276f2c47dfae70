package io.shotline.cli.process;

import java.util.concurrent.Callable;

/** Marks a command that loads TensorFlow. */
public interface RunsModel extends Callable<Integer> {
  /** Returns whether it does so with the options that are given. */
  default boolean loadsModel() {
    return true;
  }
}
