/** What is on the topics of before: images and the results that they got. */
@NullMarked
package io.shotline.kafka.history;

import org.jspecify.annotations.NullMarked;
