package io.freshseal.trust.agreement;

import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_FAILURE;
import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_MALFORMED;
import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_SIGNER_COUNT;
import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_UNTRUSTED;
import static io.freshseal.trust.agreement.Corpus.both;
import static io.freshseal.trust.agreement.Corpus.none;
import static io.freshseal.trust.agreement.Corpus.opensslAlone;

import io.freshseal.trust.DerNode;
import io.freshseal.trust.agreement.Corpus.Expected;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** How many signers there are, how they are named, and what their signatures look like. */
final class SignerChapter {

  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private SignerChapter() {}

  private static FileForge forge() {
    return new FileForge(ChainChapter.signer());
  }

  private static void add(Corpus corpus, String name, Expected expected, FileForge forge) {
    corpus.add("signer/" + name, expected, forge.make(), ChainChapter.root());
  }

  private static void edit(
      Corpus corpus, String name, Expected expected, FileForge forge, Consumer<DerNode> change) {
    DerNode file = forge.tree();
    change.accept(file.at(1, 0));
    corpus.add("signer/" + name, expected, file.encode(), ChainChapter.root());
  }

  static void write(Corpus corpus) {
    counts(corpus);
    names(corpus);
    ecdsa(corpus);
    rsa(corpus);
  }

  private static void counts(Corpus corpus) {
    add(corpus, "one", both(), forge());
    edit(
        corpus,
        "none",
        none(DIGITAL_SIGNATURE_SIGNER_COUNT),
        forge(),
        data -> data.at(4).children().clear());
    edit(
        corpus,
        "the-same-twice",
        opensslAlone(DIGITAL_SIGNATURE_SIGNER_COUNT),
        forge(),
        data -> data.at(4).children().add(data.at(4, 0).copy()));
    FileForge two = forge().carrying(ChainChapter.another().certificate());
    edit(
        corpus,
        "two-good",
        opensslAlone(DIGITAL_SIGNATURE_SIGNER_COUNT),
        two,
        data -> addSigner(data, new FileForge(ChainChapter.another()).signerInfo()));
    edit(
        corpus,
        "one-good-one-bad",
        none(DIGITAL_SIGNATURE_SIGNER_COUNT),
        two,
        data ->
            addSigner(
                data, new FileForge(ChainChapter.another()).over(new byte[] {1}).signerInfo()));
    edit(
        corpus,
        "one-good-one-unknown",
        none(DIGITAL_SIGNATURE_SIGNER_COUNT),
        forge(),
        data -> addSigner(data, new FileForge(ChainChapter.another()).signerInfo()));
    edit(
        corpus,
        "eleven",
        none(DIGITAL_SIGNATURE_MALFORMED),
        forge(),
        data -> {
          for (int i = 0; i < 10; i++) {
            addSigner(data, forge().over(new byte[] {1}).signerInfo());
          }
        });
  }

  private static void addSigner(DerNode data, DerNode signer) {
    List<DerNode> all = data.at(4).children();
    all.add(signer);
    all.sort((a, b) -> Arrays.compareUnsigned(a.encode(), b.encode()));
  }

  private static void names(Corpus corpus) {
    add(corpus, "by-key-identifier", both(), forge().byKey());
    edit(
        corpus,
        "by-key-identifier-of-nobody",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        forge().byKey(),
        data -> data.at(4, 0, 1).setValue(new byte[20]));
    edit(
        corpus,
        "by-serial-of-nobody",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        forge(),
        data -> data.at(4, 0, 1, 1).setValue(new byte[] {1}));
    edit(
        corpus,
        "by-name-of-nobody",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        forge(),
        data -> data.at(4, 0, 1, 0).become(DerNode.constructed(0x30)));
    edit(
        corpus,
        "by-the-issuer-s-certificate",
        none(),
        forge(),
        data ->
            data.at(4, 0, 1)
                .become(
                    DerNode.constructed(
                        0x30,
                        DerNode.parse(
                            ChainChapter.middle()
                                .certificate()
                                .getIssuerX500Principal()
                                .getEncoded()),
                        DerNode.primitive(
                            0x02,
                            ChainChapter.middle().certificate().getSerialNumber().toByteArray()))));
    edit(
        corpus,
        "version-0",
        opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        forge(),
        data -> data.at(4, 0, 0).setValue(new byte[] {0}));
    edit(
        corpus,
        "version-3-with-a-name",
        opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        forge(),
        data -> data.at(4, 0, 0).setValue(new byte[] {3}));
    edit(
        corpus,
        "version-1-with-a-key-identifier",
        opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        forge().byKey(),
        data -> data.at(4, 0, 0).setValue(new byte[] {1}));
  }

  private static void signed(
      Corpus corpus, String name, Expected expected, UnaryOperator<byte[]> change) {
    add(corpus, name, expected, forge().signature(change));
  }

  private static DerNode pair(BigInteger r, BigInteger s) {
    return DerNode.constructed(
        0x30, DerNode.primitive(0x02, r.toByteArray()), DerNode.primitive(0x02, s.toByteArray()));
  }

  private static BigInteger part(byte[] signature, int index) {
    return new BigInteger(DerNode.parse(signature).at(index).value());
  }

  private static UnaryOperator<byte[]> numbers(
      UnaryOperator<BigInteger> r, UnaryOperator<BigInteger> s) {
    return bytes -> pair(r.apply(part(bytes, 0)), s.apply(part(bytes, 1))).encode();
  }

  private static UnaryOperator<byte[]> node(Consumer<DerNode> change) {
    return bytes -> {
      DerNode node = DerNode.parse(bytes);
      change.accept(node);
      return node.encode();
    };
  }

  private static byte[] zeroBefore(byte[] value) {
    byte[] longer = new byte[value.length + 1];
    System.arraycopy(value, 0, longer, 1, value.length);
    return longer;
  }

  /** The larger of s and its negation begins with a zero byte, which is left out. */
  private static byte[] stripped(byte[] signature) {
    BigInteger s = part(signature, 1).max(ORDER.subtract(part(signature, 1)));
    DerNode numbers = pair(part(signature, 0), s);
    byte[] value = numbers.at(1).value();
    numbers.at(1).setValue(Arrays.copyOfRange(value, 1, value.length));
    return numbers.encode();
  }

  private static void ecdsa(Corpus corpus) {
    Expected wrong = none(DIGITAL_SIGNATURE_FAILURE);
    UnaryOperator<BigInteger> same = UnaryOperator.identity();
    signed(corpus, "ecdsa-s-without-its-leading-zero", wrong, SignerChapter::stripped);
    signed(corpus, "ecdsa-s-negated", both(), numbers(same, ORDER::subtract));
    signed(corpus, "ecdsa-r-zero", wrong, numbers(r -> BigInteger.ZERO, same));
    signed(corpus, "ecdsa-s-zero", wrong, numbers(same, s -> BigInteger.ZERO));
    signed(corpus, "ecdsa-both-zero", wrong, numbers(r -> BigInteger.ZERO, s -> BigInteger.ZERO));
    signed(corpus, "ecdsa-both-one", wrong, numbers(r -> BigInteger.ONE, s -> BigInteger.ONE));
    signed(corpus, "ecdsa-r-the-order", wrong, numbers(r -> ORDER, same));
    signed(corpus, "ecdsa-s-the-order", wrong, numbers(same, s -> ORDER));
    signed(corpus, "ecdsa-r-beyond-the-order", wrong, numbers(ORDER::add, same));
    signed(corpus, "ecdsa-s-beyond-the-order", wrong, numbers(same, ORDER::add));
    signed(corpus, "ecdsa-r-negative", wrong, numbers(BigInteger::negate, same));
    signed(corpus, "ecdsa-s-huge", wrong, numbers(same, s -> s.shiftLeft(2000)));
    signed(corpus, "ecdsa-swapped", wrong, node(n -> n.children().add(n.children().remove(0))));
    signed(
        corpus,
        "ecdsa-r-with-zeros-before-it",
        wrong,
        node(n -> n.at(0).setValue(zeroBefore(zeroBefore(n.at(0).value())))));
    signed(
        corpus, "ecdsa-one-number-more", wrong, node(n -> n.children().add(FileForge.integer(1))));
    signed(corpus, "ecdsa-one-number-less", wrong, node(n -> n.children().remove(1)));
    signed(
        corpus,
        "ecdsa-long-form-of-length",
        wrong,
        node(n -> n.stateLength((byte) 0x81, (byte) (n.encode().length - 2))));
    signed(corpus, "ecdsa-bytes-after-it", wrong, b -> Arrays.copyOf(b, b.length + 1));
    signed(corpus, "ecdsa-cut", wrong, b -> Arrays.copyOf(b, b.length - 1));
    signed(corpus, "ecdsa-empty", wrong, b -> new byte[0]);
    signed(corpus, "ecdsa-as-plain-numbers", wrong, b -> new byte[64]);
  }

  private static void rsa(Corpus corpus) {
    List<UnaryOperator<byte[]>> changes = new ArrayList<>();
    changes.add(b -> Arrays.copyOf(b, b.length - 1));
    changes.add(b -> Arrays.copyOf(b, b.length + 1));
    changes.add(SignerChapter::zeroBefore);
    changes.add(b -> new byte[b.length]);
    changes.add(b -> new byte[0]);
    changes.add(
        b -> {
          byte[] ones = new byte[b.length];
          Arrays.fill(ones, (byte) 0xff);
          return ones;
        });
    List<String> names =
        List.of("cut", "byte-after-it", "zero-before-it", "zeros", "empty", "beyond-the-modulus");
    var signer = CertForge.signer(ChainChapter.root(), "Rsa-signer").key("RSA-3072").make();
    for (int i = 0; i < names.size(); i++) {
      add(
          corpus,
          "rsa-" + names.get(i),
          none(DIGITAL_SIGNATURE_FAILURE),
          new FileForge(signer).signature(changes.get(i)));
    }
  }
}
