/** Learns thresholds from results and answers, and keeps what was learnt at hand. */
@NullMarked
package io.shotline.kafka.learn;

import org.jspecify.annotations.NullMarked;
