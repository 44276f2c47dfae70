/** What a person at the line looks at and does: cameras, statistics, alerts, dead letters. */
@NullMarked
package io.shotline.core.line;

import org.jspecify.annotations.NullMarked;
