package io.shotline.http.api;

import java.util.Map;

/** The operations of one kind of thing. */
@FunctionalInterface
public interface ApiRoutes {
  /** Returns them by the operation id of the document. */
  Map<String, ApiOperation> operations();
}
