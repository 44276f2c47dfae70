/** The SavedModel behind the core's port; owns every tensor it makes. */
@NullMarked
package io.shotline.tensorflow;

import org.jspecify.annotations.NullMarked;
