/**
 * Reads the pixels of TIFF files: unpacks strips and tiles as streams, so that no more is unpacked
 * than the image's rows need.
 */
@NullMarked
package io.shotline.tiff;

import org.jspecify.annotations.NullMarked;
