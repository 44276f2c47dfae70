/**
 * Clients of the cluster: settings, failures in words, guards against what a batch unpacks to,
 * positions.
 */
@NullMarked
package io.shotline.kafka.cluster;

import org.jspecify.annotations.NullMarked;
