package io.freshseal.trust;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * DER as a tree that may be changed at will, so that tests can write what no encoder would. Reads
 * definite lengths alone; lengths are computed anew when it is written, unless a node lies about
 * its own.
 */
public final class DerNode {

  private static final int CONSTRUCTED = 0x20;
  private static final int LONG_TAG = 0x1f;
  private static final int MORE = 0x80;

  private byte[] tag;
  private byte[] value;
  private List<DerNode> children;
  private byte[] statedLength;

  private DerNode(byte[] tag, byte[] value, List<DerNode> children) {
    this.tag = tag;
    this.value = value;
    this.children = children;
  }

  /** A primitive value with a tag of one byte. */
  public static DerNode primitive(int tag, byte[] value) {
    return new DerNode(new byte[] {(byte) tag}, value.clone(), null);
  }

  /** A constructed value with a tag of one byte. */
  public static DerNode constructed(int tag, DerNode... children) {
    return new DerNode(new byte[] {(byte) tag}, null, new ArrayList<>(List.of(children)));
  }

  /** Reads exactly one value. */
  public static DerNode parse(byte[] der) {
    List<DerNode> all = new Reader(der).all(der.length);
    if (all.size() != 1) {
      throw new IllegalArgumentException(all.size() + " values instead of one");
    }
    return all.get(0);
  }

  /** The node at the end of a path of indices. */
  public DerNode at(int... path) {
    DerNode node = this;
    for (int index : path) {
      node = node.children.get(index);
    }
    return node;
  }

  public boolean isConstructed() {
    return children != null;
  }

  /** The parts of a constructed value, to be changed in place. */
  public List<DerNode> children() {
    return children;
  }

  public int tag() {
    return Byte.toUnsignedInt(tag[0]);
  }

  /** Changes the first byte of the tag; whether the value is constructed stays as it is. */
  public void retag(int first) {
    tag = tag.clone();
    tag[0] = (byte) first;
  }

  public byte[] value() {
    return value;
  }

  public void setValue(byte... other) {
    value = other.clone();
  }

  /** Writes these bytes where the length belongs. */
  public void stateLength(byte... bytes) {
    statedLength = bytes.clone();
  }

  /** A tree of its own with the same bytes. */
  public DerNode copy() {
    DerNode copy =
        new DerNode(
            tag.clone(),
            value == null ? null : value.clone(),
            children == null
                ? null
                : new ArrayList<>(children.stream().map(DerNode::copy).toList()));
    copy.statedLength = statedLength;
    return copy;
  }

  /** Takes over what the other node is; the trees stay apart. */
  public void become(DerNode other) {
    DerNode copy = other.copy();
    tag = copy.tag;
    value = copy.value;
    children = copy.children;
    statedLength = copy.statedLength;
  }

  /** Another node of the same parts. */
  public DerNode copyShallow() {
    DerNode copy = new DerNode(tag, value, children);
    copy.statedLength = statedLength;
    return copy;
  }

  /** Becomes a constructed value around another node, without copying that. */
  public void wrap(int outerTag, DerNode inner) {
    tag = new byte[] {(byte) outerTag};
    value = null;
    children = new ArrayList<>(List.of(inner));
    statedLength = null;
  }

  /** This node and all below it, front to back. */
  public List<DerNode> all() {
    List<DerNode> all = new ArrayList<>();
    collect(all);
    return all;
  }

  private void collect(List<DerNode> all) {
    all.add(this);
    if (children != null) {
      children.forEach(child -> child.collect(all));
    }
  }

  public byte[] encode() {
    byte[] body = value;
    if (children != null) {
      ByteArrayOutputStream parts = new ByteArrayOutputStream();
      children.forEach(child -> parts.writeBytes(child.encode()));
      body = parts.toByteArray();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(tag);
    out.writeBytes(statedLength == null ? length(body.length) : statedLength);
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] length(int length) {
    if (length < MORE) {
      return new byte[] {(byte) length};
    }
    int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    byte[] encoded = new byte[1 + bytes];
    encoded[0] = (byte) (MORE | bytes);
    for (int i = 0; i < bytes; i++) {
      encoded[bytes - i] = (byte) (length >> (8 * i));
    }
    return encoded;
  }

  /** Goes over the bytes once. */
  private static final class Reader {
    private final byte[] der;
    private int at;

    Reader(byte[] der) {
      this.der = der;
    }

    List<DerNode> all(int end) {
      List<DerNode> nodes = new ArrayList<>();
      while (at < end) {
        nodes.add(one());
      }
      return nodes;
    }

    private DerNode one() {
      byte[] tag = tag();
      int end = length() + at;
      if ((tag[0] & CONSTRUCTED) != 0) {
        return new DerNode(tag, null, all(end));
      }
      byte[] value = Arrays.copyOfRange(der, at, end);
      at = end;
      return new DerNode(tag, value, null);
    }

    private byte[] tag() {
      int start = at++;
      if ((der[start] & LONG_TAG) == LONG_TAG) {
        while ((der[at++] & MORE) != 0) {
          // the bytes of a long tag
        }
      }
      return Arrays.copyOfRange(der, start, at);
    }

    private int length() {
      int first = Byte.toUnsignedInt(der[at++]);
      if (first < MORE) {
        return first;
      }
      int length = 0;
      for (int i = first - MORE; i > 0; i--) {
        length = length << 8 | Byte.toUnsignedInt(der[at++]);
      }
      return length;
    }
  }
}
