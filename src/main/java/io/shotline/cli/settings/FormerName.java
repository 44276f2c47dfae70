package io.shotline.cli.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Keeps the name that an option had in the release before. It works, with a word about the new. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface FormerName {
  /** The option as it was typed. */
  String value();

  /** The unit that belonged to the name and now stands behind the value. */
  String unit() default "";

  /** Words that are another one now, as {@code "true=float16"}. */
  String[] words() default {};

  /** Whether the name now belongs to another option in the environment and in the file. */
  boolean typedOnly() default false;
}
