package io.shotline.http.api;

/** Answers the requests of one operation of the document. */
@FunctionalInterface
public interface ApiOperation {
  /**
   * Answers a request that the document allows, by a caller with the role that it asks for. Called
   * by several worker threads at once; may block.
   *
   * @throws ProblemException if it is not answered as asked
   */
  ApiResponse handle(ApiRequest request) throws ProblemException;
}
