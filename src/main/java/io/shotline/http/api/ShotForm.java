package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.line.ShotEntry;
import io.shotline.core.line.Shots;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the files of a form as shots, one after the other, each under its file name. A file that
 * cannot be used loses none of the others. For one form, on one thread.
 */
final class ShotForm {
  private static final Logger LOG = LoggerFactory.getLogger(ShotForm.class);

  private final Shots shots;
  private final String product;
  private final String addedBy;
  private final Set<String> names = new HashSet<>();
  private final List<ApiResponse.Change> changes = new ArrayList<>();

  /** Why no more files are tried; null while they are. */
  private @Nullable ProblemException end;

  ShotForm(Shots shots, String product, String addedBy) {
    this.shots = requireNonNull(shots, "shots");
    this.product = requireNonNull(product, "product");
    this.addedBy = requireNonNull(addedBy, "addedBy");
  }

  /**
   * Adds the files; says of each what became of it.
   *
   * @throws ProblemException if none could be added
   */
  ApiResponse add(List<FormFile> files) throws ProblemException {
    List<JsonObject> items = files.stream().map(this::result).toList();
    JsonObject answer =
        new JsonObject().put("added", changes.size()).put("items", LineJson.list(items));
    if (changes.isEmpty()) {
      throw none(items.size(), answer);
    }
    return ApiResponse.json(changes.size() == items.size() ? 200 : 207, answer).audited(changes);
  }

  private JsonObject result(FormFile file) {
    JsonObject result = new JsonObject().put("file", file.name());
    try {
      JsonObject shot = ShotJson.of(added(file));
      changes.add(new ApiResponse.Change(ShotRoutes.target(product, file.name()), null, shot));
      return result.put("status", 201).put("shot", shot);
    } catch (ProblemException e) {
      return result.put("status", e.status()).put("reason", e.reason()).put("detail", e.detail());
    }
  }

  private ShotEntry added(FormFile file) throws ProblemException {
    if (end != null) {
      throw end;
    }
    if (!names.add(file.name())) {
      throw new ProblemException(
          422, "SAME_NAME", "the form has another file of this name, which would be lost");
    }
    NewId.require("the file's name", file.name());
    try {
      return shots.add(product, file.name(), new EncodedImage(file.bytes()), addedBy);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(422, "UNUSABLE_SHOT", String.valueOf(e.getMessage()));
    } catch (LineUnavailableException e) {
      end = new ProblemException(503, "UNAVAILABLE", String.valueOf(e.getMessage()));
      throw end;
    } catch (RuntimeException e) {
      // What was added before must be told, and be audited.
      LOG.warn("adding shot {} of product {} failed", file.name(), product, e);
      end = new ProblemException(500, "FAILED", "adding the shot failed; the log says why");
      throw end;
    }
  }

  private ProblemException none(int files, JsonObject answer) {
    String detail = "none of " + files + " files is added; items says why of each";
    return end == null
        ? new ProblemException(422, "UNUSABLE_SHOT", detail, answer)
        : new ProblemException(end.status(), end.reason(), end.detail(), answer)
            .header("Retry-After", "1");
  }
}
