/** Scores images outside of the stream: images in work, shots that do not change. */
@NullMarked
package io.shotline.work;

import org.jspecify.annotations.NullMarked;
