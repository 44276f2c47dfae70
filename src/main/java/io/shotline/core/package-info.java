/** What a line sees and how it is judged; free of Kafka, TensorFlow and HTTP. */
@NullMarked
package io.shotline.core;

import org.jspecify.annotations.NullMarked;
