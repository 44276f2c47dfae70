/** Makes SavedModels: checkpoint readers, graphs, export. */
@NullMarked
package io.shotline.tensorflow.build;

import org.jspecify.annotations.NullMarked;
