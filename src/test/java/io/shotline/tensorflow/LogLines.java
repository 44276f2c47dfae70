package io.shotline.tensorflow;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs until this is closed. */
record LogLines(Logger logger, ListAppender<ILoggingEvent> appender) implements AutoCloseable {
  static LogLines of(Class<?> type) {
    LogLines lines = new LogLines((Logger) LoggerFactory.getLogger(type), new ListAppender<>());
    lines.appender().start();
    lines.logger().addAppender(lines.appender());
    return lines;
  }

  List<String> warnings() {
    return List.copyOf(appender.list).stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
