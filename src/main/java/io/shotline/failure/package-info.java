/**
 * Failures in a person's words, the names that exist instead, and how often a log repeats itself.
 */
@NullMarked
package io.shotline.failure;

import org.jspecify.annotations.NullMarked;
