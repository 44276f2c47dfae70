package io.shotline.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A broker with two doors: one for its master, who may do everything, and one for a user with a
 * name and a password, who may do what ACLs allow.
 */
public final class GuardedBroker implements AutoCloseable {
  public static final String USER = "shotline";
  public static final String PASSWORD = "wrong-horse";

  private final BrokerStorage storage = BrokerStorage.temporary();
  private final KafkaRaftServer server;
  private final int masters;
  private final int users;

  public GuardedBroker() throws IOException {
    storage.open();
    // All at once, so that no two are the same.
    try (ServerSocket first = socket();
        ServerSocket second = socket();
        ServerSocket third = socket()) {
      masters = first.getLocalPort();
      users = second.getLocalPort();
      Properties properties =
          BrokerProperties.of(storage.folder(), masters, third.getLocalPort(), 0);
      guard(properties);
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    }
    server.startup();
  }

  public String mastersServers() {
    return EmbeddedBroker.HOST + ":" + masters;
  }

  public String usersServers() {
    return EmbeddedBroker.HOST + ":" + users;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    storage.close();
  }

  private void guard(Properties properties) {
    properties.merge("listeners", ",SASL_PLAINTEXT://" + usersServers(), (a, b) -> a + "" + b);
    properties.merge(
        "listener.security.protocol.map",
        ",SASL_PLAINTEXT:SASL_PLAINTEXT",
        (before, more) -> before + "" + more);
    properties.put("inter.broker.listener.name", "PLAINTEXT");
    properties.put("sasl.enabled.mechanisms", "PLAIN");
    properties.put(
        "listener.name.sasl_plaintext.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_"
            + USER
            + "=\""
            + PASSWORD
            + "\";");
    properties.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    properties.put("super.users", "User:ANONYMOUS");
  }

  private static ServerSocket socket() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
