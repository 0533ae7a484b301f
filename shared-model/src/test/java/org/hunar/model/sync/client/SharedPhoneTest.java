package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.hunar.model.assessment.Answer;
import org.hunar.model.json.Json;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.client.SyncReport.Outcome;
import org.junit.jupiter.api.Test;

/** Amina and Bilal work with one phone, one after the other. */
class SharedPhoneTest {
    private static final String AMINA = "amina";
    private static final String BILAL = "bilal";

    private final TestingClock clock = new TestingClock();
    private final FakeServer server = new FakeServer();
    private final FaultyTransport way = new FaultyTransport(server);
    private final MemoryStore store = new MemoryStore();
    private final MemoryAttachments photos = new MemoryAttachments();
    private final Phone phone = Phone.open(store, clock, new Random(1));
    private final EntityId assessment = Phone.assessment(phone.newAssessmentId());

    private OperationId captures(String user, EntityId entity, Map<String, Object> body) {
        phone.signIn(user);
        return phone.capture(entity, OperationKind.PUT, body);
    }

    private OperationId captures(String user) {
        return captures(user, Phone.assessment(phone.newAssessmentId()), Map.of("phase", "PRE"));
    }

    private SyncReport syncs(String user) {
        phone.signIn(user);
        server.caller = user;
        return phone.engine(way, "1", photos).run();
    }

    @Test
    void whatOneHasNotSentWaitsWhileTheOtherSyncs() {
        OperationId first = captures(AMINA);
        OperationId second = captures(BILAL);
        OperationId third = captures(AMINA);

        assertThat(syncs(BILAL).outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(server.authors).isEqualTo(Map.of(second, BILAL));
        assertThat(phone.status().unsent()).isZero();
        assertThat(phone.status().others()).containsExactly(new Waiting(AMINA, 2, 0));
        assertThat(phone.status().summary("en")).isEqualTo("all is sent, 2 of amina wait until that person signs in");
        assertThat(phone.status().summary("zh")).isEqualTo("已全部发送，amina 的 2 条记录待其登录后发送");
        assertThat(phone.status().others().get(0).summary("ur")).startsWith("amina کے 2");

        assertThat(syncs(AMINA).acked()).isEqualTo(2);
        assertThat(server.authors).isEqualTo(Map.of(first, AMINA, second, BILAL, third, AMINA));
        assertThat(phone.status().others()).isEmpty();
    }

    @Test
    void eachHasAnInstallOfTheirOwnInWhichNoNumberIsMissing() {
        captures(AMINA);
        captures(BILAL);
        captures(AMINA);
        captures(BILAL);
        captures(" Amina ");
        syncs(BILAL);
        assertThat(server.lanes.values()).containsExactly(Set.of(1L, 2L));
        syncs(AMINA);
        assertThat(server.lanes).hasSize(2);
        assertThat(server.lanes.values()).contains(Set.of(1L, 2L, 3L));
        assertThat(server.pulls.get(0).installId())
                .isNotEqualTo(server.pulls.get(1).installId());
        assertThat(server.pulls).allSatisfy(pull -> assertThat(pull.unsent()).contains(0L));
    }

    @Test
    void aLostAnswerIsAskedAboutByItsAuthorOnly() {
        OperationId sent = captures(AMINA);
        way.next(FaultyTransport.ANSWER_LOST);
        assertThat(syncs(AMINA).outcome()).isEqualTo(Outcome.LATER);
        assertThat(phone.status().inFlight()).isEqualTo(1);

        syncs(BILAL);
        assertThat(phone.status().inFlight()).isZero();
        assertThat(phone.status().others()).containsExactly(new Waiting(AMINA, 1, 0));
        assertThat(server.pushes).hasSize(1);

        assertThat(syncs(AMINA).acked()).isEqualTo(1);
        assertThat(server.pushes).hasSize(1);
        assertThat(server.authors).isEqualTo(Map.of(sent, AMINA));
    }

    @Test
    void whatARestoredServerForgotIsHandedInAgainByItsAuthor() {
        OperationId aminas = captures(AMINA);
        syncs(AMINA);
        OperationId bilals = captures(BILAL);
        syncs(BILAL);
        server.restoreTo(0);
        server.authors.clear();

        syncs(BILAL);
        assertThat(server.authors).isEqualTo(Map.of(bilals, BILAL));
        syncs(AMINA);
        assertThat(server.authors).isEqualTo(Map.of(bilals, BILAL, aminas, AMINA));
        server.restoreTo(2);
        syncs(AMINA);
        int pushes = server.pushes.size();
        syncs(BILAL);
        assertThat(server.pushes).hasSize(pushes);
    }

    @Test
    void whatWasRefusedIsShownToItsAuthorAndSentAgainByTheirs() {
        OperationId refused = captures(AMINA);
        server.intervention = operation ->
                Optional.of(PushResult.rejected(Optional.of(operation.id()), PushCode.VALIDATION, List.of()));
        syncs(AMINA);
        server.intervention = operation -> Optional.empty();
        assertThat(phone.status().parked()).hasSize(1);
        phone.signIn(BILAL);
        assertThat(phone.status().parked()).isEmpty();
        assertThat(phone.retryParked(refused)).isFalse();
        phone.signIn(AMINA);
        assertThat(phone.retryParked(refused)).isTrue();
        syncs(BILAL);
        assertThat(phone.status().others()).containsExactly(new Waiting(AMINA, 1, 0));
    }

    @Test
    void aPhotoIsBroughtByWhoTookItAndOneThatBothNameByEither() {
        Answer.Attachment torch = photos.takes(100, 1);
        Answer.Attachment seam = photos.takes(150, 2);
        captures(AMINA, assessment, Map.of("answers", Map.of("photo", torch.toJson())));
        captures(BILAL, Phone.assessment(phone.newAssessmentId()), Map.of("answers", Map.of("photo", torch.toJson())));
        captures(AMINA, assessment, Map.of("answers", Map.of("seam", seam.toJson())));

        assertThat(syncs(BILAL).uploaded()).isEqualTo(1);
        assertThat(server.uploads.blobs).containsOnlyKeys(torch.sha256());
        assertThat(phone.status().others()).containsExactly(new Waiting(AMINA, 2, 2));
        assertThat(phone.isAttachmentDue(seam.sha256())).isTrue();
        syncs(AMINA);
        assertThat(server.uploads.blobs).hasSize(2);
        assertThat(phone.isAttachmentDue(torch.sha256())).isFalse();
    }

    @Test
    void whoeverIsNotGrantedTheCohortLeavesTheOthersUnsentWorkInSight() {
        EntityId sent = Phone.assessment(phone.newAssessmentId());
        captures(AMINA, sent, Map.of("phase", "POST"));
        captures(AMINA, assessment, Map.of("phase", "PRE", "answers", Map.of("a", 1)));
        syncs(AMINA);
        captures(AMINA, assessment, Map.of("answers", Map.of("b", 2)));
        server.strangers.add(BILAL);

        assertThat(syncs(BILAL).outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(phone.document(sent)).isEmpty();
        LocalDocument shown = phone.document(assessment).orElseThrow();
        assertThat(shown.doc().get("answers")).isEqualTo(Map.of("a", Json.read("1"), "b", Json.read("2")));
        assertThat(shown.unsent()).isTrue();

        assertThat(syncs(AMINA).digestMismatches()).isZero();
        assertThat(server.operations).hasSize(3);
        assertThat(phone.document(sent)).isPresent();
        syncs(BILAL);
        assertThat(phone.documents("assessment")).isEmpty();
    }

    @Test
    void anAmendmentOfWhatAnotherHasNotSentStaysOnTopOfIt() {
        captures(AMINA, assessment, Map.of("phase", "PRE", "answers", Map.of("a", 1)));
        captures(BILAL, assessment, Map.of("answers", Map.of("a", 2)));
        syncs(BILAL);
        captures(BILAL, assessment, Map.of("answers", Map.of("a", 3)));
        syncs(BILAL);
        assertThat(answer("a")).isEqualTo(Json.read("3"));
        syncs(AMINA);
        assertThat(answer("a")).isEqualTo(Json.read("3"));
        assertThat(phone.document(assessment).orElseThrow().doc())
                .isEqualTo(server.feed.get(assessment.toString()).doc().orElseThrow());
    }

    private Object answer(String item) {
        return ((Map<?, ?>) phone.document(assessment).orElseThrow().doc().get("answers")).get(item);
    }

    @Test
    void anEngineOfOneRefusesTheTokenOfAnother() {
        phone.signIn("Amina");
        Transport ofBilal = new HttpTransport(
                HttpServer.at("https://hunar.example.org/api/v1"),
                new PasswordTokenSource(HttpServer.at("https://hunar.example.org/api/v1"), BILAL, "x"));
        assertThatThrownBy(() -> phone.engine(ofBilal, "1").run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("an engine of amina was given a token of bilal");
    }

    @Test
    void anEngineGoesOnForWhomItWasMade() {
        captures(AMINA);
        server.caller = AMINA;
        SyncEngine engine = phone.engine(way, "1");
        OperationId bilals = captures(BILAL);
        engine.run();
        assertThat(server.authors.values()).containsExactly(AMINA);
        assertThat(phone.status().unsent()).isEqualTo(1);
        assertThat(server.authors).doesNotContainKey(bilals);
    }

    @Test
    void workFromBeforeAnybodyWasNamedIsHandedInByWhoeverSyncs() {
        OperationId acked = phone.capture(assessment, OperationKind.PUT, Map.of("phase", "PRE"));
        server.caller = AMINA;
        phone.engine(way, "1").run();
        OperationId unsent = phone.capture(assessment, OperationKind.PUT, Map.of("phase", "POST"));
        UUID before = Install.load(store).orElseThrow().id();
        assertThat(store.get("outbox/0000000000000002"))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("author"));

        syncs(BILAL);
        assertThat(Install.load(store).orElseThrow().id()).isEqualTo(before);
        assertThat(server.authors).isEqualTo(Map.of(acked, AMINA, unsent, BILAL));
        server.restoreTo(0);
        server.authors.clear();
        syncs(AMINA);
        assertThat(server.authors).isEqualTo(Map.of(acked, AMINA));
        syncs(BILAL);
        assertThat(server.authors).isEqualTo(Map.of(acked, AMINA, unsent, BILAL));
    }

    @Test
    void aRestoredStoreKeepsTheAuthorsAndCountsAnewForEach() {
        captures(AMINA);
        captures(BILAL);
        Phone restored = Phone.open(store.copy(), clock, new Random(5));
        assertThat(restored.user()).contains(BILAL);
        restored.capture(assessment, OperationKind.PUT, Map.of("phase", "PRE"));
        server.caller = BILAL;
        restored.engine(way, "1").run();
        assertThat(restored.status().others()).containsExactly(new Waiting(AMINA, 1, 0));
        restored.signIn(AMINA);
        restored.capture(assessment, OperationKind.PUT, Map.of("phase", "POST"));
        server.caller = AMINA;
        restored.engine(way, "1").run();
        assertThat(server.authors.values()).containsExactlyInAnyOrder(AMINA, AMINA, BILAL, BILAL);
        assertThat(server.forks).isEmpty();
        assertThat(server.lanes)
                .hasSize(4)
                .allSatisfy((id, numbers) -> assertThat(numbers).containsExactly(1L));
    }
}
