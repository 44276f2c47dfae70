/** Options that several commands share, turned into typed settings. */
@NullMarked
package io.shotline.cli.option;

import org.jspecify.annotations.NullMarked;
