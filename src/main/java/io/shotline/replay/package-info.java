/** Scores recorded images again and holds the new verdicts against those given. */
@NullMarked
package io.shotline.replay;

import org.jspecify.annotations.NullMarked;
