package io.shotline.convert.download;

import io.shotline.convert.download.PublishedModel.Licence;
import io.shotline.convert.download.PublishedModel.PublishedAccuracy;
import java.net.URI;
import java.util.List;

/**
 * The published files that shotline knows. A file belongs here only with all of its sum, as several
 * independent projects pin it.
 */
public final class PublishedModels {
  private static final String HOST = "https://dl.fbaipublicfiles.com/dinov2/";
  private static final Licence APACHE =
      new Licence("Apache-2.0", URI.create("https://www.apache.org/licenses/LICENSE-2.0"));
  private static final String ANOMALY_DINO = "AnomalyDINO, arXiv 2405.14529, side 448";

  private static final List<PublishedModel> ALL =
      List.of(
          dinov2(
              "vits14",
              "",
              88_283_115,
              "b938bf1bc15cd2ec0feacfe3a1bb553fe8ea9ca46a7e1d8d00217f29aef60cd9",
              List.of(
                  new PublishedAccuracy("MVTec AD", List.of(.966, .969, .977), ANOMALY_DINO),
                  new PublishedAccuracy("VisA", List.of(.874, .897, .926), ANOMALY_DINO))),
          dinov2(
              "vits14",
              "reg4",
              0,
              "f433177089a681826f849f194ece3bb48f4d63fb38d32fc837e3dc7a4e5641fb",
              List.of()),
          dinov2(
              "vitb14",
              "",
              346_378_731,
              "0b8b82f85de91b424aded121c7e1dcc2b7bc6d0adeea651bf73a13307fad8c73",
              List.of()),
          dinov2(
              "vitb14",
              "reg4",
              0,
              "73182a088cf94833c94b1666d1c99e02fe87e2007bff57b564fb6206e25dba71",
              List.of()),
          dinov2(
              "vitl14",
              "",
              1_217_586_395,
              "d5383ea8f4877b2472eb973e0fd72d557c7da5d3611bd527ceeb1d7162cbf428",
              List.of()),
          dinov2(
              "vitl14",
              "reg4",
              0,
              "36e4deffbaef061a2576705b0c36f93621e2ae20bf6274694821b0b492551b51",
              List.of()));

  private PublishedModels() {}

  /** Returns all of them, the smallest first. */
  public static List<PublishedModel> all() {
    return ALL;
  }

  private static PublishedModel dinov2(
      String size, String registers, long bytes, String sha256, List<PublishedAccuracy> accuracy) {
    String folder = "dinov2_" + size;
    String file = folder + (registers.isEmpty() ? "" : "_" + registers) + "_pretrain.pth";
    return new PublishedModel(
        "dinov2-" + size + (registers.isEmpty() ? "" : "-" + registers),
        URI.create(HOST + folder + "/" + file),
        bytes,
        sha256,
        APACHE,
        accuracy);
  }
}
