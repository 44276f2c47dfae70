/** A running service, wired from typed settings: model, stream, health and metrics. */
@NullMarked
package io.shotline.service;

import org.jspecify.annotations.NullMarked;
