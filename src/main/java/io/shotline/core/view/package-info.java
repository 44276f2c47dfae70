/** What of an image is looked at: region, fit, tiles, and how their maps come together. */
@NullMarked
package io.shotline.core.view;

import org.jspecify.annotations.NullMarked;
