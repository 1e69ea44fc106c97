package io.freshseal.api.settings;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.SettingChange;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.SettingView;
import io.freshseal.settings.entity.SettingsSentence;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;

/** Reading and changing settings. Keys are full or short: {@code relay.build}. */
@ForAdministrators
@Path("settings")
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {

  private final SettingsDesk desk;

  @Inject
  public SettingsResource(SettingsDesk desk) {
    this.desk = desk;
  }

  /** All settings; secrets are masked. */
  @GET
  public byte[] list() {
    return JsonAnswers.list("settings", desk.list(), SettingsResource::write);
  }

  /** One setting. */
  @GET
  @Path("{key}")
  public byte[] find(@PathParam("key") String key) {
    SettingView view =
        SettingKey.parse(key)
            .flatMap(known -> desk.list().stream().filter(v -> v.key() == known).findFirst())
            .orElseThrow(
                () ->
                    Problem.of(StatusCode.NOT_FOUND, Sentence.of(SettingsSentence.NO_SETTING))
                        .asException());
    return json(view);
  }

  /** Changes a setting; the body is {@code {"value":"..."}}. */
  @PUT
  @Path("{key}")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] change(@PathParam("key") String key, InputStream body) {
    return store(key, Bodies.json(body, fields -> fields.value("value", Optional::of)));
  }

  /** Changes a setting; the body is the value itself. */
  @PUT
  @Path("{key}")
  @Consumes(MediaType.TEXT_PLAIN)
  public byte[] changePlain(@PathParam("key") String key, InputStream body) {
    return store(key, Bodies.text(body));
  }

  /** Forgets a change; what the start says holds again, or the default. Idempotent. */
  @DELETE
  @Path("{key}")
  public byte[] reset(@PathParam("key") String key) {
    return json(desk.reset(key));
  }

  private byte[] store(String key, String value) {
    return json(desk.change(key, value));
  }

  private static byte[] json(SettingChange change) {
    return change.fold(
        changed -> json(changed.setting()),
        refused -> {
          throw Problem.of(refused.code(), refused.sentence()).asException();
        });
  }

  private static byte[] json(SettingView view) {
    return JsonAnswers.object(json -> write(view, json));
  }

  private static void write(SettingView view, JsonGenerator json) {
    json.write("key", view.key().key());
    view.value().ifPresentOrElse(v -> json.write("value", v), () -> json.writeNull("value"));
    json.write("origin", view.origin().name()).write("changeable", view.key().changeable());
  }
}
