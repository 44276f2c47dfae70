package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.camera.Frame;
import io.shotline.camera.drawn.SimulatedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Plates of the drawn line as a category, and {@code evaluate} on it. */
final class DrawnParts {
  /** How many good plates are judged. */
  static final int GOOD = 6;

  /** How many plates have a defect. */
  static final int BAD = 4;

  private static final int CANDIDATES = 5;

  private DrawnParts() {}

  /** Draws a category into a folder. */
  static void draw(Path plates) throws IOException {
    SimulatedLine sound = new SimulatedLine(7, 0, 0);
    SimulatedLine spoilt = new SimulatedLine(7, 0, 1);
    for (Frame shot : sound.normalShots(CANDIDATES)) {
      write(plates.resolve("train/good").resolve(shot.name()), shot);
    }
    for (int i = 0; i < GOOD; i++) {
      write(plates.resolve("test/good").resolve(i + ".jpg"), sound.frame(i));
    }
    for (int i = 0; i < BAD; i++) {
      write(plates.resolve("test/defect").resolve(i + ".jpg"), spoilt.frame(100 + i));
    }
  }

  static CommandRun evaluate(String... options) {
    return CommandRun.of(
        Stream.concat(Stream.of("evaluate"), Stream.of(options)).toArray(String[]::new));
  }

  static List<JsonNode> json(String... options) throws IOException {
    CommandRun run =
        evaluate(
            Stream.concat(Stream.of(options), Stream.of("--format", "json"))
                .toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return parsed(run);
  }

  static List<JsonNode> parsed(CommandRun run) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.lines()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static void write(Path file, Frame frame) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, frame.image().bytes());
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
