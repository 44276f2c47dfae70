/** Where a threshold comes from, and what the shots of a product say of it and of each other. */
@NullMarked
package io.shotline.core.threshold;

import org.jspecify.annotations.NullMarked;
