package io.shotline.picture;

import io.shotline.page.Page;
import io.shotline.page.RelativeAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.jsoup.nodes.Element;

/**
 * Collects what the page of all pictures says of each, and makes the page: a section for each
 * group, the worst first in each. Its memory is bounded: of a group with too many the least are
 * left out. Used by one thread.
 */
final class ContactSheet {
  private static final int MOST_ENTRIES = 10_000;

  private final Map<String, Group> groups = new LinkedHashMap<>();

  /** Those of one section, the least first. */
  private static final class Group {
    private final PriorityQueue<SheetEntry> entries =
        new PriorityQueue<>(SheetEntry.WORST_FIRST.reversed());
    private long all;
  }

  /**
   * Makes a sheet.
   *
   * @param sections in their order; the title of each, empty for one that has none
   */
  ContactSheet(List<String> sections) {
    sections.forEach(section -> groups.put(section, new Group()));
  }

  void add(String section, SheetEntry entry) {
    Group group = groups.computeIfAbsent(section, name -> new Group());
    group.all++;
    group.entries.add(entry);
    if (group.entries.size() > MOST_ENTRIES) {
      group.entries.remove();
    }
  }

  Page page(SheetFacts facts) {
    Page page = new Page(facts.title());
    page.addHeader(facts.title(), facts.lead(), facts.facts());
    groups.forEach((title, group) -> addSection(page.main(), title, group));
    return page;
  }

  private static void addSection(Element main, String title, Group group) {
    if (group.all == 0) {
      return;
    }
    Element section = main.appendElement("section");
    section.appendElement("h2").text(title).appendElement("small").text(count(group));
    Element sheet = section.appendElement("div").addClass("sheet");
    List<SheetEntry> sorted = new ArrayList<>(group.entries);
    sorted.sort(SheetEntry.WORST_FIRST);
    sorted.forEach(entry -> addFigure(sheet, entry));
  }

  private static String count(Group group) {
    int shown = group.entries.size();
    return shown < group.all
        ? String.format(Locale.ROOT, " %d of %d, the worst first", shown, group.all)
        : String.format(Locale.ROOT, " %d, the worst first", group.all);
  }

  private static void addFigure(Element sheet, SheetEntry entry) {
    String address = RelativeAddress.of(entry.name().file());
    Element figure = sheet.appendElement("figure");
    Page.addImage(
        figure.appendElement("a").attr("href", address),
        address,
        entry.headline() + ": " + entry.name().title(),
        entry.size().width(),
        entry.size().height());
    Element caption = figure.appendElement("figcaption");
    caption.appendElement("strong").text(entry.name().title());
    caption
        .appendElement("span")
        .addClass("verdict")
        .addClass(entry.verdict().name().toLowerCase(Locale.ROOT))
        .text(entry.headline());
    entry.notes().forEach(note -> caption.appendElement("span").text(note));
  }
}
