/** The products, shots, images and audits of a line on the topics. */
@NullMarked
package io.shotline.kafka.line;

import org.jspecify.annotations.NullMarked;
