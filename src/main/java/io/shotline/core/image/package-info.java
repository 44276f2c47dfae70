/** Images as bytes and pixels, how a model fits them, reasons for rejection, residual maps. */
@NullMarked
package io.shotline.core.image;

import org.jspecify.annotations.NullMarked;
