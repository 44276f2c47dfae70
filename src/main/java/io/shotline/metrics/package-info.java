/** Every Prometheus series, declared once. */
@NullMarked
package io.shotline.metrics;

import org.jspecify.annotations.NullMarked;
