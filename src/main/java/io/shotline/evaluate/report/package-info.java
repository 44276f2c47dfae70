/** The page that tells how well good and bad images are told apart, to be read and mailed. */
@NullMarked
package io.shotline.evaluate.report;

import org.jspecify.annotations.NullMarked;
