package io.shotline.kafka.cluster;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Waits for what the cluster answers, and says in words what went wrong. */
public final class ClusterReplies {
  private final ClusterSettings cluster;

  public ClusterReplies(ClusterSettings cluster) {
    this.cluster = requireNonNull(cluster, "cluster");
  }

  /** The answer; {@code what} was asked for. */
  public <T> T get(Future<T> answer, String what) {
    try {
      // Clients give up by themselves and know more about why; this is for those that do not.
      return answer.get(2 * cluster.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause(), what);
    } catch (TimeoutException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while waiting for " + what, e);
    }
  }

  /** Whether the answer is a failure of this kind; any other failure is thrown. */
  public boolean failsWith(Class<? extends Exception> failure, Future<?> answer, String what) {
    try {
      get(answer, what);
      return false;
    } catch (ClusterException e) {
      if (failure.isInstance(e.getCause())) {
        return true;
      }
      throw e;
    }
  }

  /** What a client's failure means. */
  public ClusterException failure(@Nullable Throwable cause, String what) {
    if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return unreachable(cause);
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new ClusterException(
          what
              + " does not exist on "
              + cluster.bootstrapServers()
              + "; make it with: shotline topics create",
          cause);
    }
    String why =
        cause == null
            ? "no reason given"
            : new HiddenValues(cluster.clientProperties().values())
                .in(String.valueOf(cause.getMessage()));
    return new ClusterException(
        what + " on " + cluster.bootstrapServers() + " failed: " + why, cause);
  }

  private ClusterException unreachable(Throwable cause) {
    return new ClusterException(
        "no broker answered at "
            + cluster.bootstrapServers()
            + " within "
            + cluster.timeout().toSeconds()
            + " s; is it running, and is the address right?",
        cause);
  }
}
