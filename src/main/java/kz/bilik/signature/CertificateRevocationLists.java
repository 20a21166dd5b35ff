package kz.bilik.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revocation by lists: from files, directories or addresses, kept until their successor is due. */
final class CertificateRevocationLists implements RevocationCheck {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateRevocationLists.class);
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int CRL_SIGN = 6;

    /** A silent address would hold up every signature for the length of the timeout if each asked it anew. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    /** A list of which the fingerprint is already known. */
    private record Held(X509CRL list, String sha256) {}

    /** One location with what was last read from it. */
    private final class Source {
        private final String location;
        private List<Held> lists = List.of();
        private Instant askedAt = Instant.MAX;
        private Instant askAgainAt = Instant.MIN;

        Source(String location) {
            this.location = location;
        }

        /** What the location holds; what it held before, while it is silent. */
        synchronized List<Held> lists(Instant at) {
            if (!at.isBefore(askAgainAt) || at.isBefore(askedAt)) {
                askedAt = at;
                askAgainAt = at.plus(AFTER_FAILURE);
                try {
                    lists = read(location);
                    askAgainAt = later(at.plus(AFTER_FAILURE), earlier(at.plus(refresh), endOf(lists)));
                } catch (IOException | GeneralSecurityException | RuntimeException failed) {
                    LOG.warn("The CRL at {} cannot be had: {}", location, failed.toString());
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            return lists;
        }

        private static Instant endOf(List<Held> lists) {
            return lists.stream()
                    .map(held -> held.list.getNextUpdate())
                    .filter(Objects::nonNull)
                    .map(Date::toInstant)
                    .min(Instant::compareTo)
                    .orElse(Instant.MAX);
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }

    private final List<Source> sources;
    private final Duration refresh;
    private final Duration timeout;
    private final HttpClient http;

    CertificateRevocationLists(List<String> locations, Duration refresh, Duration timeout) {
        this.sources = locations.stream().map(Source::new).toList();
        this.refresh = refresh;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    @Override
    public String answer(List<X509Certificate> path, Instant at) {
        List<Held> lists =
                sources.stream().flatMap(source -> source.lists(at).stream()).toList();
        var answer = new StringBuilder("CRL GOOD");
        for (int i = 0; i < path.size() - 1; i++) {
            Held held = current(lists, path.get(i), path.get(i + 1), at);
            if (held.list.isRevoked(path.get(i))) {
                throw Fault.REVOKED.problem();
            }
            answer.append("; ")
                    .append(held.list.getIssuerX500Principal().getName())
                    .append(" of ")
                    .append(held.list.getThisUpdate().toInstant())
                    .append(" sha256 ")
                    .append(held.sha256);
        }
        return answer.toString();
    }

    /** The newest list of that issuer that is in force. */
    private static Held current(List<Held> lists, X509Certificate certificate, X509Certificate issuer, Instant at) {
        return lists.stream()
                .filter(held -> held.list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()))
                .filter(held -> isInForce(held.list, at) && isSignedBy(held.list, issuer))
                .max((one, other) -> one.list.getThisUpdate().compareTo(other.list.getThisUpdate()))
                .orElseThrow(() -> Fault.REVOCATION_UNKNOWN.problem());
    }

    private static boolean isInForce(X509CRL list, Instant at) {
        var date = Date.from(at);
        return !list.getThisUpdate().after(date)
                && list.getNextUpdate() != null
                && list.getNextUpdate().after(date)
                // a delta or a partial list (both say so in a critical extension) does not tell who is missing
                && !list.hasUnsupportedCriticalExtension()
                && list.getExtensionValue("2.5.29.27") == null
                && list.getExtensionValue("2.5.29.28") == null;
    }

    private static boolean isSignedBy(X509CRL list, X509Certificate issuer) {
        boolean[] usage = issuer.getKeyUsage();
        if (usage != null && !usage[CRL_SIGN]) {
            return false;
        }
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException notTheirs) {
            return false;
        }
    }

    private List<Held> read(String location) throws IOException, GeneralSecurityException, InterruptedException {
        var lists = new ArrayList<Held>();
        if (location.startsWith("http://") || location.startsWith("https://")) {
            var request = HttpRequest.newBuilder(URI.create(location))
                    .timeout(timeout)
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("status " + response.statusCode());
                }
                add(body, lists);
            }
        } else {
            for (var file : CertificateFiles.files(location)) {
                try (var in = file.getInputStream()) {
                    add(in, lists);
                }
            }
        }
        return lists;
    }

    private static void add(InputStream in, List<Held> lists) throws IOException, GeneralSecurityException {
        byte[] bytes = in.readNBytes(MOST_BYTES);
        for (var list : CertificateFiles.factory().generateCRLs(new ByteArrayInputStream(bytes))) {
            var x509 = (X509CRL) list;
            lists.add(new Held(
                    x509,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(x509.getEncoded()))));
        }
    }
}
