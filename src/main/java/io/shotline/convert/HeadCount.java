package io.shotline.convert;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.convert.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How many heads an encoder has, which no tensor tells.
 *
 * @param heads null takes heads of 64 values
 */
record HeadCount(@Nullable Integer heads) {
  /** Heads of 64 values, as in all published models. */
  static final HeadCount USUAL = new HeadCount(null);

  /**
   * Reads it of a file: {@code num_attention_heads} as in Hugging Face's {@code config.json}, or
   * {@code vision_cfg.heads} as in OpenCLIP's.
   *
   * @throws CheckpointException if it has neither; names the file
   */
  static HeadCount of(Path file) throws IOException {
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(file.toFile());
    } catch (JacksonException e) {
      throw new CheckpointException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
    for (String pointer : new String[] {"/num_attention_heads", "/vision_cfg/heads"}) {
      JsonNode heads = json.at(pointer);
      if (heads.isInt() && heads.asInt() > 0) {
        return new HeadCount(heads.asInt());
      }
    }
    throw new CheckpointException(
        file + ": num_attention_heads (or vision_cfg.heads) must be a number above 0");
  }

  /** Returns the heads of an encoder of a width. */
  int of(int width) {
    if (heads != null) {
      return heads;
    }
    return width % Tower.HEAD_WIDTH == 0 ? width / Tower.HEAD_WIDTH : 0;
  }
}
