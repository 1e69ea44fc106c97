package io.freshseal.api.relay;

import io.freshseal.api.serving.LaneCounts;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.LazyView;
import io.freshseal.replication.entity.PushView;
import io.freshseal.replication.entity.RelayView;
import io.freshseal.replication.entity.RunView;
import io.freshseal.vault.entity.Snapshot;
import jakarta.json.stream.JsonGenerator;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The relay and its runs as JSON.
 *
 * @param language of the sentences for people
 */
record RelayJson(Locale language) {

  /** The relay at this moment. */
  void write(RelayView relay, Optional<Snapshot> snapshot, JsonGenerator json) {
    json.write("build", relay.build().text())
        .write("refreshesSignatures", relay.refreshesSignatures())
        .write("ownSource", relay.ownSource())
        .write("interval", relay.interval().toString())
        .write("components", relay.held());
    relay.source().ifPresent(source -> json.write("source", withoutSecrets(source)));
    relay.url().ifPresent(url -> json.write("url", url.toString()));
    relay.nextRun().ifPresent(next -> json.write("nextRun", next.toString()));
    run("currentRun", relay.current(), json);
    run("lastRun", relay.last(), json);
    snapshot.ifPresent(s -> catalog(s, json));
  }

  /** One run. */
  void write(RunView run, JsonGenerator json) {
    json.write("id", run.id())
        .write("trigger", run.trigger().name())
        .write("state", run.state().name())
        .write("started", run.started().toString());
    run.finished().ifPresent(finished -> json.write("finished", finished.toString()));
    if (!run.running()) {
      json.write("code", run.result().code())
          .write("text", run.result().text())
          .write("detail", run.sentence().map(why -> why.in(language)).orElse(""));
    }
    RunView.Progress progress = run.progress();
    json.writeStartObject("progress")
        .write("phase", progress.phase().name())
        .write("componentsDone", progress.componentsDone())
        .write("components", progress.components())
        .write("bytes", progress.bytes())
        .write("bytesToFetch", progress.bytesToFetch())
        .write("traffic", progress.traffic())
        .write("switched", progress.switched())
        .write("sequence", progress.sequence())
        .writeEnd();
  }

  /** Whether it hears of new catalogs at once. */
  static void write(PushView push, JsonGenerator json) {
    json.writeStartObject("push")
        .write("state", push.state().name())
        .write("since", push.since().toString());
    push.at().ifPresent(at -> json.write("at", withoutSecrets(URI.create(at))));
    push.heard().ifPresent(heard -> json.write("heard", heard.toString()));
    json.writeEnd();
  }

  /** Its contents, where they are not all held. */
  static void write(LazyView contents, JsonGenerator json) {
    json.writeStartObject("contents")
        .write("mode", contents.rule().name())
        .write("held", contents.held())
        .write("of", contents.named())
        .write("bytes", contents.bytes())
        .write("maxBytes", contents.mostBytes())
        .write("hits", contents.hits())
        .write("misses", contents.misses())
        .write("fetched", contents.fetched())
        .write("evicted", contents.evicted())
        .writeEnd();
  }

  /** Plain reads that nothing else counts. */
  static void write(LaneCounts.Figures direct, JsonGenerator json) {
    json.writeStartObject("directReads")
        .write("whole", direct.whole())
        .write("unchanged", direct.unchanged())
        .write("bytes", direct.bytes())
        .writeEnd();
  }

  private void run(String name, Optional<RunView> run, JsonGenerator json) {
    if (run.isPresent()) {
      json.writeStartObject(name);
      write(run.get(), json);
      json.writeEnd();
    }
  }

  private static void catalog(Snapshot snapshot, JsonGenerator json) {
    json.writeStartObject("catalog")
        .write("source", snapshot.catalog().source())
        .write("epoch", snapshot.catalog().epoch())
        .write("sequence", snapshot.catalog().sequence())
        .write("issued", snapshot.catalog().issued().toString())
        .write("expires", snapshot.catalog().expires().toString())
        .write("sha256", snapshot.catalogDigest().hex())
        .writeEnd();
    snapshot.held().stream()
        .map(CatalogEntry::signature)
        .map(signature -> signature.expires())
        .min(Instant::compareTo)
        .ifPresent(first -> json.write("firstSignatureExpires", first.toString()));
  }

  /** An address may hold a password; nobody who reads this needs it. */
  private static String withoutSecrets(URI source) {
    String userInfo = source.getRawUserInfo();
    return userInfo == null
        ? source.toString()
        : source.toString().replaceFirst(java.util.regex.Pattern.quote(userInfo + "@"), "");
  }
}
