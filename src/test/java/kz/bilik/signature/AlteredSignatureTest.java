package kz.bilik.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import kz.bilik.problem.Problem;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is done to a signature or its content, the answer is a verdict: never another content, never a crash. */
class AlteredSignatureTest {

    private static final Verification VERIFICATION =
            BadSignatureTest.verification(BadSignatureTest.settings(false, true), BadSignatureTest.ROOT.certificate());
    private static final byte[] CONTENT = BadSignatureTest.CONTENT;
    private static final byte[] DETACHED = BadSignatureTest.sign(BadSignatureTest.GOOD);
    private static final byte[] ATTACHED = BadSignatureTest.GOOD.sign(CONTENT, true, BadSignatureTest.NOW);

    @Property(tries = 500)
    void oneFlippedBitOfTheContentIsNoticed(@ForAll @IntRange(min = 0, max = 191) int bit, @ForAll boolean attached) {
        byte[] altered = flipped(CONTENT, bit);

        assertThat(verdict(altered, attached ? ATTACHED : DETACHED))
                .isIn("signature.tampered", "signature.content-differs");
    }

    /** A few bits of a CMS say nothing (a version number, the list of digests announced, upper or lower case in an issuer's name): then the verdict is about the same bytes and signer. */
    @Property(tries = 1500)
    void oneFlippedBitOfTheSignatureIsNoticedOrSaysNothing(
            @ForAll @IntRange(min = 0) int any, @ForAll boolean attached) {
        byte[] signature = attached ? ATTACHED : DETACHED;

        assertThat(verdict(CONTENT, flipped(signature, any % (8 * signature.length))))
                .satisfiesAnyOf(verdict -> assertThat(verdict).startsWith("signature."), verdict -> assertThat(verdict)
                        .isEqualTo("accepted"));
    }

    @Property(tries = 1000)
    void aSignatureCutOrOverwrittenIsNoticed(
            @ForAll @IntRange(min = 0, max = 600) int from, @ForAll @Size(min = 1, max = 40) byte[] noise) {
        byte[] cut = Arrays.copyOf(DETACHED, Math.min(from, DETACHED.length - 1));
        byte[] overwritten = DETACHED.clone();
        System.arraycopy(noise, 0, overwritten, from, noise.length);

        assertThat(verdict(CONTENT, cut)).isIn("signature.missing", "signature.unreadable");
        assertThat(verdict(CONTENT, overwritten)).isNotEmpty();
    }

    @Property(tries = 2000)
    void randomBytesAreRefused(@ForAll("asn1Like") byte[] bytes) {
        assertThat(verdict(CONTENT, bytes)).isIn("signature.missing", "signature.unreadable");
    }

    /** Bytes of the sort that lead parsers on: tags, indefinite lengths, long lengths. */
    @Provide
    Arbitrary<byte[]> asn1Like() {
        return Arbitraries.of(0x30, 0x31, 0x80, 0x00, 0x02, 0x06, 0xA0, 0x24, 0x04, 0x84, 0xff, 0x1f, 0x05, 0x2d, 0x41)
                .map(Integer::byteValue)
                .array(Byte[].class)
                .ofMaxSize(200)
                .map(boxed -> {
                    var bytes = new byte[boxed.length];
                    for (int i = 0; i < bytes.length; i++) {
                        bytes[i] = boxed[i];
                    }
                    return bytes;
                });
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] altered = bytes.clone();
        altered[bit / 8] ^= (byte) (1 << bit % 8);
        return altered;
    }

    /** The code of the refusal, or "accepted" when signer and content are what they were; anything else is thrown. */
    private static String verdict(byte[] content, byte[] signature) {
        try {
            var verified = VERIFICATION.verify(content, signature, BadSignatureTest.NOW);
            assertThat(verified.content()).isEqualTo(CONTENT);
            assertThat(content).isEqualTo(CONTENT);
            assertThat(verified.certificate()).isEqualTo(BadSignatureTest.GOOD.certificate());
            return "accepted";
        } catch (Problem refused) {
            return refused.code();
        }
    }
}
