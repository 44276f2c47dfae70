/** From a product's name to text features: tokenizer and prompts of CLIP. */
@NullMarked
package io.shotline.tensorflow.text;

import org.jspecify.annotations.NullMarked;
