/** Runs a model's products in another precision than the one that its graph is stored in. */
@NullMarked
package io.shotline.tensorflow.precision;

import org.jspecify.annotations.NullMarked;
