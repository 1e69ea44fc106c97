package io.freshseal.console.frame;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import org.primefaces.component.messages.Messages;
import org.primefaces.component.messages.MessagesRenderer;

/**
 * Messages as items of their list, each with an alert inside. The library makes the item itself the
 * alert, so that the list has no items for a screen reader (WCAG 2.2, 1.3.1). Texts are always
 * escaped.
 */
public class MessageItems extends MessagesRenderer {

  @Override
  protected void encodeMessage(
      ResponseWriter writer,
      Messages component,
      FacesMessage message,
      String styleClass,
      boolean escape)
      throws IOException {
    writer.startElement("li", null);
    writer.startElement("div", null);
    writer.writeAttribute("role", "alert", null);
    writer.writeAttribute("aria-atomic", "true", null);
    part(writer, component, message.getSummary(), styleClass + "-summary");
    part(writer, component, message.getDetail(), styleClass + "-detail");
    writer.endElement("div");
    writer.endElement("li");
  }

  private static void part(
      ResponseWriter writer, UIComponent component, String text, String styleClass)
      throws IOException {
    if (text != null && !text.isEmpty()) {
      writer.startElement("span", component);
      writer.writeAttribute("class", styleClass, null);
      writer.writeText(text, null);
      writer.endElement("span");
    }
  }
}
