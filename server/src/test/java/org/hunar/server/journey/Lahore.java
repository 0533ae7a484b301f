package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** Three people in Lahore, whom Amna and Bilal train, and what a journey asks of the server about them. */
record Lahore(TestServer server, WeldingProgramme programme) {
    static final InstrumentVersion BENCH_TEST = new InstrumentVersion(new InstrumentId("weld_l2"), "1");
    static final Instant BEFORE = Instant.parse("2026-09-01T09:00:00Z");
    static final Instant AFTER = Instant.parse("2026-09-18T09:00:00Z");
    static final List<String> PEOPLE = List.of("LHR-03-001", "LHR-03-002", "LHR-03-003");

    static Lahore on(TestServer server) {
        WeldingProgramme programme = WeldingProgramme.setUp(server);
        programme.grant(WeldingProgramme.BILAL, List.of(WeldingProgramme.trainerOf(WeldingProgramme.LAHORE)));
        Lahore lahore = new Lahore(server, programme);
        List<Map<String, String>> roster = PEOPLE.stream()
                .map(number -> Map.of("cohort", WeldingProgramme.LAHORE, "number", number, "name", "محمد علی"))
                .toList();
        HttpResponse<String> answer =
                server.post(WeldingProgramme.path("/participants"), lahore.manager(), Map.of("participants", roster));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return lahore;
    }

    /** A trainer's phone that has form and roster. */
    FakePhone phone(String trainer) {
        FakePhone phone = FakePhone.of(server, trainer, WeldingProgramme.PASSWORD);
        phone.syncs();
        return phone;
    }

    String manager() {
        return programme.tokenOf(WeldingProgramme.MANAGER);
    }

    static Map<String, Object> answers(String ppe, int quality) {
        Map<String, Object> answers = new HashMap<>();
        answers.put("ppe", ppe);
        answers.put("tools", List.of("torch", "clamp"));
        answers.put("quality", quality);
        answers.put("gap", 1.5);
        return answers;
    }

    /** People and assessments as the server gives them to a new phone: what two replicas must agree on to the byte. */
    String canonical() {
        return canonical(new SyncClient(server, programme.tokenOf(WeldingProgramme.AMNA)));
    }

    /** As {@link #canonical()}, of a server that runs anywhere. */
    static String canonical(SyncClient server) {
        return canonical(server.pullAll().values().stream()
                .filter(item -> item.scope().equals("cohort:" + WeldingProgramme.LAHORE))
                .filter(item -> !item.entity().equals("cohort"))
                .map(item -> List.of(item.entity(), item.id(), item.doc().orElseThrow())));
    }

    /** People and assessments as a phone shows them. */
    static String canonical(FakePhone phone) {
        return canonical(Stream.concat(phone.people().stream(), phone.assessments().stream())
                .map(document -> List.of(document.entity(), document.id(), document.doc())));
    }

    private static String canonical(Stream<? extends List<?>> documents) {
        return CanonicalJson.write(
                documents.sorted(Comparator.comparing(Object::toString)).toList());
    }

    JsonObject report() {
        return TestServer.json(server.get(WeldingProgramme.path("/report"), manager()));
    }

    long paired() {
        return report().object("funnel").integer("paired");
    }

    double gain(String skill) {
        return report().object("paired")
                .object(skill)
                .object("*")
                .object("gain")
                .number("mean")
                .doubleValue();
    }
}
