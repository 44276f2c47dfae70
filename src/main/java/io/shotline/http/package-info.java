/** Health, metrics and scoring over HTTP. */
@NullMarked
package io.shotline.http;

import org.jspecify.annotations.NullMarked;
