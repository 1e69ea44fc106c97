package io.freshseal.console.frame;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * A table to keep or to count with, for a spreadsheet, which takes it for UTF-8 by its first
 * character. Nothing of it is kept in memory.
 */
public final class CsvDownload {

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final PrintWriter writer;

  private CsvDownload(PrintWriter writer) {
    this.writer = writer;
  }

  /**
   * Begins an answer.
   *
   * @param name what the file is called, without its ending
   * @param head the first line
   */
  public static CsvDownload begin(HttpServletResponse response, String name, String head)
      throws IOException {
    response.setContentType("text/csv;charset=utf-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    response.setHeader("Cache-Control", "no-store");
    CsvDownload download = new CsvDownload(response.getWriter());
    download.writer.write(BYTE_ORDER_MARK);
    download.write(head);
    return download;
  }

  /** Writes a line. */
  public void write(String line) {
    writer.write(line);
  }

  /**
   * Sends what was written.
   *
   * @throws IOException if the reader has gone
   */
  public void send() throws IOException {
    if (writer.checkError()) {
      throw new IOException("the reader has gone");
    }
  }
}
