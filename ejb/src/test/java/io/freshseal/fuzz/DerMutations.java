package io.freshseal.fuzz;

import io.freshseal.trust.DerNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Changes to DER that leave most of its structure whole, so that they reach the later checks. */
public final class DerMutations {

  private static final int[] TAGS = {
    0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x17, 0x18, 0x24, 0x30, 0x31, 0x80, 0x82,
    0xa0, 0xa1, 0xa2, 0xbf
  };
  private static final int DEEP = 1500;

  private DerMutations() {}

  /** One to three changes of the tree, sometimes some of the bytes after it. */
  public static byte[] of(DerNode original, Random random) {
    byte[] bytes = tree(original, random).encode();
    return random.nextInt(5) == 0 ? ByteMutations.of(bytes, random) : bytes;
  }

  /** One to three changes; the original stays as it is. */
  public static DerNode tree(DerNode original, Random random) {
    DerNode tree = original.copy();
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<DerNode> all = tree.all();
      DerNode node = all.get(random.nextInt(all.size()));
      if (node.isConstructed()) {
        changeParts(node, all, random);
      } else {
        changeValue(node, random);
      }
    }
    return tree;
  }

  private static void changeValue(DerNode node, Random random) {
    byte[] value = node.value();
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> node.setValue(ByteMutations.of(value, random));
      case 3 -> node.setValue();
      case 4 -> node.setValue(filled(1 + random.nextInt(4000), random));
      case 5 -> node.retag(primitive(TAGS[random.nextInt(TAGS.length)]));
      case 6 -> node.become(DerNode.constructed(0x30, node.copy()));
      default -> lie(node, random);
    }
  }

  private static void changeParts(DerNode node, List<DerNode> all, Random random) {
    List<DerNode> parts = node.children();
    DerNode other = all.get(random.nextInt(all.size())).copy();
    if (parts.isEmpty()) {
      parts.add(other);
      return;
    }
    int at = random.nextInt(parts.size());
    switch (random.nextInt(9)) {
      case 0 -> parts.remove(at);
      case 1 -> parts.add(at, parts.get(at).copy());
      case 2 -> parts.get(at).become(other);
      case 3 -> parts.add(at, other);
      case 4 -> Collections.shuffle(parts, random);
      case 5 -> node.retag(TAGS[random.nextInt(TAGS.length)] | 0x20);
      case 6 -> parts.clear();
      case 7 -> lie(node, random);
      default -> nest(parts.get(at), random);
    }
  }

  private static void nest(DerNode node, Random random) {
    for (int i = random.nextInt(random.nextInt(10) == 0 ? DEEP : 4); i >= 0; i--) {
      DerNode inner = node.copyShallow();
      node.wrap(random.nextBoolean() ? 0x30 : 0x31, inner);
    }
  }

  private static void lie(DerNode node, Random random) {
    switch (random.nextInt(5)) {
      case 0 -> node.stateLength((byte) 0x80);
      case 1 -> node.stateLength((byte) 0x84, (byte) 0x7f, (byte) -1, (byte) -1, (byte) -1);
      case 2 -> node.stateLength((byte) 0x81, (byte) random.nextInt(256));
      case 3 -> node.stateLength((byte) random.nextInt(128));
      default ->
          node.stateLength(
              (byte) 0x88,
              (byte) -1,
              (byte) -1,
              (byte) -1,
              (byte) -1,
              (byte) -1,
              (byte) -1,
              (byte) -1,
              (byte) -1);
    }
  }

  private static int primitive(int tag) {
    return tag & ~0x20;
  }

  private static byte[] filled(int length, Random random) {
    byte[] bytes = new byte[length];
    if (random.nextBoolean()) {
      random.nextBytes(bytes);
    } else {
      Arrays.fill(bytes, (byte) random.nextInt(256));
    }
    return bytes;
  }
}
