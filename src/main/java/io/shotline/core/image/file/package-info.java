/**
 * Reads the headers of image files: format, size, orientation and depth, within limits, before
 * anything is decoded.
 */
@NullMarked
package io.shotline.core.image.file;

import org.jspecify.annotations.NullMarked;
