package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the newest events of the line as they are sent, at most {@value #MOST} of them and {@value
 * #MOST_CHARACTERS} characters. All readers share them, so that none has a queue of its own. Safe
 * for use by many threads.
 */
public final class EventLog {
  static final int MOST = 1000;
  static final int MOST_CHARACTERS = 4 << 20;

  private static final Pattern ID = Pattern.compile("([0-9a-f-]{36})\\.(\\d{1,15})");

  /**
   * An event as it is sent.
   *
   * @param number the first has 1
   */
  record Event(long number, String text) {}

  /** Tells the numbers of this process from those of others. */
  private final String name = UUID.randomUUID().toString();

  private final Deque<Event> newest = new ArrayDeque<>();
  private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
  private long characters;
  private long last;

  /** Adds an event. */
  void add(String type, JsonObject data) {
    synchronized (this) {
      last++;
      Event event = new Event(last, text(last, type, data));
      newest.addLast(event);
      characters += event.text().length();
      while (newest.size() > MOST || (characters > MOST_CHARACTERS && newest.size() > 1)) {
        characters -= newest.removeFirst().text().length();
      }
    }
    listeners.forEach(Runnable::run);
  }

  /** Returns the events behind one, at most so many. */
  synchronized List<Event> after(long number, int most) {
    List<Event> events = new ArrayList<>();
    // The few of a reader that keeps up are at the end.
    var backwards = newest.descendingIterator();
    while (backwards.hasNext()) {
      Event event = backwards.next();
      if (event.number() <= number) {
        break;
      }
      events.add(0, event);
    }
    return events.size() <= most ? events : List.copyOf(events.subList(0, most));
  }

  /** Returns whether all events behind this one are still held. */
  synchronized boolean reaches(long number) {
    return number <= last && number >= last - newest.size();
  }

  /** Returns the number of the newest event; 0 before the first. */
  synchronized long last() {
    return last;
  }

  /** Returns the text of an event that only its reader gets. */
  String text(long number, String type, JsonObject data) {
    return "id: " + name + "." + number + "\nevent: " + type + "\ndata: " + data.encode() + "\n\n";
  }

  /** Returns the number in an id; empty if it is of another process or none. */
  OptionalLong number(String id) {
    Matcher matcher = ID.matcher(id);
    return matcher.matches() && matcher.group(1).equals(name)
        ? OptionalLong.of(Long.parseLong(matcher.group(2)))
        : OptionalLong.empty();
  }

  /** Adds a listener that is told of each event, by the thread that adds it; it returns at once. */
  void listen(Runnable listener) {
    listeners.add(requireNonNull(listener, "listener"));
  }

  void forget(Runnable listener) {
    listeners.remove(listener);
  }

  /** Returns how many listeners there are. */
  int listeners() {
    return listeners.size();
  }
}
