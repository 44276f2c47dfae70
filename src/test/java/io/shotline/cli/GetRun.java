package io.shotline.cli;

import io.shotline.convert.DinoModel;
import io.shotline.convert.download.NewModelFolder;
import io.shotline.convert.download.PublishedModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * {@code model get} with files that a test publishes and in folders of the test.
 *
 * @param environment proxies, and where the user's folders are
 */
record GetRun(
    List<PublishedModel> models,
    Function<DinoModel.Options, NewModelFolder.Maker> makers,
    Map<String, String> environment,
    Duration stallLimit) {
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Published files, a maker that needs no TensorFlow, and the user's folders below this one. */
  static GetRun in(Path home, PublishedModel... models) {
    return new GetRun(
        List.of(models),
        options -> new CopyMaker(),
        Map.of(
            "XDG_CACHE_HOME", home.resolve("cache").toString(),
            "XDG_DATA_HOME", home.resolve("data").toString()),
        LONG);
  }

  GetRun with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new GetRun(models, makers, more, stallLimit);
  }

  GetRun with(Duration stall) {
    return new GetRun(models, makers, environment, stall);
  }

  GetRun with(NewModelFolder.Maker other) {
    return new GetRun(models, options -> other, environment, stallLimit);
  }

  /** The same, with the models that the product makes. */
  GetRun withRealModels() {
    return new GetRun(models, PublishedModelMaker::new, environment, stallLimit);
  }

  Path downloads() {
    return Path.of(environment.get("XDG_CACHE_HOME"), "shotline", "downloads");
  }

  Path made() {
    return Path.of(environment.get("XDG_DATA_HOME"), "shotline", "models");
  }

  /** Types {@code shotline model get} and these words. */
  CommandRun type(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = line(new PrintWriter(out, true), new PrintWriter(err, true), words);
    return new CommandRun(code, out.toString(), err.toString());
  }

  int line(PrintWriter out, PrintWriter err, String... words) {
    String[] arguments =
        Stream.concat(Stream.of("model", "get"), Stream.of(words)).toArray(String[]::new);
    CommandLine line = App.line(arguments, Map.of(), this::create);
    return line.setOut(out).setErr(err).execute(arguments);
  }

  private <K> K create(Class<K> type) throws Exception {
    if (type == GetCommand.class) {
      return type.cast(new GetCommand(new FetchSettings(models, makers, environment, stallLimit)));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
