/** Where frames come from: a folder or a drawn line. */
@NullMarked
package io.shotline.camera;

import org.jspecify.annotations.NullMarked;
