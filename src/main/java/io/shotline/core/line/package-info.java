/** Ports and records of what a person at the line looks at and does: alerts, answers, shelves. */
@NullMarked
package io.shotline.core.line;

import org.jspecify.annotations.NullMarked;
