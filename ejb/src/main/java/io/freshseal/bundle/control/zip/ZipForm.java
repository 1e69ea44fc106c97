package io.freshseal.bundle.control.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The one form that every header has (APPNOTE 4.3 and 4.5.3): stored, no flags, no comments, the
 * first day that the format knows as the time, a regular file that its owner may write; sizes and
 * places of 64 bits where, and only where, 32 do not do. The same entries give the same bytes.
 */
final class ZipForm {

  /** The length of the record that ends every archive, without a comment. */
  static final int END = 22;

  /** The length of a header in the directory without name and extra field. */
  static final int DIRECTORY_FIXED = 46;

  /** The length of the longest header in the directory. */
  static final int MOST_DIRECTORY = DIRECTORY_FIXED + ZipItem.MOST_NAME + 4 + 24;

  /** The length of what stands before the last record where 32 bits do not do. */
  static final int LARGE_END = 56 + 20;

  static final int END_MARK = 0x06054b50;
  static final int DIRECTORY_MARK = 0x02014b50;

  /** Stands in 16 bits for what stands elsewhere in more. */
  static final int IN_64_SHORT = 0xffff;

  /** Stands in 32 bits for what stands elsewhere in more. */
  static final long IN_64 = 0xffffffffL;

  private static final int LOCAL_MARK = 0x04034b50;
  private static final int LARGE_END_MARK = 0x06064b50;
  private static final int LARGE_PLACE_MARK = 0x07064b50;
  private static final int LOCAL_FIXED = 30;
  private static final short PLAIN = 20;
  private static final short LARGE = 45;
  private static final int UNIX = 3 << 8;
  private static final short FIRST_DAY = 0x21;
  private static final int REGULAR_FILE = 0100644 << 16;
  private static final short EXTRA = 1;

  private ZipForm() {}

  /** The header in front of an entry's bytes. */
  static byte[] local(ZipItem item) {
    boolean large = item.size() >= IN_64;
    byte[] name = item.nameBytes();
    ByteBuffer out = buffer(LOCAL_FIXED + name.length + (large ? 20 : 0));
    out.putInt(LOCAL_MARK);
    common(out, item, large);
    out.putShort((short) name.length).putShort((short) (large ? 20 : 0)).put(name);
    if (large) {
      out.putShort(EXTRA).putShort((short) 16).putLong(item.size()).putLong(item.size());
    }
    return out.array();
  }

  /** The header in the directory. */
  static byte[] directory(ZipItem item, long place) {
    boolean largeSize = item.size() >= IN_64;
    boolean largePlace = place >= IN_64;
    int data = (largeSize ? 16 : 0) + (largePlace ? 8 : 0);
    int extra = data == 0 ? 0 : 4 + data;
    byte[] name = item.nameBytes();
    ByteBuffer out = buffer(DIRECTORY_FIXED + name.length + extra);
    boolean large = data > 0;
    out.putInt(DIRECTORY_MARK).putShort((short) (UNIX | (large ? LARGE : PLAIN)));
    common(out, item, large);
    out.putShort((short) name.length).putShort((short) extra);
    out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(REGULAR_FILE);
    out.putInt((int) Math.min(place, IN_64)).put(name);
    if (large) {
      out.putShort(EXTRA).putShort((short) data);
      if (largeSize) {
        out.putLong(item.size()).putLong(item.size());
      }
      if (largePlace) {
        out.putLong(place);
      }
    }
    return out.array();
  }

  private static void common(ByteBuffer out, ZipItem item, boolean large) {
    int size = (int) Math.min(item.size(), IN_64);
    out.putShort(large ? LARGE : PLAIN).putShort((short) 0).putShort((short) 0);
    out.putShort((short) 0).putShort(FIRST_DAY).putInt(item.crc()).putInt(size).putInt(size);
  }

  /** What stands behind the directory. */
  static byte[] end(long entries, long place, long length) {
    boolean large = entries >= IN_64_SHORT || place >= IN_64 || length >= IN_64;
    ByteBuffer out = buffer(END + (large ? LARGE_END : 0));
    if (large) {
      out.putInt(LARGE_END_MARK).putLong(44).putShort((short) (UNIX | LARGE)).putShort(LARGE);
      out.putInt(0).putInt(0).putLong(entries).putLong(entries).putLong(length).putLong(place);
      out.putInt(LARGE_PLACE_MARK).putInt(0).putLong(place + length).putInt(1);
    }
    short count = (short) Math.min(entries, IN_64_SHORT);
    out.putInt(END_MARK).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
    out.putInt((int) Math.min(length, IN_64)).putInt((int) Math.min(place, IN_64));
    return out.putShort((short) 0).array();
  }

  /** The bytes from the beginning of an entry's header to the end of its content. */
  static long span(ZipItem item) {
    return local(item).length + item.size();
  }

  static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
