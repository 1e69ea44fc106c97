package io.freshseal.api.bundles;

import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.bundle.control.BundleReportJson;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import java.util.Locale;
import java.util.Map;

/** What the addresses about bundles have in common. */
final class BundleAnswers {

  private BundleAnswers() {}

  /** What an inspection has found. */
  static byte[] report(BundleReport report, Locale language) {
    return JsonAnswers.object(
        json -> {
          json.write("code", report.code().code()).write("text", report.code().text());
          report.evidence().ifPresent(why -> json.write("detail", why.sentence().in(language)));
          json.write("bytes", report.bytes());
          report
              .contents()
              .ifPresent(new BundleReportJson(json, sentence -> sentence.in(language))::write);
        });
  }

  /** The value, or the problem. A judgement about what is held here is a conflict, no fault. */
  static <T> T value(Outcome<T> outcome) {
    return outcome.fold(
        done -> done,
        refused -> {
          throw problem(refused).asException();
        });
  }

  private static Problem problem(Outcome.Refused<?> refused) {
    Problem problem = Problem.of(refused.code(), refused.sentence());
    boolean fault =
        refused.code() == StatusCode.INTERNAL || refused.code() == StatusCode.STORAGE_FAULT;
    return problem.status() == 500 && !fault
        ? new Problem(409, refused.code(), refused.sentence(), Map.of())
        : problem;
  }
}
