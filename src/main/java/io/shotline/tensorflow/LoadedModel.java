package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import io.shotline.tensorflow.precision.LowPrecisionGraph;
import io.shotline.tensorflow.precision.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.types.TString;

/** Holds a SavedModel in a session: as it is stored, or in another precision. */
final class LoadedModel implements AutoCloseable {
  private static final String TAG = "serve";

  private final Session session;
  private final Runnable owner;

  private LoadedModel(Session session, Runnable owner) {
    this.session = requireNonNull(session, "session");
    this.owner = requireNonNull(owner, "owner");
  }

  /**
   * Loads the graph and the weights.
   *
   * @param version folder with {@code saved_model.pb}
   * @throws IOException if the file cannot be read
   */
  static LoadedModel of(Path version, Precision precision, ConfigProto config) throws IOException {
    if (precision.changesGraph()) {
      return rewritten(version, precision, config);
    }
    SavedModelBundle bundle =
        SavedModelBundle.loader(version.toString()).withTags(TAG).withConfigProto(config).load();
    return new LoadedModel(bundle.session(), bundle::close);
  }

  private static LoadedModel rewritten(Path version, Precision precision, ConfigProto config)
      throws IOException {
    MetaGraphDef stored = read(version.resolve("saved_model.pb"));
    Graph graph = new Graph();
    try {
      graph.importGraphDef(LowPrecisionGraph.of(stored.getGraphDef(), precision));
      Session session = new Session(graph, config);
      if (stored.hasSaverDef()) {
        restore(session, stored.getSaverDef(), version.resolve("variables/variables"));
      }
      return new LoadedModel(
          session,
          () -> {
            session.close();
            graph.close();
          });
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  private static MetaGraphDef read(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return SavedModel.parseFrom(stream).getMetaGraphsList().stream()
          .filter(each -> each.getMetaInfoDef().getTagsList().contains(TAG))
          .findFirst()
          .orElseThrow(() -> new IOException(file + ": no graph with the tag " + TAG));
    }
  }

  private static void restore(Session session, SaverDef saver, Path variables) {
    try (TString prefix = TString.scalarOf(variables.toString())) {
      session
          .runner()
          .feed(saver.getFilenameTensorName(), prefix)
          .addTarget(saver.getRestoreOpName())
          .run()
          .close();
    }
  }

  Session session() {
    return session;
  }

  @Override
  public void close() {
    owner.run();
  }
}
