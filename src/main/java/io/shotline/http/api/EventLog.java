package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds the newest events of the line as they are sent, at most {@value #MOST} of them and {@value
 * #MOST_CHARACTERS} characters. All readers share them, so that none has a queue of its own. Safe
 * for use by many threads.
 */
public final class EventLog {
  static final int MOST = 2000;
  static final int MOST_CHARACTERS = 4 << 20;

  private static final Pattern ID = Pattern.compile("([0-9a-f-]{36})\\.(\\d{1,15})");

  /**
   * An event as it is sent.
   *
   * @param number the first has 1
   * @param thing that it tells the state of; empty: it stands for itself
   */
  record Event(long number, String thing, String text) {}

  /** Tells the numbers of this process from those of others. */
  private final String name = UUID.randomUUID().toString();

  private final TreeMap<Long, Event> newest = new TreeMap<>();
  private final Map<String, Long> things = new HashMap<>();
  private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
  private long characters;
  private long last;

  /** The newest event that is held no more and that no later one stands for. */
  private long lost;

  /** Adds an event. */
  void add(String type, JsonObject data) {
    add(type, "", data);
  }

  /** Adds the state of a thing; the one before it is held no more, since nobody needs both. */
  void add(String type, String thing, JsonObject data) {
    synchronized (this) {
      last++;
      Event event = new Event(last, thing, text(last, type, data));
      newest.put(last, event);
      characters += event.text().length();
      if (!thing.isEmpty()) {
        remove(things.put(thing, last));
      }
      while (newest.size() > MOST || (characters > MOST_CHARACTERS && newest.size() > 1)) {
        Event oldest = newest.firstEntry().getValue();
        lost = oldest.number();
        things.remove(oldest.thing(), lost);
        remove(lost);
      }
    }
    listeners.forEach(Runnable::run);
  }

  /** Returns the events behind one, at most so many. */
  synchronized List<Event> after(long number, int most) {
    return newest.tailMap(number, false).values().stream().limit(most).toList();
  }

  /** Returns whether no event behind this one is lost. */
  synchronized boolean reaches(long number) {
    return number <= last && number >= lost;
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

  private void remove(@Nullable Long number) {
    Event gone = number == null ? null : newest.remove(number);
    characters -= gone == null ? 0 : gone.text().length();
  }
}
