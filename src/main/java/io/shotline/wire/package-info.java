/** Protobuf bytes to core records and back, and nothing else. */
@NullMarked
package io.shotline.wire;

import org.jspecify.annotations.NullMarked;
