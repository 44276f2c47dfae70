package io.shotline.cli;

import java.util.concurrent.Callable;

/** Marks a command that loads TensorFlow. */
interface RunsModel extends Callable<Integer> {}
