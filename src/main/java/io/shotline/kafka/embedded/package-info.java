/** A real Kafka broker inside this process. */
@NullMarked
package io.shotline.kafka.embedded;

import org.jspecify.annotations.NullMarked;
