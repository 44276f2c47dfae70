/** From checkpoints to SavedModels; the graphs that they are made of. */
@NullMarked
package io.shotline.convert;

import org.jspecify.annotations.NullMarked;
