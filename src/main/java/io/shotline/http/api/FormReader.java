package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a form, as browsers and curl send them (RFC 7578): multipart/form-data of
 * parts that each have a file name. Copies no file. The time is linear in the bytes, whatever they
 * are.
 */
final class FormReader {
  private static final Pattern BOUNDARY =
      Pattern.compile(";\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\",\\s]{1,70}))", flags());

  private static final Pattern DISPOSITION =
      Pattern.compile("content-disposition:\\s*form-data\\s*", flags());

  /** Names of parameters, their values in quotes or plain. No sender leaves a quote in a value. */
  private static final Pattern PARAMETER =
      Pattern.compile("\\G;\\s*([a-z*]+)=(?:\"([^\"]*+)\"|([^;\"\\s]*+))\\s*", flags());

  /** More than two names of 1024 characters of four bytes each. */
  private static final int MOST_HEADER_BYTES = 16 << 10;

  /** Far above what any operation takes: what is wrong with so many is not worth their memory. */
  private static final int MOST_PARTS = 1000;

  /** Bytes of the end of a line. */
  private static final int LINE_END = 2;

  private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};

  private final byte[] form;
  private final byte[] delimiter;
  private final List<FormFile> files = new ArrayList<>();

  private FormReader(byte[] form, String boundary) {
    this.form = form;
    this.delimiter = ("\r\n--" + boundary).getBytes(US_ASCII);
  }

  /**
   * Returns the files in the form's order.
   *
   * @param contentType names the boundary between them
   * @throws ProblemException if it is no form, or a part is no file; says why
   */
  static List<FormFile> read(String contentType, byte[] form) throws ProblemException {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw bad("its Content-Type names no boundary of at most 70 characters");
    }
    String quoted = boundary.group(1);
    FormReader reader = new FormReader(form, quoted == null ? boundary.group(2) : quoted);
    reader.readParts();
    return reader.files;
  }

  private void readParts() throws ProblemException {
    // The first boundary needs no line before it.
    int at =
        startsWithBoundary()
            ? delimiter.length - LINE_END
            : behind(delimiter, 0, "it has no boundary");
    while (!isLast(at)) {
      int headers = behindLine(at);
      int content = behind(HEADERS_END, headers - LINE_END, "the headers of a part are cut");
      if (content - headers > MOST_HEADER_BYTES) {
        throw bad("a part has headers of more than " + MOST_HEADER_BYTES + " bytes");
      }
      at = behind(delimiter, content - LINE_END, "its last boundary is missing: it is cut");
      int end = Math.max(content, at - delimiter.length);
      files.add(file(text(headers, content), content, end));
      if (files.size() > MOST_PARTS) {
        throw bad("it has more than " + MOST_PARTS + " parts");
      }
    }
  }

  private int behindLine(int boundary) throws ProblemException {
    int at = boundary;
    while (at < form.length && (form[at] == ' ' || form[at] == '\t')) {
      at++;
    }
    if (at + 1 >= form.length || form[at] != '\r' || form[at + 1] != '\n') {
      throw bad("a boundary does not end its line");
    }
    return at + LINE_END;
  }

  private boolean isLast(int at) {
    return at + 1 < form.length && form[at] == '-' && form[at + 1] == '-';
  }

  private FormFile file(String headers, int from, int to) throws ProblemException {
    String field = null;
    String name = null;
    for (String header : headers.split("\r\n", -1)) {
      Matcher disposition = DISPOSITION.matcher(header);
      if (disposition.lookingAt()) {
        String rest = header.substring(disposition.end());
        field = parameter(rest, "name");
        name = parameter(rest, "filename");
      }
    }
    if (field == null) {
      throw bad("part " + (files.size() + 1) + " has no name in its Content-Disposition");
    }
    if (name == null || name.isEmpty()) {
      throw bad(
          "part "
              + (files.size() + 1)
              + " is no file: it has no file name; curl -F "
              + field
              + "=@FILE sends one");
    }
    return new FormFile(field, name, form, from, to);
  }

  private static @Nullable String parameter(String parameters, String name) {
    Matcher next = PARAMETER.matcher(parameters);
    while (next.find()) {
      if (next.group(1).equalsIgnoreCase(name)) {
        return next.group(2) == null ? next.group(3) : next.group(2);
      }
    }
    return null;
  }

  private String text(int from, int to) throws ProblemException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(form, from, to - from)).toString();
    } catch (CharacterCodingException e) {
      throw bad("the headers of part " + (files.size() + 1) + " are not UTF-8");
    }
  }

  /** Returns the place behind the next such text. */
  private int behind(byte[] text, int from, String otherwise) throws ProblemException {
    for (int at = from; at <= form.length - text.length; at++) {
      if (form[at] == text[0] && matches(text, 0, at)) {
        return at + text.length;
      }
    }
    throw bad(otherwise);
  }

  private boolean startsWithBoundary() {
    return form.length >= delimiter.length - LINE_END && matches(delimiter, LINE_END, 0);
  }

  private boolean matches(byte[] text, int skipped, int at) {
    for (int i = skipped; i < text.length; i++) {
      if (form[at + i - skipped] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static ProblemException bad(String why) {
    return ProblemException.badRequest("the form cannot be read: " + why);
  }

  private static int flags() {
    return Pattern.CASE_INSENSITIVE;
  }
}
