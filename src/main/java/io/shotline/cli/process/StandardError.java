package io.shotline.cli.process;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/**
 * Writes to standard error past the launcher, which reads what native code writes there and leaves
 * out TensorFlow's chatter. What shotline prints is thus there before it ends.
 */
public final class StandardError {
  private StandardError() {}

  /** Returns whether a person looks at it, as the launcher found. */
  public static boolean isTerminal() {
    return Boolean.getBoolean("shotline.terminal");
  }

  /** Takes the descriptor that the launcher names; without one all stays as it is. */
  public static void restore() {
    Integer descriptor = Integer.getInteger("shotline.stderr");
    if (descriptor == null) {
      return;
    }
    try {
      Constructor<FileDescriptor> open = FileDescriptor.class.getDeclaredConstructor(int.class);
      open.setAccessible(true);
      FileOutputStream stream = new FileOutputStream(open.newInstance(descriptor));
      System.setErr(
          new PrintStream(new BufferedOutputStream(stream), true, StandardCharsets.UTF_8));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Another Java than those known: what is printed goes through the launcher, a little later.
    }
  }
}
