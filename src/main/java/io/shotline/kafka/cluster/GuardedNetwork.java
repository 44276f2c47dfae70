package io.shotline.kafka.cluster;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.LeastLoadedNode;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.FetchResponse;

/**
 * A consumer's network client that shows what was fetched to somebody before the consumer sees it.
 * Everything else is passed on. The consumer calls it from two threads, one at a time.
 */
final class GuardedNetwork implements KafkaClient {
  private final KafkaClient client;
  private final Consumer<FetchResponse> guard;

  /**
   * Wraps a client, which it owns from then on.
   *
   * @param guard may change the response; must not throw
   */
  GuardedNetwork(KafkaClient client, Consumer<FetchResponse> guard) {
    this.client = requireNonNull(client, "client");
    this.guard = requireNonNull(guard, "guard");
  }

  /**
   * The consumer's other thread may take an answer before poll has returned it: guarded earlier.
   */
  @Override
  public void send(ClientRequest request, long now) {
    client.send(request.apiKey() == ApiKeys.FETCH ? guarded(request) : request, now);
  }

  private ClientRequest guarded(ClientRequest request) {
    RequestCompletionHandler callback = request.callback();
    // The only thing that makeHeader adds to what a request tells of itself is the client's id.
    String clientId =
        request.makeHeader(request.requestBuilder().latestAllowedVersion()).clientId();
    return new ClientRequest(
        request.destination(),
        request.requestBuilder(),
        request.correlationId(),
        clientId,
        request.createdTimeMs(),
        request.expectResponse(),
        request.requestTimeoutMs(),
        response -> {
          if (response.responseBody() instanceof FetchResponse fetched) {
            guard.accept(fetched);
          }
          callback.onComplete(response);
        });
  }

  @Override
  public boolean isReady(Node node, long now) {
    return client.isReady(node, now);
  }

  @Override
  public boolean ready(Node node, long now) {
    return client.ready(node, now);
  }

  @Override
  public long connectionDelay(Node node, long now) {
    return client.connectionDelay(node, now);
  }

  @Override
  public long pollDelayMs(Node node, long now) {
    return client.pollDelayMs(node, now);
  }

  @Override
  public boolean connectionFailed(Node node) {
    return client.connectionFailed(node);
  }

  @Override
  public AuthenticationException authenticationException(Node node) {
    return client.authenticationException(node);
  }

  @Override
  public List<ClientResponse> poll(long timeout, long now) {
    return client.poll(timeout, now);
  }

  @Override
  public void disconnect(String node) {
    client.disconnect(node);
  }

  @Override
  public void close(String node) {
    client.close(node);
  }

  @Override
  public LeastLoadedNode leastLoadedNode(long now) {
    return client.leastLoadedNode(now);
  }

  @Override
  public int inFlightRequestCount() {
    return client.inFlightRequestCount();
  }

  @Override
  public boolean hasInFlightRequests() {
    return client.hasInFlightRequests();
  }

  @Override
  public int inFlightRequestCount(String node) {
    return client.inFlightRequestCount(node);
  }

  @Override
  public boolean hasInFlightRequests(String node) {
    return client.hasInFlightRequests(node);
  }

  @Override
  public boolean hasReadyNodes(long now) {
    return client.hasReadyNodes(now);
  }

  @Override
  public void wakeup() {
    client.wakeup();
  }

  @Override
  public ClientRequest newClientRequest(
      String node, AbstractRequest.Builder<?> builder, long now, boolean expectResponse) {
    return client.newClientRequest(node, builder, now, expectResponse);
  }

  @Override
  public ClientRequest newClientRequest(
      String node,
      AbstractRequest.Builder<?> builder,
      long now,
      boolean expectResponse,
      int timeoutMs,
      RequestCompletionHandler callback) {
    return client.newClientRequest(node, builder, now, expectResponse, timeoutMs, callback);
  }

  @Override
  public void initiateClose() {
    client.initiateClose();
  }

  @Override
  public boolean active() {
    return client.active();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
