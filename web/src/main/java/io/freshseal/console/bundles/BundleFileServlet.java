package io.freshseal.console.bundles;

import io.freshseal.api.http.EntityTag;
import io.freshseal.api.http.RangeRequest;
import io.freshseal.api.http.RangeRequest.Selection;
import io.freshseal.bundle.boundary.BundleMakingDesk;
import io.freshseal.bundle.entity.BundleMaking;
import io.freshseal.bundle.entity.BundleMaking.MadeFile;
import io.freshseal.shared.control.JsonFields;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The file of a bundle that was made here, for who is signed in. */
@WebServlet(name = "bundle-file", urlPatterns = "/console/bundle.zip")
public class BundleFileServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final System.Logger LOG = System.getLogger(BundleFileServlet.class.getName());
  private static final int BUFFER_BYTES = 128 * 1024;

  private final transient BundleMakingDesk making;

  @Inject
  public BundleFileServlet(BundleMakingDesk making) {
    this.making = making;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<UUID> id =
        Optional.ofNullable(request.getParameter("id")).flatMap(JsonFields::parseUuid);
    Optional<Path> file = id.flatMap(making::file);
    Optional<BundleMaking> made = id.flatMap(making::find);
    if (file.isEmpty() || made.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    MadeFile whole = made.get().file().orElseThrow();
    EntityTag tag = EntityTag.of(whole.sha256());
    response.setContentType("application/zip");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"" + made.get().facts().fileName() + "\"");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("ETag", tag.header());
    // A browser that goes on with a broken download asks for the rest.
    Selection selection = range(request).select(tag, whole.bytes());
    if (selection instanceof Selection.Part part) {
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader("Content-Range", part.bytes().contentRange(whole.bytes()));
      send(file.get(), part.bytes().first(), part.bytes().length(), response);
    } else if (selection instanceof Selection.Unsatisfiable) {
      response.setHeader("Content-Range", "bytes */" + whole.bytes());
      response.sendError(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
    } else {
      send(file.get(), 0, whole.bytes(), response);
    }
  }

  private static RangeRequest range(HttpServletRequest request) {
    return new RangeRequest(
        Optional.ofNullable(request.getHeader("Range")),
        Optional.ofNullable(request.getHeader("If-Range")));
  }

  private static void send(Path file, long from, long length, HttpServletResponse response)
      throws IOException {
    response.setContentLengthLong(length);
    OutputStream out = response.getOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      for (long left = length; left > 0; ) {
        int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
        if (read == 0) {
          throw new EOFException("a bundle is shorter than it was: " + file.getFileName());
        }
        try {
          out.write(buffer, 0, read);
        } catch (IOException e) {
          // Every broken download: nobody is left to answer, and nothing here is wrong.
          LOG.log(Level.DEBUG, "a download was broken off: {0}", e.getMessage());
          return;
        }
        left -= read;
      }
    }
  }
}
