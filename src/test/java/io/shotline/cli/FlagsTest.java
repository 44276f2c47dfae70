package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Options without a value, and the two sources of a camera, from each place that sets options. */
class FlagsTest {
  @TempDir private Path folder;

  /** A flag of a command. */
  record Flag(List<String> command, String name) {
    String variable() {
      return "SHOTLINE_" + name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    boolean value(Map<String, String> environment, String... more) {
      List<String> arguments = new ArrayList<>(command);
      arguments.addAll(List.of(more));
      CommandLine line = App.line(arguments.toArray(String[]::new), environment);
      try {
        line.parseArgs(arguments.toArray(String[]::new));
      } catch (CommandLine.MissingParameterException e) {
        // Of a command that needs more than its flag.
      }
      for (String word : command) {
        line = line.getSubcommands().get(word);
      }
      return line.getCommandSpec().findOption(name).getValue();
    }
  }

  static Stream<Flag> flags() {
    return flags(App.line(new String[0], Map.of()), List.of());
  }

  private static Stream<Flag> flags(CommandLine line, List<String> command) {
    Stream<Flag> own =
        line.getCommandSpec().options().stream()
            .filter(option -> option.type() == boolean.class && option.arity().max() == 0)
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .map(OptionSpec::longestName)
            .map(name -> new Flag(command, name));
    Stream<Flag> below =
        line.getSubcommands().entrySet().stream()
            .flatMap(
                entry -> {
                  List<String> path = new ArrayList<>(command);
                  path.add(entry.getKey());
                  return flags(entry.getValue(), path);
                });
    return Stream.concat(own, below);
  }

  @ParameterizedTest
  @MethodSource("flags")
  void shouldBeWhatIsSaidLast(Flag flag) throws Exception {
    Path file = folder.resolve("line.properties");
    Files.writeString(file, flag.name().substring(2) + "=true\n");
    Map<String, String> on = Map.of(flag.variable(), "true");
    Map<String, String> off = Map.of(flag.variable(), "false");
    String config = "--config=" + file;

    assertThat(flag.value(Map.of())).isFalse();
    assertThat(flag.value(Map.of(), flag.name())).isTrue();
    assertThat(flag.value(on)).isTrue();
    assertThat(flag.value(on, flag.name())).isTrue();
    assertThat(flag.value(off, flag.name())).isTrue();
    assertThat(flag.value(on, flag.name() + "=false")).isFalse();
    assertThat(flag.value(Map.of(), config)).isTrue();
    assertThat(flag.value(Map.of(), config, flag.name())).isTrue();
    assertThat(flag.value(off, config)).isFalse();
  }

  @Test
  void shouldTakeTheFolderOfACameraFromTheEnvironmentAndTheFile() throws Exception {
    Path file = folder.resolve("line.properties");
    Files.writeString(file, "folder=/nowhere/file\n");

    assertThat(camera(Map.of("SHOTLINE_FOLDER", "/nowhere/variable")))
        .contains("--folder: /nowhere/variable is not a folder");
    assertThat(camera(Map.of(), "--config=" + file))
        .contains("--folder: /nowhere/file is not a folder");
    assertThat(camera(Map.of("SHOTLINE_SIMULATE", "true"), "--folder=/nowhere/typed"))
        .contains("--folder: /nowhere/typed is not a folder");
  }

  @Test
  void shouldTakeTheDrawnLineFromTheEnvironment() {
    Map<String, String> drawn = Map.of("SHOTLINE_SIMULATE", "true", "SHOTLINE_DEFECT_SHARE", "2");
    assertThat(camera(drawn)).doesNotContain("--folder");
  }

  @Test
  void shouldAskForOneSourceOfFrames() {
    assertThat(camera(Map.of())).contains("give --folder DIR or --simulate");
    assertThat(camera(Map.of(), "--folder=/nowhere", "--simulate")).contains("two sources");
  }

  @Test
  void shouldSayWhichFilesOfAFolderTheCameraLeavesOut() throws IOException {
    for (String name : List.of("a.tiff", "b.webp", "Thumbs.db", ".DS_Store")) {
      Files.writeString(folder.resolve(name), name);
    }

    // A folder is no file of settings, so that nothing is sent.
    assertThat(camera(Map.of(), "--folder=" + folder, "--client-properties=" + folder))
        .contains("--folder " + folder + ": left out b.webp: the name does not end in .jpg");
  }

  private static String camera(Map<String, String> environment, String... more) {
    List<String> arguments = new ArrayList<>(List.of("camera", "--product=plate"));
    arguments.addAll(List.of(more));
    CommandRun run = CommandRun.of(environment, arguments.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    return run.err();
  }
}
