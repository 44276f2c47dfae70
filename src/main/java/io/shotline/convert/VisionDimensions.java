package io.shotline.convert;

import io.shotline.core.BaselineEncoder;
import io.shotline.core.image.ModelInput;
import io.shotline.tensorflow.ModelFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/**
 * The dimensions of a converted model's vision transformer, read back from its graph: the shapes of
 * the variables and, since no weight tells heads apart, the reshaping that does.
 */
public final class VisionDimensions {
  private static final String PATCHES = "visual.conv1.weight";
  private static final String PROJECTION = "visual.proj";
  private static final String BLOCK = "visual.transformer.resblocks.";
  private static final String MLP = ".mlp.c_fc.weight";

  /** Inputs of the first Pack of the tower: images, tokens, parts, heads, values of a head. */
  private static final int HEADS_AXES = 5;

  private static final int HEADS_AXIS = 3;

  private VisionDimensions() {}

  /**
   * Reads the graph; the weights stay where they are.
   *
   * @return nothing where the model has no vision transformer
   * @throws IOException if the graph cannot be read; names the file
   */
  public static Optional<BaselineEncoder.Dimensions> of(ModelFolder folder) throws IOException {
    GraphDef graph = graph(folder.version().resolve("saved_model.pb"));
    Map<String, int[]> shapes = new TreeMap<>();
    for (NodeDef node : graph.getNodeList()) {
      if (node.getOp().equals("VarHandleOp")) {
        shapes.put(node.getAttrOrThrow("shared_name").getS().toStringUtf8(), shape(node));
      }
    }
    return shapes.containsKey(PATCHES) && folder.card().input() instanceof ModelInput.Square input
        ? Optional.of(dimensions(shapes, input.patches(), heads(graph), epsilon(graph)))
        : Optional.empty();
  }

  private static BaselineEncoder.Dimensions dimensions(
      Map<String, int[]> shapes, int grid, int heads, float epsilon) {
    int tokens = size(shapes, "visual.positional_embedding", 0);
    int blocks =
        Math.toIntExact(
            shapes.keySet().stream()
                .filter(name -> name.startsWith(BLOCK) && name.endsWith(MLP))
                .count());
    return new BaselineEncoder.Dimensions(
        grid,
        size(shapes, PATCHES, 0),
        tokens - grid * grid,
        size(shapes, PATCHES, 3),
        blocks,
        heads,
        size(shapes, BLOCK + 0 + MLP, 1),
        shapes.containsKey(PROJECTION) ? size(shapes, PROJECTION, 1) : 0,
        epsilon);
  }

  private static int size(Map<String, int[]> shapes, String variable, int axis) {
    int[] shape = shapes.get(variable);
    if (shape == null || shape.length <= axis) {
      throw new IllegalArgumentException("the model has no variable " + variable + " of this kind");
    }
    return shape[axis];
  }

  private static int heads(GraphDef graph) {
    Map<String, NodeDef> nodes =
        graph.getNodeList().stream()
            .collect(Collectors.toMap(NodeDef::getName, Function.identity()));
    return graph.getNodeList().stream()
        .filter(node -> node.getOp().equals("Pack") && node.getName().startsWith("device/encode/"))
        .filter(node -> node.getInputCount() == HEADS_AXES)
        .findFirst()
        .map(node -> nodes.get(node.getInput(HEADS_AXIS)))
        .map(node -> node.getAttrOrThrow("value").getTensor().getIntVal(0))
        .orElseThrow(() -> new IllegalArgumentException("the vision tower has no heads"));
  }

  /** The layer norms of the kernels that have one are of one epsilon. */
  private static float epsilon(GraphDef graph) {
    return graph.getNodeList().stream()
        .filter(node -> node.getName().startsWith("device" + Layers.ONE_DNN + "/encode/"))
        .filter(node -> node.containsAttr("epsilon"))
        .findFirst()
        .map(node -> node.getAttrOrThrow("epsilon").getF())
        .orElseThrow(() -> new IllegalArgumentException("the vision tower has no layer norms"));
  }

  private static int[] shape(NodeDef variable) {
    return variable.getAttrOrThrow("shape").getShape().getDimList().stream()
        .mapToInt(dimension -> Math.toIntExact(dimension.getSize()))
        .toArray();
  }

  private static GraphDef graph(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return SavedModel.parseFrom(stream).getMetaGraphs(0).getGraphDef();
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
