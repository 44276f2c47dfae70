/** ONNX Runtime behind the core's port, to measure models against; only in builds that ask. */
@NullMarked
package io.shotline.onnx;

import org.jspecify.annotations.NullMarked;
