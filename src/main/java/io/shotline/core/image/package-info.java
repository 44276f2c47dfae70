/**
 * Image files before and after decoding: bytes, header, limits, how a model fits an image, residual
 * maps.
 */
@NullMarked
package io.shotline.core.image;

import org.jspecify.annotations.NullMarked;
