package io.freshseal.api.forecast;

import io.freshseal.api.input.JsonAnswers;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.forecast.entity.Arrears;
import io.freshseal.forecast.entity.Arrears.Behind;
import io.freshseal.forecast.entity.Forecast;
import io.freshseal.forecast.entity.FutureDay;
import io.freshseal.forecast.entity.Judgement;
import io.freshseal.forecast.entity.PathLine;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.SourceSight;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A forecast of the fleet as JSON. */
final class ForecastJson {

  private static final int MOST_BEHIND = 100;
  private static final int MOST_RELAYS = 100;

  private final Forecast forecast;
  private final Locale locale;

  ForecastJson(Forecast forecast, Locale locale) {
    this.forecast = forecast;
    this.locale = locale;
  }

  void write(ForecastParameters asked, JsonGenerator json) {
    Instant now = forecast.picture().at();
    json.writeStartObject("fleet")
        .write("takenAt", now.toString())
        .write("assumption", forecast.assumption().name());
    source(forecast.picture().source(), now, json);
    judgement(forecast.at(asked.at(), asked.group()), json);
    arrears(Arrears.of(forecast.picture(), asked.group()), json);
    JsonAnswers.array(json, "days", forecast.days(asked.group(), asked.until()), ForecastJson::day);
    paths(asked, json);
    json.writeEnd();
  }

  private void source(SourceSight sight, Instant now, JsonGenerator json) {
    json.writeStartObject("source")
        .write("current", sight.isCurrent())
        .write("renews", sight.renews(now))
        .write("status", sight.code().text());
    sight.address().ifPresent(address -> json.write("address", address));
    sight.why().ifPresent(why -> json.write("detail", why.in(locale)));
    sight.seen().ifPresent(seen -> json.write("seen", seen.toString()));
    sight.unknownSince().ifPresent(since -> json.write("unknownSince", since.toString()));
    sight
        .offer()
        .ifPresent(
            offer -> {
              Catalog catalog = offer.catalog();
              json.write("name", catalog.source())
                  .write("epoch", catalog.epoch())
                  .write("sequence", catalog.sequence())
                  .write("expires", offer.ends().toString())
                  .write("components", catalog.components().size());
            });
    json.writeEnd();
  }

  private static void judgement(Judgement judged, JsonGenerator json) {
    json.writeStartObject("judged")
        .write("at", judged.day().toString())
        .write("agents", judged.agents())
        .write("refusing", judged.refusing())
        .write("unknown", judged.unknown())
        .write("relaysRefused", judged.relays().size());
    JsonAnswers.array(
        json, "relays", judged.relays().stream().limit(MOST_RELAYS).toList(), ForecastJson::relay);
    json.writeEnd();
  }

  private static void relay(RelayStanding relay, JsonGenerator json) {
    json.write("id", relay.id().toString())
        .write("name", relay.name())
        .write("build", relay.build().text());
  }

  private void arrears(Arrears arrears, JsonGenerator json) {
    List<Behind> first = arrears.behind().stream().limit(MOST_BEHIND).toList();
    json.writeStartObject("outOfDate")
        .write("known", arrears.known())
        .write("current", arrears.current())
        .write("behind", arrears.computers())
        .write("unknown", arrears.unknown());
    JsonAnswers.array(json, "computers", first, this::behind);
    json.writeEnd();
  }

  private void behind(Behind behind, JsonGenerator json) {
    json.write("count", behind.share().computers())
        .write("example", behind.share().example().toString())
        .write("group", behind.share().group())
        .write("components", behind.lag().components())
        .write("contents", behind.lag().contents())
        .write("component", behind.lag().example().text())
        .write("since", behind.lag().since().toString());
  }

  private static void day(FutureDay day, JsonGenerator json) {
    json.write("date", day.date().toString())
        .write("renewed", day.renewed())
        .write("failing", day.failing())
        .write("refusing", day.refusing())
        .write("total", day.total());
  }

  private void paths(ForecastParameters asked, JsonGenerator json) {
    List<PathLine> all = asked.paths(forecast);
    List<PathLine> page = all.stream().skip(asked.offset()).limit(asked.limit()).toList();
    JsonAnswers.array(json, "paths", page, ForecastJson::path);
    json.write("total", all.size());
    int next = asked.offset() + page.size();
    if (next < all.size() && !page.isEmpty()) {
      json.write("next", Integer.toString(next));
    }
  }

  private static void path(PathLine line, JsonGenerator json) {
    json.writeStartObject("group")
        .write("id", line.group().id())
        .write("name", line.group().name())
        .writeEnd()
        .write("takesFrom", line.supply().name());
    line.relay().ifPresent(relay -> relay("relay", relay, json));
    line.file()
        .ifPresent(
            file ->
                json.write("component", file.id().text())
                    .write("version", file.version().text())
                    .write("serial", file.serial()));
    json.write("what", line.part().name()).write("expires", line.expires().toString());
    line.certificate().ifPresent(serial -> json.write("certificate", serial));
    json.write("renewsItself", line.renewsItself());
    line.lapse().from().ifPresent(from -> json.write("refusedFrom", from.toString()));
    if (!line.renewsItself()) {
      json.write("because", line.lapse().hindrance().name());
      line.blamed().ifPresent(relay -> relay("blamed", relay, json));
    }
    json.write("computers", line.computers());
  }

  private static void relay(String name, RelayStanding relay, JsonGenerator json) {
    json.writeStartObject(name);
    relay(relay, json);
    json.writeEnd();
  }
}
