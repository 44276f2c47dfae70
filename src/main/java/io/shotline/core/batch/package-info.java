/** Brings requests together in batches for the model. */
@NullMarked
package io.shotline.core.batch;

import org.jspecify.annotations.NullMarked;
