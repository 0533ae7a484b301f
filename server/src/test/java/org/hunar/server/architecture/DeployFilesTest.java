package org.hunar.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The examples by which a server is set up must speak of settings and calls that there are. */
class DeployFilesTest {
    private static final Path FOLDER = ProjectFiles.ROOT.resolve("server/docs/deploy");

    @Test
    void aProxyTellsWhoCallsAndLetsNobodySayItHimself() {
        assertThat(read("nginx.conf"))
                .contains("proxy_set_header X-Forwarded-For $remote_addr;")
                .doesNotContain("$proxy_add_x_forwarded_for")
                .contains("client_max_body_size 64m");
        assertThat(read("Caddyfile"))
                .contains("header_up X-Forwarded-For {remote_host}")
                .contains("health_uri /health/ready");
    }

    @Test
    void theServiceStartsAsTheJarDoesAndStopsAfterTheServerDid() {
        String unit = read("hunar.service");
        assertThat(unit)
                .contains("-jar /opt/hunar/hunar.jar server config.yml")
                .contains("SuccessExitStatus=143")
                .contains("ReadWritePaths=/srv/hunar/data");
        int stop = Integer.parseInt(unit.replaceAll("(?s).*TimeoutStopSec=(\\d+).*", "$1"));
        String settings = ProjectFiles.read(ProjectFiles.ROOT.resolve("config.yml"));
        int grace = Integer.parseInt(settings.replaceAll("(?s).*shutdownGracePeriod: (\\d+)s.*", "$1"));
        assertThat(stop).isGreaterThan(grace);
    }

    @Test
    void howMuchMemoryIsTakenIsSaidInOneFile() {
        assertThat(ProjectFiles.read(ProjectFiles.ROOT.resolve("java.options"))).contains("\n-Xmx256m\n");
        assertThat(read("hunar.service"))
                .contains("java @/srv/hunar/java.options ")
                .doesNotContain("-X");
        assertThat(ProjectFiles.read(ProjectFiles.ROOT.resolve("scripts/run")))
                .contains("java @java.options ")
                .doesNotContain("-Xm");
        String pom = ProjectFiles.read(ProjectFiles.ROOT.resolve("server/pom.xml"));
        assertThat(pom.replaceAll("(?s).*<jvmFlags>(.*)</jvmFlags>.*", "$1"))
                .isEqualToIgnoringWhitespace("<jvmFlag>@/srv/hunar/java.options</jvmFlag>");
    }

    private static String read(String name) {
        return ProjectFiles.read(FOLDER.resolve(name));
    }
}
