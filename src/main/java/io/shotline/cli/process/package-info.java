/** Signals, standard error and the log of the process. */
@NullMarked
package io.shotline.cli.process;

import org.jspecify.annotations.NullMarked;
