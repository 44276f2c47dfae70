/** The drawn line: parts, lights, lenses and defects of the demo and the benches. */
@NullMarked
package io.shotline.camera.drawn;

import org.jspecify.annotations.NullMarked;
