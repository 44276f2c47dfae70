/**
 * The HTTP API: what of the line people and programs look at and change. The document in {@code
 * openapi/} says all operations; a class for each kind of thing answers them.
 */
@NullMarked
package io.shotline.http.api;

import org.jspecify.annotations.NullMarked;
