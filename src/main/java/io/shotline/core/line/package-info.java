/** What a person at the line looks at and changes, and the ports to where it is kept. */
@NullMarked
package io.shotline.core.line;

import org.jspecify.annotations.NullMarked;
