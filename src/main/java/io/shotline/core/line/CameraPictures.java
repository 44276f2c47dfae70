package io.shotline.core.line;

/** Draws the latest picture of a camera for a person. Safe for use by many threads. */
public interface CameraPictures {
  /**
   * Returns the picture of a camera's last judged image. Of each camera it draws one a second at
   * most, however many ask; a picture that is younger is returned again. Blocks while it is read.
   *
   * @throws LineUnavailableException if images cannot be read now
   */
  CameraPicture latest(CameraState camera);
}
