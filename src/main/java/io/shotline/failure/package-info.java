/** What a person is told when work ends for a reason that was foreseen. */
@NullMarked
package io.shotline.failure;

import org.jspecify.annotations.NullMarked;
