package io.shotline.cli.settings;

import java.util.List;

/** A command with rules about more than one of its options. */
public interface Checked {
  /** Returns the broken rules, one line each; called when each value by itself is in order. */
  List<String> faults();
}
