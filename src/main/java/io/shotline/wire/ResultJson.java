package io.shotline.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.shotline.core.image.Rejection;
import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.ImagePlace;
import io.shotline.core.line.Shelf;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import org.jspecify.annotations.Nullable;

/**
 * Prints results as JSON for programs, one object without line breaks each. The fields are those of
 * the messages in {@code proto/shotline/v1}, under their names there, and also printed when they
 * are 0 or empty. All methods may be called by any thread.
 */
public final class ResultJson {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .preservingProtoFieldNames()
          .alwaysPrintFieldsWithNoPresence()
          .omittingInsignificantWhitespace();

  private ResultJson() {}

  /**
   * Returns the ScoredImage of an image that came from no topic, and its hottest region beside it
   * unless it was skipped. No camera took it: event_id and camera_id are empty, captured_at and
   * source are absent.
   */
  public static String of(ScoredImage image) {
    String json =
        print(ScoredImageCodec.message(image).clearEventId().clearCameraId().clearCapturedAt());
    return image
        .hottestRegion()
        .map(region -> with(json, "hottest_region", print(ViewCodec.message(region))))
        .orElse(json);
  }

  /**
   * Returns the Alert, and beside its fields what people said: the messages Feedback,
   * Acknowledgement and Shelf. A field is absent where its parameter is null.
   */
  public static String of(
      AlertRecord alert,
      @Nullable Feedback answer,
      @Nullable Acknowledgement seen,
      @Nullable Shelf shelf) {
    String json = print(AlertCodec.message(alert));
    if (answer != null) {
      json = with(json, "feedback", print(FeedbackCodec.message(answer)));
    }
    if (seen != null) {
      json = with(json, "acknowledgement", print(AcknowledgementCodec.message(seen)));
    }
    return shelf == null ? json : with(json, "shelf", print(ShelfCodec.message(shelf)));
  }

  /**
   * Returns the ScoredImage of an alert without its map and timings, and beside its fields those of
   * the Alert.
   */
  public static String of(AlertEntry alert) {
    ImagePlace source = alert.source();
    String json =
        print(
            ScoredImageCodec.message(
                    new ScoredRecord(
                        alert.result(),
                        new SourceRecord(source.topic(), source.partition(), source.offset())))
                .toBuilder()
                .clearTimings());
    return with(
        with(json, "hottest_region", print(ViewCodec.message(alert.hottestRegion()))),
        "evidence",
        '"' + AlertCodec.evidence(alert.evidence()).name() + '"');
  }

  /** Returns the Product; what is the default of model or service is absent. */
  public static String of(ProductRecord record) {
    return print(ProductCodec.message(record));
  }

  /** Returns why an image cannot be judged: {@code reason} and {@code detail} as dead letters. */
  public static String of(Rejection rejection) {
    return refusal(rejection.reason().name(), rejection.detail());
  }

  /**
   * Returns why there is no result, in the form of a rejection.
   *
   * @param reason for programs
   * @param detail for a person
   */
  public static String refusal(String reason, String detail) {
    return print(
        Struct.newBuilder().putFields("reason", text(reason)).putFields("detail", text(detail)));
  }

  /** Returns such an object with the name of the image's file as its first field. */
  public static String withFile(String file, String json) {
    return "{\"file\":" + print(text(file)) + "," + json.substring(1);
  }

  static String print(MessageOrBuilder message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("only a field of type Any can fail, and there is none", e);
    }
  }

  private static String with(String json, String name, String value) {
    return json.substring(0, json.length() - 1) + ",\"" + name + "\":" + value + "}";
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}
