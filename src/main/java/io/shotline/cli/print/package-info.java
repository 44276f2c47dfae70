/** How results look in a terminal and as pictures. */
@NullMarked
package io.shotline.cli.print;

import org.jspecify.annotations.NullMarked;
