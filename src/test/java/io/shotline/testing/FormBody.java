package io.shotline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A form of files, as browsers send it. */
public final class FormBody {
  /** The type of the body. */
  public static final String TYPE = "multipart/form-data; boundary=----ShotlineForm7MA4YWxk";

  private static final String BOUNDARY = "------ShotlineForm7MA4YWxk";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** Adds a file to the field {@code shot}. */
  public FormBody with(String name, byte[] file) {
    return with("form-data; name=\"shot\"; filename=\"" + name + "\"", "image/png", file);
  }

  /** Adds a part. */
  public FormBody with(String disposition, String type, byte[] content) {
    body.writeBytes(
        (BOUNDARY
                + "\r\nContent-Disposition: "
                + disposition
                + "\r\nContent-Type: "
                + type
                + "\r\n\r\n")
            .getBytes(UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(UTF_8));
    return this;
  }

  /** Returns the whole body. */
  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes((BOUNDARY + "--\r\n").getBytes(UTF_8));
    return whole.toByteArray();
  }
}
