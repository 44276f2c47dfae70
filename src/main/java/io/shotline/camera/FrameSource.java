package io.shotline.camera;

import java.io.IOException;
import java.util.Optional;

/** Pictures one after the other. For one thread at a time. */
public interface FrameSource {
  /** The next picture; empty when there is no more, and from then on. */
  Optional<Frame> next() throws IOException;
}
