/** An Apache Kafka broker inside this process, for trying out and for one machine. */
@NullMarked
package io.shotline.embedded;

import org.jspecify.annotations.NullMarked;
