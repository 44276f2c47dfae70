package io.shotline.chaos;

import io.shotline.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The embedded broker as a process; ends when its standard input does. */
final class BrokerProcess {
  private BrokerProcess() {}

  /** Prints where it listens. Arguments: data folder, port. */
  public static void main(String[] arguments) throws IOException {
    try (EmbeddedBroker broker =
        EmbeddedBroker.in(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
      System.out.println(broker.bootstrapServers());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
