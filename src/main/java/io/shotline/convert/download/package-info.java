/**
 * Published files of weights: fetching one, checking it, and putting the model made of it in place.
 */
@NullMarked
package io.shotline.convert.download;

import org.jspecify.annotations.NullMarked;
