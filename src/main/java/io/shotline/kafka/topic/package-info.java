/** The topics by name: making and upgrading them, writing and reading what is on each. */
@NullMarked
package io.shotline.kafka.topic;

import org.jspecify.annotations.NullMarked;
