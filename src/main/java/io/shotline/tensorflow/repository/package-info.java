/** The versions of a model in a folder: listed, verified, watched for a new one. */
@NullMarked
package io.shotline.tensorflow.repository;

import org.jspecify.annotations.NullMarked;
