package io.freshseal.agent.control;

import io.freshseal.agent.entity.ServicePush;
import io.freshseal.member.control.MemberFolder;
import io.freshseal.replication.entity.PushView;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.control.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What a running service says of its push to other processes on the computer. It is true as long as
 * the service holds its lock, which dies with it, however it ends.
 */
public final class PushNote implements AutoCloseable {

  private static final String FORMAT = "freshseal-push/1";
  private static final int MAX_BYTES = 16 * 1024;
  private static final int MAX_ADDRESS = 2048;

  private final Path file;
  private final FileChannel lock;

  private PushNote(Path file, FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Begins to say it; for the one service of a folder that is claimed. Waits for whoever looks at
   * this moment.
   *
   * @param first how it stands in the beginning
   * @throws StorageException if the disk refuses
   */
  public static PushNote open(MemberFolder folder, PushView first) throws StorageException {
    // What is there is of a service before, and must not pass for this one's.
    write(folder.push(), first);
    try {
      return new PushNote(folder.push(), locked(folder.service()));
    } catch (IOException e) {
      throw StorageException.of(e, folder.service());
    }
  }

  private static FileChannel locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.lock();
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Says how it stands now.
   *
   * @throws StorageException if the disk refuses
   */
  public void write(PushView how) throws StorageException {
    write(file, how);
  }

  private static void write(Path file, PushView how) throws StorageException {
    DurableFiles.replaceUnlisted(
        file,
        JsonBytes.write(
            json -> {
              json.writeStartObject()
                  .write("format", FORMAT)
                  .write("state", how.state().name())
                  .write("since", how.since().toString());
              how.at().ifPresent(at -> json.write("at", at));
              how.heard().ifPresent(heard -> json.write("heard", heard.toString()));
              json.writeEnd();
            }));
  }

  /** What the service of a folder says. What cannot be read is not known. */
  public static ServicePush read(MemberFolder folder) {
    return switch (service(folder.service())) {
      case NONE -> ServicePush.NONE;
      case UNKNOWN -> ServicePush.UNKNOWN;
      case RUNNING -> ServicePush.running(said(folder.push()));
    };
  }

  private static Optional<PushView> said(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(parse(BoundedInputStream.readAll(in, MAX_BYTES)));
    } catch (IOException | MalformedJsonException e) {
      return Optional.empty();
    }
  }

  private static ServicePush.Service service(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock mine = channel.tryLock()) {
      return mine == null ? ServicePush.Service.RUNNING : ServicePush.Service.NONE;
    } catch (OverlappingFileLockException e) {
      return ServicePush.Service.RUNNING;
    } catch (NoSuchFileException e) {
      return ServicePush.Service.NONE;
    } catch (IOException e) {
      // Somebody else's folder: what is not known is not claimed.
      return ServicePush.Service.UNKNOWN;
    }
  }

  private static PushView parse(byte[] bytes) throws MalformedJsonException {
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      JsonFields top = cursor.fields(Map.of());
      cursor.end();
      top.value("format", text -> Optional.of(text).filter(FORMAT::equals));
      return new PushView(
          top.value("state", PushNote::state),
          top.instant("since"),
          top.optionalValue("at", text -> Optional.of(text).filter(t -> t.length() <= MAX_ADDRESS)),
          top.optionalInstant("heard"));
    }
  }

  private static Optional<PushView.State> state(String name) {
    return Arrays.stream(PushView.State.values())
        .filter(state -> state.name().equals(name))
        .findFirst();
  }

  @Override
  public void close() throws StorageException {
    try {
      lock.close();
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }
}
