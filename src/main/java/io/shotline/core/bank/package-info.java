/** A product's shots as a model knows them, and the cache of them. */
@NullMarked
package io.shotline.core.bank;

import org.jspecify.annotations.NullMarked;
