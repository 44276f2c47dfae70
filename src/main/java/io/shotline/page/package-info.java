/** Pages to look at in a browser, to print and to mail: HTML that stands alone. */
@NullMarked
package io.shotline.page;

import org.jspecify.annotations.NullMarked;
