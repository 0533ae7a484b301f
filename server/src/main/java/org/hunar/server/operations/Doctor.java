package org.hunar.server.operations;

import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.HttpsConnectorFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hunar.server.auth.AuditHead;
import org.hunar.server.storage.DatabaseUrl;
import org.hunar.server.storage.RefusedToStartException;
import org.hunar.server.storage.StorageConfig;

/** Looks at everything that a server stands on. */
public final class Doctor {
    private final Installation installation;
    private final InstantSource clock;

    public Doctor(Installation installation, InstantSource clock) {
        this.installation = installation;
        this.clock = clock;
    }

    /**
     * @param host by which phones reach the server, where it is known
     * @param noted an earlier end of the audit, where one was noted
     */
    List<Finding> examine(Optional<String> host, Optional<AuditHead> noted) {
        List<Check> checks = new ArrayList<>();
        installation.application().forEach(each -> checks.add(new PortCheck(each, PortCheck.Door.APPLICATION)));
        installation.admin().forEach(each -> checks.add(new PortCheck(each, PortCheck.Door.ADMIN)));
        checks.addAll(plainHttp());
        checks.addAll(certificates(host));
        installation.folders().forEach(folder -> checks.add(new DiskCheck(folder)));
        installation.keyFiles().forEach((subject, file) -> checks.add(new KeyFileCheck(subject, file)));
        checks.add(this::sharedKey);
        checks.add(new ClockCheck(clock));
        checks.add(new DatabaseCheck(installation.database(), clock));
        StorageConfig database = installation.database();
        checks.add(new DatabaseEncryptionCheck(database.getUrl()));
        database.replicaUrl().ifPresent(url -> checks.add(new DatabaseEncryptionCheck(url)));
        database.replicaUrl().ifPresent(url -> checks.add(new ReplicaCheck(database, url)));
        checks.add(new AuditCheck(installation.database(), noted));
        installation.blobs().ifPresent(folder -> checks.add(new BlobsCheck(installation.database(), folder)));
        return checks.stream().flatMap(check -> check.look().stream()).toList();
    }

    /**
     * What Jetty would tell in a stack trace, told in a sentence.
     *
     * @throws RefusedToStartException if a port is taken, a certificate cannot be used, or others could read along
     */
    public void requireFitToStart() {
        List<Check> checks = new ArrayList<>(certificates(Optional.empty()));
        checks.addAll(plainHttp());
        installation.application().forEach(each -> checks.add(new PortCheck(each, PortCheck.Door.OURS_ALONE)));
        installation.admin().forEach(each -> checks.add(new PortCheck(each, PortCheck.Door.OURS_ALONE)));
        for (Check check : checks) {
            check.look().stream().filter(Finding::isWrong).findFirst().ifPresent(Doctor::refuse);
        }
    }

    private static void refuse(Finding finding) {
        throw new RefusedToStartException(finding.subject() + ": " + finding.sentence() + "; " + finding.remedy());
    }

    /** A key that is in a file is that of one machine; phones would be signed in there and not on the next node. */
    private List<Finding> sharedKey() {
        boolean alone = DatabaseUrl.isEmbedded(installation.database().getUrl());
        Path file = installation.keyFiles().get("token key");
        return alone || file == null
                ? List.of()
                : List.of(Finding.warning(
                        "nodes",
                        "the token key is in " + file + ", on this machine alone",
                        "before another node is added, set HUNAR_TOKEN_KEY to the same on each"));
    }

    private List<Check> plainHttp() {
        List<Check> checks = new ArrayList<>();
        installation.application().forEach(each -> checks.add(new PlainHttpCheck(each, installation.proxy())));
        installation.admin().forEach(each -> checks.add(new PlainHttpCheck(each, Optional.empty())));
        return checks;
    }

    private List<Check> certificates(Optional<String> host) {
        List<Check> checks = new ArrayList<>();
        for (HttpConnectorFactory connector : installation.application()) {
            if (connector instanceof HttpsConnectorFactory https) {
                checks.add(new CertificateCheck(https, host, clock));
            }
        }
        return checks;
    }
}
