/**
 * Image files before and after decoding: bytes, header, limits, the square that is looked at,
 * residual maps.
 */
@NullMarked
package io.shotline.core.image;

import org.jspecify.annotations.NullMarked;
