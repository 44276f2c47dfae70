package io.shotline.folder;

/** Who keeps the copy of shots and products in a folder. */
public enum FolderUse {
  /** One instance of an application. A second one is refused. */
  ALONE,

  /** All instances of this machine: each takes a folder of its own, the first the folder itself. */
  SHARED
}
