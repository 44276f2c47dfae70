/** Sources of frames: a folder, a drawn line, or a new kind of camera. */
@NullMarked
package io.shotline.camera;

import org.jspecify.annotations.NullMarked;
