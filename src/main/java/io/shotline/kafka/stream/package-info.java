/** The topology, its settings and its life. */
@NullMarked
package io.shotline.kafka.stream;

import org.jspecify.annotations.NullMarked;
