import io.shotline.camera.Frame;
import io.shotline.camera.drawn.SimulatedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Draws plates of the simulated line into FOLDER/good and FOLDER/bad: java -cp ... Plates.java FOLDER COUNT. */
final class Plates {
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    SimulatedLine line = new SimulatedLine(7, 0, 0.4);
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      Frame frame = line.frame(i);
      String truth = frame.attributes().get("truth");
      Path kind =
          folder.resolve(truth.equals("normal") ? "good" : "bad/" + truth).resolve(frame.name());
      Files.createDirectories(kind.getParent());
      Files.write(kind, frame.image().bytes());
    }
  }
}
