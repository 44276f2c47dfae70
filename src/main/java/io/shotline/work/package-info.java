/** What commands share that score images beside the line, without Kafka Streams. */
@NullMarked
package io.shotline.work;

import org.jspecify.annotations.NullMarked;
