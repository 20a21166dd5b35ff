package kz.bilik.signature;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.identity.Bin;
import kz.bilik.identity.Iin;
import kz.bilik.problem.Problem;
import kz.bilik.record.Erased;
import kz.bilik.record.Recorded;
import kz.bilik.record.Savepoint;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Electronic digital signatures in CMS: verified once, at the moment of receipt, with the evidence kept. */
@Component
public class Signatures {

    /** Where nothing was sent that could be verified. */
    private static final Set<String> NO_SIGNATURE = Set.of("signature.missing", "signature.too-large");

    /**
     * Who signed what, and everything an auditor needs to verify it again.
     *
     * @param iin the signer's number from the certificate (subject serialNumber)
     * @param bin the organisation's number (OU), null on a natural person's certificate
     * @param signerName the subject's common name
     * @param content the signed bytes, exactly
     * @param cms the signature without its wrapping: DER, or BER where the signer streamed it
     * @param certificate the signer's certificate as DER
     * @param revocation what the CRL or OCSP answered, or {@code NOT_CONFIGURED}
     * @param verifiedAt wall time of the verdict
     * @param legalTime legal time of the receipt
     */
    public record Evidence(
            Iin iin,
            @Nullable Bin bin,
            String signerName,
            byte[] content,
            byte[] cms,
            byte[] certificate,
            String revocation,
            OffsetDateTime verifiedAt,
            OffsetDateTime legalTime) {

        /** By which one signature is told from every other: the SHA-256 of its CMS. */
        public String fingerprint() {
            return sha256(cms);
        }

        /** What the signer's certificate says of itself. */
        public CertificateFacts certificateFacts() {
            try {
                var read = (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate));
                return new CertificateFacts(
                        read.getSerialNumber().toString(16).toUpperCase(Locale.ROOT),
                        read.getIssuerX500Principal().getName(X500Principal.RFC2253),
                        read.getNotBefore().toInstant(),
                        read.getNotAfter().toInstant());
            } catch (CertificateException damaged) {
                throw new IllegalStateException(
                        "The certificate of evidence " + fingerprint() + " is damaged", damaged);
            }
        }
    }

    /**
     * A certificate for people to read.
     *
     * @param serial its number in hexadecimal digits
     * @param issuer the distinguished name of the authority that issued it
     */
    public record CertificateFacts(String serial, String issuer, Instant notBefore, Instant notAfter) {}

    private final Verification verification;
    private final Clock wallClock;
    private final LegalClock legalClock;
    private final JdbcClient jdbc;
    private final Savepoint savepoint;
    private final TransactionTemplate ownTransaction;
    private final ApplicationEventPublisher events;

    Signatures(
            SignatureSettings settings,
            CertificationPaths paths,
            RevocationCheck revocation,
            Clock wallClock,
            LegalClock legalClock,
            JdbcClient jdbc,
            Savepoint savepoint,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        this.verification = new Verification(paths, revocation, settings);
        this.wallClock = wallClock;
        this.legalClock = legalClock;
        this.jdbc = jdbc;
        this.savepoint = savepoint;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    /**
     * Verifies a signature over exactly these bytes, at this moment of wall time; opens no database connection unless it is
     * refused. That it was, and why, is recorded in a transaction of its own: whoever refuses it changes nothing else.
     *
     * @param about the number of the record that it should be under
     * @param content what was sent; an attached signature must hold the same bytes. Unless the settings forbid it, the
     *     same text with CRLF line ends is accepted too (OpenSSL signs it so); the evidence then holds that
     * @param signature CMS as DER, BER, PEM, base64 or S/MIME, attached or detached
     * @throws kz.bilik.problem.Problem {@code signature.…}: missing, too-large, unreadable, no-signer, several-signers,
     *     no-certificate, algorithm-unsupported (GOST), algorithm-weak, tampered, content-differs, untrusted, expired,
     *     not-yet-valid, authentication-only, not-for-signing, no-iin, bin-invalid, revoked, revocation-unknown
     */
    public Evidence verify(String about, byte[] content, byte[] signature) {
        try {
            return verified(content, signature);
        } catch (Problem refusal) {
            if (!NO_SIGNATURE.contains(refusal.code())) {
                record(about, content, signature, refusal);
            }
            throw refusal;
        }
    }

    /** As above, of something that bears no number yet: it is known by its SHA-256. */
    public Evidence verify(byte[] content, byte[] signature) {
        return verify(sha256(content), content, signature);
    }

    /**
     * Records that a good signature was refused because it is not that of whoever should have signed.
     *
     * @param about the number of the record that it should be under
     * @return the refusal, to be thrown
     */
    public Problem refused(String about, Evidence evidence, Problem refusal) {
        record(about, evidence.content(), evidence.cms(), refusal);
        return refusal;
    }

    private void record(String about, byte[] content, byte[] signature, Problem refusal) {
        ownTransaction.executeWithoutResult(status -> events.publishEvent(Recorded.fact(
                Recorded.Kind.SIGNATURE_REFUSED,
                about,
                null,
                refusal.code() + ", content " + sha256(content) + ", signature " + sha256(signature))));
    }

    private Evidence verified(byte[] content, byte[] signature) {
        var now = OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE).truncatedTo(ChronoUnit.MICROS);
        var verified = verification.verify(content, signature, now.toInstant());
        try {
            return new Evidence(
                    verified.signer().iin(),
                    verified.signer().bin(),
                    verified.signer().name(),
                    verified.content(),
                    verified.cms(),
                    verified.certificate().getEncoded(),
                    verified.revocation(),
                    now,
                    legalClock.now());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Keeps the evidence under the number of the record that was signed, in the current transaction. Keeping the same
     * signature for the same record again changes nothing.
     */
    @Transactional
    public void keep(String owner, Evidence evidence) {
        String fingerprint = evidence.fingerprint();
        boolean kept = jdbc.sql("select count(*) from signature_evidence where owner = ? and cms_sha256 = ?")
                        .params(owner, fingerprint)
                        .query(Integer.class)
                        .single()
                > 0;
        if (kept) {
            return;
        }
        var key = new GeneratedKeyHolder();
        var bin = evidence.bin() == null ? null : evidence.bin().value();
        try {
            savepoint.attempt(() -> jdbc.sql(
                            """
                            insert into signature_evidence (owner, cms_sha256, signer_iin, signer_bin, signer_name,
                                content, cms, certificate, revocation, verified_at, legal_time)
                            values (:owner, :fingerprint, :iin, :bin, :name,
                                :content, :cms, :certificate, :revocation, :verifiedAt, :legalTime)""")
                    .param("owner", owner)
                    .param("fingerprint", fingerprint)
                    .param("iin", evidence.iin().value())
                    .param("bin", bin)
                    .param("name", evidence.signerName())
                    .param("content", evidence.content())
                    .param("cms", evidence.cms())
                    .param("certificate", evidence.certificate())
                    .param("revocation", evidence.revocation())
                    .param("verifiedAt", evidence.verifiedAt())
                    .param("legalTime", evidence.legalTime())
                    .update(key, "id"));
        } catch (DuplicateKeyException keptMeanwhile) {
            // the same submission sent twice at once: the other one keeps it
            return;
        }
        events.publishEvent(Recorded.row(
                Recorded.Kind.SIGNATURE,
                key.getKey(),
                owner,
                null,
                owner,
                fingerprint,
                evidence.iin().value(),
                bin,
                evidence.signerName(),
                evidence.content(),
                evidence.cms(),
                evidence.certificate(),
                evidence.revocation(),
                evidence.verifiedAt(),
                evidence.legalTime()));
    }

    /** The evidence kept for that record, newest first. */
    @Transactional(readOnly = true)
    public List<Evidence> of(String owner) {
        return jdbc.sql("select * from signature_evidence where owner = ? order by id desc")
                .param(owner)
                .query(Signatures::evidence)
                .list();
    }

    /**
     * Erases in the current transaction what was kept of signatures under a record: signer, content, certificate. The chain goes
     * on saying that they were accepted, and when.
     *
     * @param why the rule by which it is done
     * @return how many there were
     */
    @Transactional
    public int erase(String owner, String why) {
        var kept = jdbc.sql("select id from signature_evidence where owner = ?")
                .param(owner)
                .query(Long.class)
                .list();
        kept.forEach(id -> {
            jdbc.sql("delete from signature_evidence where id = ?").param(id).update();
            events.publishEvent(new Erased(Recorded.Kind.SIGNATURE, id.toString(), why));
        });
        return kept.size();
    }

    private static Evidence evidence(ResultSet row, int number) throws SQLException {
        String bin = row.getString("signer_bin");
        return new Evidence(
                Iin.of(row.getString("signer_iin")),
                bin == null ? null : Bin.of(bin),
                row.getString("signer_name"),
                row.getBytes("content"),
                row.getBytes("cms"),
                row.getBytes("certificate"),
                row.getString("revocation"),
                LegalMoment.of(row, "verified_at"),
                LegalMoment.of(row, "legal_time"));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
