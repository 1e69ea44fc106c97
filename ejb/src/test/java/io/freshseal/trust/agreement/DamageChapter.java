package io.freshseal.trust.agreement;

import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_MALFORMED;
import static io.freshseal.trust.agreement.Corpus.none;
import static io.freshseal.trust.agreement.Corpus.opensslAlone;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.DerNode;
import io.freshseal.trust.agreement.Corpus.Expected;
import java.util.Arrays;
import java.util.Map;

/** One good file, cut at many places, and with one bit changed in each of its fields. */
final class DamageChapter {

  /** What openssl does not look at. */
  private static final Map<String, StatusCode> UNSEEN =
      Map.of(
          "version", StatusCode.DIGITAL_SIGNATURE_MALFORMED,
          "signer.version", StatusCode.DIGITAL_SIGNATURE_MALFORMED,
          "content.0", StatusCode.DIGITAL_SIGNATURE_MALFORMED,
          "signer.4.0", StatusCode.DIGITAL_SIGNATURE_ALGORITHM);

  private static final Map<String, String> LABELS =
      Map.of(
          ".1.0.0", "version",
          ".1.0.1", "digests",
          ".1.0.2", "content",
          ".1.0.3", "certificates",
          ".1.0.4.0", "signer",
          ".1.0.4.0.0", "signer.version");

  private DamageChapter() {}

  static void write(Corpus corpus) {
    DerNode good = new FileForge(ChainChapter.signer()).tree();
    byte[] whole = good.encode();
    for (int i = 1; i <= 24; i++) {
      corpus.add(
          "damage/cut-to-" + i + "-of-25",
          none(DIGITAL_SIGNATURE_MALFORMED),
          Arrays.copyOf(whole, whole.length * i / 25),
          ChainChapter.root());
    }
    flip(corpus, good, good, "");
  }

  private static void flip(Corpus corpus, DerNode whole, DerNode node, String path) {
    if (node.isConstructed()) {
      for (int i = 0; i < node.children().size(); i++) {
        flip(corpus, whole, node.children().get(i), path + "." + i);
      }
    } else if (node.value().length > 0) {
      byte[] before = node.value().clone();
      byte[] after = before.clone();
      after[after.length - 1] ^= 1;
      node.setValue(after);
      String label = label(path);
      Expected expected = UNSEEN.containsKey(label) ? opensslAlone(UNSEEN.get(label)) : none();
      corpus.add("damage/bit-in-" + label, expected, whole.encode(), ChainChapter.root());
      node.setValue(before);
    }
  }

  private static String label(String path) {
    for (String known = path;
        !known.isEmpty();
        known = known.substring(0, known.lastIndexOf('.'))) {
      if (LABELS.containsKey(known)) {
        return LABELS.get(known) + path.substring(known.length());
      }
    }
    return path.substring(1);
  }
}
