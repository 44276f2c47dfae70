/** Products and their shots, and the port to where they are kept. */
@NullMarked
package io.shotline.core.product;

import org.jspecify.annotations.NullMarked;
