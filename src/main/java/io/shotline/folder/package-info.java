/** Folders of this user alone, which no other user can read or redirect. */
@NullMarked
package io.shotline.folder;

import org.jspecify.annotations.NullMarked;
