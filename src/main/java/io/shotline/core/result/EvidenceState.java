package io.shotline.core.result;

/** Says whether the image of an alert is kept as long as the alert. */
public enum EvidenceState {
  /** It is kept. */
  KEPT,
  /** Not kept, since the camera's images of this hour would be more than are kept. */
  OMITTED_CAP,
  /** Not kept, since it is larger than a record may be. */
  OMITTED_SIZE,
  /** Not kept: the product or the service keeps none, or was of a version that did not. */
  OFF
}
