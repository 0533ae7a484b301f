package org.hunar.server.operations;

import io.dropwizard.jetty.HttpsConnectorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The keystore of an HTTPS port: there, opened by its password, with a certificate that holds and names the host. */
final class CertificateCheck implements Check {
    private static final String SUBJECT = "certificate";
    private static final Duration NOTICE = Duration.ofDays(30);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    private final Path file;
    private final String type;
    private final String password;
    private final Optional<String> host;
    private final InstantSource clock;

    /** @param host that the certificate must name; empty if it is not known */
    CertificateCheck(HttpsConnectorFactory connector, Optional<String> host, InstantSource clock) {
        this.file = Path.of(String.valueOf(connector.getKeyStorePath()));
        this.type = connector.getKeyStoreType();
        this.password = Optional.ofNullable(connector.getKeyStorePassword()).orElse("");
        this.host = host;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        return List.of(finding());
    }

    private Finding finding() {
        if (!Files.exists(file)) {
            return Finding.wrong(
                    SUBJECT,
                    file + " is not there",
                    "scripts/run makes one for this machine; or set HUNAR_KEYSTORE to a PKCS12 file");
        }
        if (password.isEmpty() || password.startsWith("${")) {
            return Finding.wrong(
                    SUBJECT, "no password for " + file, "set HUNAR_KEYSTORE_PASSWORD (scripts/run: data/secrets.env)");
        }
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keystore = KeyStore.getInstance(type);
            keystore.load(in, password.toCharArray());
            return certificate(keystore).map(this::judge).orElseGet(this::withoutKey);
        } catch (IOException e) {
            return unreadable(e);
        } catch (GeneralSecurityException e) {
            return Finding.wrong(SUBJECT, file + " cannot be read: " + e.getMessage(), "make it anew with keytool");
        }
    }

    private Finding unreadable(IOException e) {
        if (e.getCause() instanceof UnrecoverableKeyException) {
            return Finding.wrong(
                    SUBJECT,
                    "the password does not open " + file,
                    "set HUNAR_KEYSTORE_PASSWORD to the one it was made with");
        }
        return Finding.wrong(
                SUBJECT,
                file + " cannot be read as " + type + ": " + e.getMessage(),
                "see to its rights, or make it anew");
    }

    private Finding withoutKey() {
        return Finding.wrong(
                SUBJECT, file + " holds no private key", "import key and certificate together: openssl pkcs12 -export");
    }

    private static Optional<X509Certificate> certificate(KeyStore keystore) throws GeneralSecurityException {
        for (String alias : Collections.list(keystore.aliases())) {
            if (keystore.isKeyEntry(alias) && keystore.getCertificate(alias) instanceof X509Certificate certificate) {
                return Optional.of(certificate);
            }
        }
        return Optional.empty();
    }

    private Finding judge(X509Certificate certificate) {
        Instant now = clock.instant();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            return Finding.wrong(SUBJECT, "expired on " + until, "renew it: phones refuse the connection");
        }
        if (now.isBefore(from)) {
            return Finding.wrong(SUBJECT, "is good only from " + from + " on", "set the clock, or make it anew");
        }
        return named(certificate, until, now);
    }

    private Finding named(X509Certificate certificate, Instant until, Instant now) {
        List<String> names = names(certificate);
        String held = "for " + String.join(", ", names) + ", good until " + until;
        if (host.isPresent() && names.stream().noneMatch(this::covers)) {
            return Finding.wrong(
                    SUBJECT, held + "; not for " + host.get(), "get one for that name: phones refuse the connection");
        }
        if (now.plus(NOTICE).isAfter(until)) {
            return Finding.warning(SUBJECT, held, "renew it before that day: phones will refuse the connection");
        }
        if (THIS_MACHINE.containsAll(names)) {
            return Finding.warning(SUBJECT, held, "get one for the name by which phones reach the server");
        }
        return Finding.ok(SUBJECT, held);
    }

    /** As in RFC 6125: a star stands for one label, the leftmost. */
    private boolean covers(String name) {
        String wanted = host.orElse("").toLowerCase(Locale.ROOT);
        String held = name.toLowerCase(Locale.ROOT);
        return held.startsWith("*.")
                ? wanted.indexOf('.') > 0
                        && wanted.substring(wanted.indexOf('.')).equals(held.substring(1))
                : wanted.equals(held);
    }

    /** DNS names and addresses of the subject; today's clients look at nothing else. */
    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null
                    ? List.of()
                    : alternatives.stream()
                            .map(each -> String.valueOf(each.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            throw new IllegalArgumentException("the certificate's names cannot be read", e);
        }
    }
}
