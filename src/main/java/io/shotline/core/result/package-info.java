/** The result of an image: verdict, score, where it differs, and feedback on it. */
@NullMarked
package io.shotline.core.result;

import org.jspecify.annotations.NullMarked;
