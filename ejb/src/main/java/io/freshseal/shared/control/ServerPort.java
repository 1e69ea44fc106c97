package io.freshseal.shared.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds the HTTP port of the server this application runs in, where nobody has told it: in the
 * domain.xml that Payara Server and Payara Micro keep under their instance root.
 */
public final class ServerPort {

  private static final String INSTANCE_ROOT = "com.sun.aas.instanceRoot";
  private static final String LISTENER = "network-listener";

  private ServerPort() {}

  /** The port of the first enabled listener for plain HTTP; empty if it cannot be found. */
  public static OptionalInt find() {
    return Optional.ofNullable(System.getProperty(INSTANCE_ROOT))
        .map(root -> Path.of(root, "config", "domain.xml"))
        .filter(Files::isRegularFile)
        .map(ServerPort::read)
        .orElse(OptionalInt.empty());
  }

  static OptionalInt read(Path domain) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = Files.newInputStream(domain)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT && isPlainHttp(xml)) {
          return port(xml);
        }
      }
      return OptionalInt.empty();
    } catch (IOException | XMLStreamException e) {
      return OptionalInt.empty();
    }
  }

  private static boolean isPlainHttp(XMLStreamReader xml) {
    String name = xml.getAttributeValue(null, "name");
    return LISTENER.equals(xml.getLocalName())
        && name != null
        && name.startsWith("http-listener")
        && !"false".equals(xml.getAttributeValue(null, "enabled"));
  }

  // With --autobindhttp the server takes the first free port of a range, mostly its first.
  private static OptionalInt port(XMLStreamReader xml) {
    String range = xml.getAttributeValue(null, "port-range");
    String port = range == null ? xml.getAttributeValue(null, "port") : range.split("[-,]", 2)[0];
    return port != null && port.matches("[0-9]{1,5}")
        ? OptionalInt.of(Integer.parseInt(port))
        : OptionalInt.empty();
  }
}
