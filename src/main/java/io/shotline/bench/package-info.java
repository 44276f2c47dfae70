/** Measures the model and the stream on drawn images. */
@NullMarked
package io.shotline.bench;

import org.jspecify.annotations.NullMarked;
