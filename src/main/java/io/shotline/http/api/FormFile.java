package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/** A file of a form: its place in the form's bytes, which are copied when they are needed. */
final class FormFile {
  private final String field;
  private final String name;
  private final byte[] form;
  private final int from;
  private final int to;

  /**
   * Makes a file.
   *
   * @param field of the form, {@code shot} in {@code curl -F shot=@good.png}
   * @param name as the sender calls the file
   * @param from where its first byte is
   * @param to behind its last byte
   */
  FormFile(String field, String name, byte[] form, int from, int to) {
    this.field = requireNonNull(field, "field");
    this.name = requireNonNull(name, "name");
    this.form = form;
    this.from = from;
    this.to = to;
  }

  String field() {
    return field;
  }

  String name() {
    return name;
  }

  /** Returns a copy of the file's bytes. */
  byte[] bytes() {
    return Arrays.copyOfRange(form, from, to);
  }
}
