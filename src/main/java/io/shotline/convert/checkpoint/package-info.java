/** Reads tensors out of checkpoints as they are published: PyTorch files and safetensors. */
@NullMarked
package io.shotline.convert.checkpoint;

import org.jspecify.annotations.NullMarked;
