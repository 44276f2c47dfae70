package io.shotline.cli.settings;

import static java.util.Objects.requireNonNull;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The values that an option takes: its type, and the bounds or the form that stand at its
 * declaration. The check, the messages and {@code --help} all read it.
 */
public final class Rule implements ITypeConverter<Object> {
  private final ValueType type;
  private final @Nullable Between bounds;
  private final @Nullable Matching form;
  private final boolean emptyAllowed;
  private final String example;

  private Rule(OptionSpec option) {
    this.type = ValueType.of(option);
    this.bounds = annotation(option, Between.class);
    this.form = annotation(option, Matching.class);
    String standard = option.defaultValue();
    this.emptyAllowed = standard != null && standard.isEmpty();
    boolean needsExample = bounds != null || !type.example().isEmpty();
    boolean hasDefault = needsExample && standard != null && !option.isMultiValue();
    this.example = hasDefault ? requireNonNull(standard) : type.example();
  }

  /** Returns the rule of an option, prepared or as declared. */
  public static Rule of(OptionSpec option) {
    return option.converters().length > 0 && option.converters()[0] instanceof Rule rule
        ? rule
        : new Rule(option);
  }

  static <A extends Annotation> @Nullable A annotation(OptionSpec option, Class<A> type) {
    return option.userObject() instanceof AnnotatedElement declaration
        ? declaration.getAnnotation(type)
        : null;
  }

  /** Returns the values in words that complete "must be". */
  public String words() {
    if (form != null) {
      return form.words();
    }
    String values = type.words() + (bounds == null ? "" : " " + range());
    if (type.isText() && !emptyAllowed) {
      values += ", not empty";
    }
    return example.isEmpty() ? values : values + ", such as " + example;
  }

  /** Returns what the type does not say already, for the option's description; may be empty. */
  String restriction() {
    return bounds != null ? range() : "";
  }

  /** Returns the type in words, without bounds. */
  public String typeWords() {
    return type.words();
  }

  private String range() {
    return "from " + requireNonNull(bounds).least() + " to " + bounds.most();
  }

  /** Tells whether the option takes this text. */
  public boolean allows(String text) {
    try {
      read(text);
      return true;
    } catch (IllegalArgumentException | ArithmeticException e) {
      return false;
    }
  }

  /** Reads a text. One that is not allowed gives a value that nobody is to use. */
  @Override
  public @Nullable Object convert(String text) {
    try {
      return read(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return type.absent();
    }
  }

  private Object read(String text) {
    Object value = type.reader().apply(type.isText() ? text : text.strip());
    if (bounds != null && !(isAtLeast(value, bounds.least()) && isAtLeast(bounds.most(), value))) {
      throw new IllegalArgumentException(text);
    }
    if (type.isText() && text.isBlank() && !emptyAllowed) {
      throw new IllegalArgumentException(text);
    }
    if (form != null && !Pattern.matches(form.regexp(), text)) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private boolean isAtLeast(Object value, String bound) {
    return compare(value, type.reader().apply(bound)) >= 0;
  }

  private boolean isAtLeast(String bound, Object value) {
    return compare(type.reader().apply(bound), value) >= 0;
  }

  @SuppressWarnings("unchecked") // both come from one reader
  private static int compare(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }
}
