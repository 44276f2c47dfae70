/** How well good and bad images are told apart, over draws of shots, models and views. */
@NullMarked
package io.shotline.evaluate;

import org.jspecify.annotations.NullMarked;
