package io.shotline.cli.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the form that the text of an option has. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Matching {
  /** A name that Kafka takes for a topic or a group, and a file system for a folder. */
  String NAME = "(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,200}";

  /** Says {@link #NAME}. */
  String NAME_WORDS = "1 to 200 of the characters a-z A-Z 0-9 . _ - and not . or ..";

  /** An id that stands before a slash in the keys of topics. */
  String ID = "[^/]{1,1024}";

  /** Says {@link #ID}. */
  String ID_WORDS = "an id of 1 to 1024 characters without /";

  /** A regular expression for the whole text. */
  String regexp();

  /** Says the expression; completes "must be". */
  String words();
}
