package io.shotline.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Cameras that send each of their images one to three times, for each byte of standard input one,
 * until it ends.
 */
final class RepeatingCamerasProcess {
  /** How far the sends of an image are apart at most, in images of all cameras. */
  private static final int APART = 300;

  private record Send(int number, double due) {}

  private RepeatingCamerasProcess() {}

  /** Arguments: the brokers, how many images there are, the seed of their order. */
  public static void main(String[] arguments) throws IOException {
    List<Integer> sends = sends(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
    CamerasProcess.publish(arguments[0], i -> CamerasProcess.goodImage(sends.get(i)));
  }

  /** Returns the numbers of the images in the order in which they are sent. */
  static List<Integer> sends(int images, long seed) {
    Random random = new Random(seed);
    List<Send> sends = new ArrayList<>();
    for (int number = 0; number < images; number++) {
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        sends.add(new Send(number, number + random.nextDouble() * APART));
      }
    }
    return sends.stream().sorted(Comparator.comparingDouble(Send::due)).map(Send::number).toList();
  }
}
