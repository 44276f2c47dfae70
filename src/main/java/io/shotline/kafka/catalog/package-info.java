/**
 * Shots and products as the topics have them: the local copy, its age, and the fence that images
 * wait at.
 */
@NullMarked
package io.shotline.kafka.catalog;

import org.jspecify.annotations.NullMarked;
