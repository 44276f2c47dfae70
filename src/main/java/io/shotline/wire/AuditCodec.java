package io.shotline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.line.AuditEntry;
import io.shotline.wire.v1.Audit;
import org.jspecify.annotations.Nullable;

/** Records of the topic {@code audit}. */
public final class AuditCodec {
  private AuditCodec() {}

  /** Returns the value of the record. */
  public static byte[] toBytes(AuditEntry entry) {
    return Audit.newBuilder()
        .setAt(Fields.timestamp(entry.at()))
        .setWho(entry.who())
        .setRole(entry.role())
        .setAction(entry.action())
        .setTarget(entry.target())
        .setBefore(entry.before())
        .setAfter(entry.after())
        .build()
        .toByteArray();
  }

  /** Returns the key of the record: who made the change, in UTF-8. */
  public static byte[] key(AuditEntry entry) {
    return entry.who().getBytes(UTF_8);
  }

  /** Reads a record's value. */
  public static Parsed<AuditEntry> parse(byte @Nullable [] value) {
    return Message.parse(
        value,
        "Audit",
        Audit::parseFrom,
        message ->
            new AuditEntry(
                Fields.instant(message.getAt(), "at"),
                message.getWho(),
                message.getRole(),
                message.getAction(),
                message.getTarget(),
                message.getBefore(),
                message.getAfter()));
  }
}
