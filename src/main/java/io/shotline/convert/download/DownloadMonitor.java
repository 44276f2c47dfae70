package io.shotline.convert.download;

/** Hears how a download goes on. Called by the thread that downloads. */
public interface DownloadMonitor {
  /** Takes what a person should know, such as where a download goes on. */
  void note(String line);

  /**
   * Takes how far the download is.
   *
   * @param bytes that the file has now
   * @param before bytes of it from an earlier run
   * @param total bytes of the whole file; 0 if the server does not say
   */
  void at(long bytes, long before, long total);
}
