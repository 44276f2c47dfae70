/** The stream: topology, topics, producers, lifecycle. */
@NullMarked
package io.shotline.kafka;

import org.jspecify.annotations.NullMarked;
