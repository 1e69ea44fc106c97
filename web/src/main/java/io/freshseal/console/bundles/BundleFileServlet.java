package io.freshseal.console.bundles;

import io.freshseal.bundle.boundary.BundleMakingDesk;
import io.freshseal.bundle.entity.BundleMaking;
import io.freshseal.shared.control.JsonFields;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
    response.setContentType("application/zip");
    response.setContentLengthLong(made.get().file().orElseThrow().bytes());
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"" + made.get().facts().fileName() + "\"");
    response.setHeader("Cache-Control", "no-store");
    send(file.get(), response.getOutputStream());
  }

  private static void send(Path file, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        try {
          out.write(buffer, 0, n);
        } catch (IOException e) {
          // Every broken download: nobody is left to answer, and nothing here is wrong.
          LOG.log(Level.DEBUG, "a download was broken off: {0}", e.getMessage());
          return;
        }
      }
    }
  }
}
