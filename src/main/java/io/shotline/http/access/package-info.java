/** Who may do what over HTTP: roles, tokens, sessions, and the bounds on each caller. */
@NullMarked
package io.shotline.http.access;

import org.jspecify.annotations.NullMarked;
