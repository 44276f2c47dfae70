package io.shotline.cli.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows what Streams logs of local copies that a killed instance left behind: a dozen warnings,
 * most with a stack trace. The service says the same in a line of its own. Streams uses the same
 * words for tasks that broke for another reason, so these count only for a task that was named
 * before, and once. Safe for use by many threads.
 */
final class CopiesMadeAnew {
  private static final String INTERNALS = "org.apache.kafka.streams.processor.internals.";
  private static final String STATE = INTERNALS + "ProcessorStateManager";
  private static final String TASKS = INTERNALS + "TaskManager";
  private static final String THREAD = INTERNALS + "StreamThread";

  private static final String ID = "\\d+_\\d+";
  private static final String IDS = ID + "(?:, " + ID + ")*";

  /** Of one of the tasks whose copies are not to be trusted. */
  private static final String BROKEN =
      ID
          + "=org\\.apache\\.kafka\\.streams\\.errors\\.TaskCorruptedException: Tasks \\["
          + ID
          + "\\] are corrupted and hence need to be re-initialized";

  private static final Pattern NAMED =
      Pattern.compile(
          " did not find checkpoint offsets while stores are not empty, since under EOS it has the"
              + " risk of .* wipe out the local state of task ("
              + ID
              + ") before re-bootstrapping$");

  private static final Pattern GROUPED =
      Pattern.compile(" Encounter corrupted task (" + ID + "), will group it with other corrupted");

  private static final Pattern ALL_BROKEN =
      Pattern.compile(
          " Get exceptions for the following tasks: \\{(" + BROKEN + "(?:, " + BROKEN + ")*)}$");

  private static final Pattern REVIVED =
      Pattern.compile(
          " Detected the states of tasks \\[("
              + IDS
              + ")] are corrupted\\. Will close the task as"
              + " dirty and re-create and bootstrap from scratch\\.$");

  private static final Pattern TASK = Pattern.compile("\\b" + ID + "\\b");

  /** Streams numbers the tasks of each application by itself; its clients have these in common. */
  private static final Pattern CLIENT = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]+");

  private final Set<String> named = new HashSet<>();

  /** Returns whether this is one of these lines, and remembers the tasks that it names. */
  synchronized boolean tellsOf(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    boolean isWarning = event.getLevel() == Level.WARN;
    return switch (event.getLoggerName()) {
      case STATE -> isWarning && names(message);
      case TASKS -> isNamed(isWarning ? GROUPED : ALL_BROKEN, message);
      case THREAD -> isWarning && isRevived(message);
      default -> false;
    };
  }

  private boolean names(String message) {
    Matcher line = NAMED.matcher(message);
    if (!line.find()) {
      return false;
    }
    named.add(client(message) + line.group(1));
    return true;
  }

  private boolean isNamed(Pattern pattern, String message) {
    Matcher line = pattern.matcher(message);
    return line.find() && named.containsAll(tasks(line.group(1), message));
  }

  /** The end: from here on, the same words mean something else. */
  private boolean isRevived(String message) {
    boolean isNamed = isNamed(REVIVED, message);
    if (isNamed) {
      tasks(message.substring(message.indexOf(" Detected ")), message).forEach(named::remove);
    }
    return isNamed;
  }

  private static List<String> tasks(String ids, String message) {
    String client = client(message);
    return TASK.matcher(ids).results().map(MatchResult::group).map(client::concat).toList();
  }

  private static String client(String message) {
    Matcher client = CLIENT.matcher(message);
    return client.find() ? client.group() + " " : "";
  }
}
