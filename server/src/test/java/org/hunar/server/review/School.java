package org.hunar.server.review;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/**
 * A server with the trainers and the manager of the welding programme. It is used by many tests one after the other; a
 * test brings participants of its own and looks at their cases only.
 */
final class School {
    /** Later than anything that a phone of the tests captured, unless its clock is wrong. */
    static final Instant NOW = Instant.parse("2026-10-01T09:00:00Z");

    private static final Map<TestDatabase.Kind, School> SCHOOLS = new EnumMap<>(TestDatabase.Kind.class);

    private final TestServer server;
    private final WeldingProgramme programme;
    private final SyncClient amna;
    private final SyncClient bilal;
    private Desk desk;
    private long assessedBefore;

    private School(TestDatabase.Kind kind) {
        server = TestServer.start(kind);
        server.clock().set(NOW);
        programme = WeldingProgramme.setUp(server);
        amna = new SyncClient(server, programme.tokenOf(WeldingProgramme.AMNA));
        bilal = new SyncClient(server, programme.tokenOf(WeldingProgramme.BILAL));
    }

    static School of(TestDatabase.Kind kind) {
        return SCHOOLS.computeIfAbsent(kind, School::new);
    }

    static void closeAll() {
        SCHOOLS.values().forEach(school -> school.server.close());
        SCHOOLS.clear();
    }

    /** @param subjects ids of the participants, assessments and installs of this test */
    School about(String... subjects) {
        desk = deskOf(WeldingProgramme.MANAGER, subjects);
        assessedBefore = pre();
        return this;
    }

    TestServer server() {
        return server;
    }

    /** Trains Lahore. */
    SyncClient amna() {
        return amna;
    }

    /** Trains Islamabad. */
    SyncClient bilal() {
        return bilal;
    }

    /** The manager's. */
    Desk desk() {
        return desk;
    }

    Desk deskOf(String user, String... subjects) {
        return new Desk(server, programme.tokenOf(user), Set.of(subjects));
    }

    /** How many people more than when the test began the report knows to have been assessed before the training. */
    long newlyAssessed() {
        return pre() - assessedBefore;
    }

    private long pre() {
        return desk.report().object("funnel").integer("pre");
    }
}
