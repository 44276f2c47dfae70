package io.shotline.tensorflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.port.ModelCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorProto;

/** A version of the mini model as a test wants it, below a folder of its own. */
public record ModelCopy(Path version) {
  private static final ModelFolder ORIGINAL = new ModelFolder(Path.of("model/mini/1"));

  /** A whole copy that calls itself by the folder's name. */
  public static ModelCopy in(Path model, String version) {
    ModelCopy copy = new ModelCopy(model.resolve(version));
    copy.writeGraph(1);
    copy.writeCard(version);
    return copy;
  }

  /** The first part of the graph's file, as a copy under way leaves it. */
  public void writeGraph(double share) {
    byte[] whole = graph();
    byte[] part = Arrays.copyOf(whole, (int) (share * whole.length));
    write("saved_model.pb", part);
  }

  /** What the model says of itself. */
  public void writeCard(String version) {
    try {
      ModelCard card = ORIGINAL.card();
      ModelFolder.writeCard(
          this.version,
          new ModelCard(
              card.name(),
              version,
              card.encoder(),
              card.layers(),
              card.input(),
              card.maxShots(),
              card.defaultThreshold(),
              card.threadsPerRun(),
              card.terms(),
              card.licence(),
              card.provenance()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the text of what the model says of itself. */
  public void changeCard(UnaryOperator<String> change) {
    Path card = version.resolve("assets/model.json");
    try {
      write("assets/model.json", change.apply(Files.readString(card)).getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A card with this value for a setting, which is any text; null leaves the setting out. */
  public static String with(String card, String setting, @Nullable String value) {
    Matcher line =
        Pattern.compile(",?(\\s+)\"" + setting + "\" : (\\[.*]|\".*\"|[^,\\n]+)").matcher(card);
    if (!line.find()) {
      throw new IllegalArgumentException("no setting " + setting + " in " + card);
    }
    String comma = line.group().startsWith(",") ? "," : "";
    String changed = value == null ? "" : comma + line.group(1) + '"' + setting + "\" : " + value;
    String rest = card.substring(line.end());
    boolean first = value == null && comma.isEmpty() && rest.startsWith(",");
    return card.substring(0, line.start()) + changed + (first ? rest.substring(1) : rest);
  }

  /** A graph whose every score is no number. */
  public void writeGraphOfNoNumbers() {
    change(
        graph -> {
          for (NodeDef.Builder node : graph.getGraphDefBuilder().getNodeBuilderList()) {
            AttrValue value = node.getAttrOrDefault("value", AttrValue.getDefaultInstance());
            if (node.getName().startsWith("score") && isHalf(value.getTensor())) {
              TensorProto nan =
                  value.getTensor().toBuilder()
                      .clearTensorContent()
                      .clearFloatVal()
                      .addFloatVal(Float.NaN)
                      .build();
              node.putAttr("value", value.toBuilder().setTensor(nan).build());
            }
          }
          return graph;
        });
  }

  /** A graph that can do all but this. */
  public void writeGraphWithout(String signature) {
    change(graph -> graph.removeSignatureDef(signature));
  }

  public void write(String file, byte[] content) {
    try {
      Path path = version.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete(String file) {
    try {
      Files.delete(version.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void change(UnaryOperator<MetaGraphDef.Builder> change) {
    try {
      SavedModel.Builder model = SavedModel.parseFrom(graph()).toBuilder();
      MetaGraphDef.Builder graph = change.apply(model.getMetaGraphs(0).toBuilder());
      write("saved_model.pb", model.setMetaGraphs(0, graph).build().toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The factor that makes residuals of cosines. */
  private static boolean isHalf(TensorProto tensor) {
    return tensor.getDtype() == DataType.DT_FLOAT
        && tensor.getTensorShape().getDimCount() == 0
        && tensor.getFloatValCount() == 1
        && tensor.getFloatVal(0) == 0.5f;
  }

  private static byte[] graph() {
    try {
      return Files.readAllBytes(ORIGINAL.version().resolve("saved_model.pb"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
