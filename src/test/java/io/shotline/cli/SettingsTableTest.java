package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/** The table of settings in README, against the options of the service. */
class SettingsTableTest {
  @Test
  void shouldHaveEveryOptionOfTheServiceWithItsDefault() throws Exception {
    Map<String, String> table = table();

    Map<String, OptionSpec> options =
        Commands.all()
            .filter(command -> command.path().equals(List.of("run")))
            .flatMap(command -> command.options().stream())
            .collect(Collectors.toMap(OptionSpec::longestName, option -> option));
    assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(options.keySet());
    table.forEach(
        (name, cell) -> {
          String standard = options.get(name).defaultValue();
          if (standard != null && !standard.isEmpty()) {
            assertThat(standard).as(name).endsWith(cell);
            assertThat(cell).as(name).isNotEmpty();
          }
        });
  }

  /** The options of the table and what stands for each of them as its default. */
  private static Map<String, String> table() throws Exception {
    List<String> rows =
        Files.readAllLines(Path.of("README.md")).stream()
            .dropWhile(line -> !line.startsWith("## Settings"))
            .dropWhile(line -> !line.startsWith("| `--"))
            .takeWhile(line -> line.startsWith("| `--"))
            .toList();
    Map<String, String> table = new LinkedHashMap<>();
    for (String row : rows) {
      List<String> cells = Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
      List<String> names = List.of(cells.get(1).replace("`", "").split(", "));
      List<String> defaults = List.of(cells.get(2).replace("`", "").split(", ", -1));
      for (int i = 0; i < names.size(); i++) {
        table.put(
            names.get(i), names.size() == 1 ? cells.get(2).replace("`", "") : defaults.get(i));
      }
    }
    return table;
  }
}
