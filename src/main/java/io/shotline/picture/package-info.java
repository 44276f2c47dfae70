/**
 * Pictures of results for people: what was found where, and the shot that an image is most like.
 */
@NullMarked
package io.shotline.picture;

import org.jspecify.annotations.NullMarked;
