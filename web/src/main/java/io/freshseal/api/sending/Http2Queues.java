package io.freshseal.api.sending;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.asyncqueue.TaskQueue;

/**
 * What waits in an HTTP/2 session because the reader's windows are shut: of the connection, and of
 * each stream. The engine bounds neither, and tells of them by no published interface; where it is
 * built in another way, nothing is known to wait.
 */
final class Http2Queues {

  private static final Optional<Access> ACCESS = Access.find();

  private record Access(
      Method session,
      Field sink,
      Field queue,
      Field lock,
      Field streams,
      Field streamSink,
      Field streamQueue) {

    private static final String PACKAGE = "org.glassfish.grizzly.http2.";

    static Optional<Access> find() {
      try {
        Class<?> session = load("Http2Session");
        return Optional.of(
            new Access(
                session.getMethod("get", Connection.class),
                field(session, "outputSink"),
                field(load("Http2SessionOutputSink"), "outputQueue"),
                field(session, "sessionLock"),
                field(session, "streamsMap"),
                field(load("Http2Stream"), "outputSink"),
                field(load("DefaultOutputSink"), "outputQueue")));
      } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
        return Optional.empty();
      }
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
      return Class.forName(PACKAGE + name, false, Connection.class.getClassLoader());
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    }
  }

  private Http2Queues() {}

  /** Whether the engine is built as expected. */
  static boolean areKnown() {
    return ACCESS.isPresent();
  }

  /** Bytes that wait for windows; none on a connection of HTTP/1. */
  static int waiting(Connection<?> connection) {
    if (ACCESS.isEmpty()) {
      return 0;
    }
    Access access = ACCESS.get();
    try {
      Object session = access.session().invoke(null, connection);
      if (session == null) {
        return 0;
      }
      long waiting = size(access.queue().get(access.sink().get(session)));
      synchronized (access.lock().get(session)) {
        for (Object stream : ((Map<?, ?>) access.streams().get(session)).values()) {
          Object sink = access.streamSink().get(stream);
          if (access.streamQueue().getDeclaringClass().isInstance(sink)) {
            waiting += size(access.streamQueue().get(sink));
          }
        }
      }
      return (int) Math.min(waiting, Integer.MAX_VALUE / 2);
    } catch (ReflectiveOperationException e) {
      return 0;
    }
  }

  private static int size(Object queue) {
    return Math.max(0, ((TaskQueue<?>) queue).size());
  }
}
