/**
 * The ports of the core: a model that scores, a monitor that is told, and what passes through them.
 */
@NullMarked
package io.shotline.core.port;

import org.jspecify.annotations.NullMarked;
