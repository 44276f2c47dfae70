/** Health and metrics over HTTP. */
@NullMarked
package io.shotline.http;

import org.jspecify.annotations.NullMarked;
