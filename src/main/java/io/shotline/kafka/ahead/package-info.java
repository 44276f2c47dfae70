/** Scoring ahead of the turn: images are scored when polled and handed to Streams in order. */
@NullMarked
package io.shotline.kafka.ahead;

import org.jspecify.annotations.NullMarked;
