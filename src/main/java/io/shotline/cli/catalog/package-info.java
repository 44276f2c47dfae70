/** The commands about products, their shots and answers about images. */
@NullMarked
package io.shotline.cli.catalog;

import org.jspecify.annotations.NullMarked;
