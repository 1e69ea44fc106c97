package io.freshseal.forecast.control;

import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sha256;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is behind the digests in use, read once. Bounded: beyond {@value #MOST_FILES} files further
 * lists stay unread, the most common ones are read first. Not for several threads.
 */
public final class HoldingsMemory {

  /** Most lists that one picture rests on. */
  public static final int MOST_LISTS = 2_000;

  private static final int MOST_FILES = 400_000;
  private static final System.Logger LOG = System.getLogger(HoldingsMemory.class.getName());

  private final Map<Sha256, Holdings> lists = new HashMap<>();
  private int files;

  /**
   * Forgets what is not wanted any more, and tells what has to be read.
   *
   * @param wanted the most important first
   */
  public List<Sha256> missing(Collection<Sha256> wanted) {
    Set<Sha256> needed = new HashSet<>(wanted.stream().limit(MOST_LISTS).toList());
    lists.keySet().retainAll(needed);
    files = lists.values().stream().mapToInt(held -> held.files().size()).sum();
    return files >= MOST_FILES
        ? List.of()
        : wanted.stream().limit(MOST_LISTS).filter(d -> !lists.containsKey(d)).toList();
  }

  /** Takes a list in, unless there is no room for it. */
  public void keep(Sha256 digest, byte[] json) {
    try {
      Holdings held = HoldingsJson.read(json);
      if (files + held.files().size() <= MOST_FILES) {
        lists.put(digest, held);
        files += held.files().size();
      }
    } catch (MalformedJsonException e) {
      LOG.log(Level.WARNING, "the holdings {0} cannot be read: {1}", digest.hex(), e.getMessage());
    }
  }

  /** All that are known. */
  public Map<Sha256, Holdings> all() {
    return Map.copyOf(lists);
  }
}
