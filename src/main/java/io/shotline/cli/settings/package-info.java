/** Where options get their values, the rules they keep to, and how faults are said. */
@NullMarked
package io.shotline.cli.settings;

import org.jspecify.annotations.NullMarked;
