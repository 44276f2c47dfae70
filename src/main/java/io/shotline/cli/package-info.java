/** The command line; the only place that wires objects. */
@NullMarked
package io.shotline.cli;

import org.jspecify.annotations.NullMarked;
