package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.List;
import org.hunar.model.programme.ProgrammeId;

/** What is kept for the report is what all assessments and scores say. */
final class ReportCheck {
    private final Cluster cluster;

    ReportCheck(Cluster cluster) {
        this.cluster = cluster;
    }

    void run() {
        List<String> differences = cluster.nodes().get(0).kept().verify(new ProgrammeId(Cluster.PROGRAMME));
        require(differences.isEmpty(), "report", "what is kept for the report is wrong: %s", differences);
    }
}
