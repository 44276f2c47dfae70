/** Products whose threshold does not fit their images, and the likely cause by figures. */
@NullMarked
package io.shotline.core.misfit;

import org.jspecify.annotations.NullMarked;
