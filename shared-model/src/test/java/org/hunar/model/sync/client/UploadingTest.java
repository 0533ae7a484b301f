package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hunar.model.sync.client.FakeServer.refusal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.hunar.model.assessment.Answer;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;
import org.hunar.model.sync.client.SyncReport.Outcome;
import org.junit.jupiter.api.Test;

class UploadingTest {
    private static final int PHOTO_BYTES = 1_200_000;

    private final TestingClock clock = new TestingClock();
    private final FakeServer server = new FakeServer();
    private final FaultyTransport way = new FaultyTransport(server);
    private final MemoryAttachments photos = new MemoryAttachments();
    private final MemoryStore store = new MemoryStore();
    private final Phone phone = Phone.open(store, clock, new Random(1));
    private final SyncEngine engine = phone.engine(way, "1.8.2", photos);
    private final Answer.Attachment photo = photos.takes(PHOTO_BYTES, 1);

    private EntityId records(Answer.Attachment... files) {
        EntityId assessment = Phone.assessment(phone.newAssessmentId());
        for (int i = 0; i < files.length; i++) {
            phone.capture(assessment, OperationKind.PUT, Map.of("answers", Map.of("photo" + i, files[i].toJson())));
        }
        return assessment;
    }

    private void syncs() {
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
    }

    private void failsToSync() {
        assertThat(engine.run().outcome()).isEqualTo(Outcome.LATER);
    }

    private void serverHas(Answer.Attachment... files) {
        assertThat(server.uploads.blobs.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(files).map(Answer.Attachment::sha256).toList());
        server.uploads.blobs.forEach((sha256, bytes) -> assertThat(bytes).isEqualTo(photos.files.get(sha256)));
    }

    @Test
    void aPhotoFollowsItsAnswers() {
        records(photo);
        assertThat(phone.status().attachments()).isEqualTo(1);
        assertThat(phone.status().attachmentBytes()).isEqualTo(PHOTO_BYTES);
        SyncReport report = engine.run();
        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(report.uploaded()).isEqualTo(1);
        serverHas(photo);
        assertThat(phone.status().attachments()).isZero();
        assertThat(phone.isAttachmentDue(photo.sha256())).isFalse();
    }

    @Test
    void aPhotoThatWasCutGoesOnWhereTheServerHasGotTo() {
        records(photo);
        server.uploads.cuts.addAll(List.of(300_000, 100_000));
        failsToSync();
        failsToSync();
        syncs();
        serverHas(photo);
        assertThat(server.uploads.received).isEqualTo(PHOTO_BYTES);
    }

    @Test
    void whatIsCapturedMeanwhileDoesNotWaitForTheOtherPhotos() {
        records(photo);
        records(photos.takes(10, 9));
        List<Integer> operationsAtOpen = new ArrayList<>();
        AttachmentSource source = sha256 -> {
            operationsAtOpen.add(server.operations.size());
            if (operationsAtOpen.size() == 1) {
                phone.capture(Phone.participant(phone.newParticipantId()), OperationKind.PUT, Map.of("name", "Amina"));
            }
            return photos.open(sha256);
        };
        assertThat(phone.engine(way, "1.8.2", source).run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(operationsAtOpen).containsExactly(2, 3);
    }

    @Test
    void aRunMayOutliveMoreThanOneToken() {
        records(photo);
        way.next(FaultyTransport.refusing(refusal(401, "UNAUTHORIZED")))
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.refusing(refusal(401, "UNAUTHORIZED")));
        syncs();
        assertThat(server.renewals).isEqualTo(2);
        serverHas(photo);
    }

    @Test
    void theUserSeesHowMuchIsLeftWhileItGoes() {
        records(photo);
        way.next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.REQUEST_LOST);
        failsToSync();
        assertThat(phone.status().attachmentBytes()).isEqualTo(PHOTO_BYTES - Uploading.CHUNK);
    }

    @Test
    void aPhotoWhoseLastAnswerWasLostIsNotSentAgain() {
        Answer.Attachment small = photos.takes(1000, 2);
        records(small);
        way.next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.ANSWER_LOST);
        failsToSync();
        syncs();
        serverHas(small);
        assertThat(server.uploads.received).isEqualTo(1000);
    }

    @Test
    void aPhotoThatTheServerHasCostsOneRequest() {
        records(photo);
        syncs();
        int requests = server.uploads.requests;
        records(photo);
        syncs();
        assertThat(server.uploads.requests).isEqualTo(requests + 1);
    }

    @Test
    void thePhotoOfAGroupIsSentOnceForAllItsAssessments() {
        records(photo);
        records(photo, photo);
        assertThat(phone.status().attachments()).isEqualTo(1);
        syncs();
        assertThat(server.uploads.received).isEqualTo(PHOTO_BYTES);
    }

    @Test
    void bytesThatWereDamagedOnTheWayAreSentAgainFromTheFirst() {
        records(photo);
        server.uploads.damaged = 1;
        syncs();
        serverHas(photo);
        assertThat(server.uploads.received).isEqualTo(2 * PHOTO_BYTES);
    }

    @Test
    void aFileThatIsNotTheOneNamedIsSetAsideAndTheOthersGo() {
        photos.files.get(photo.sha256())[7]++;
        Answer.Attachment good = photos.takes(10, 3);
        records(photo, good);
        syncs();
        serverHas(good);
        assertThat(phone.status().parkedAttachments()).singleElement().satisfies(parked -> {
            assertThat(parked.sha256()).isEqualTo(photo.sha256());
            assertThat(parked.problem()).isEqualTo(UploadProblem.CHANGED);
        });
        photos.files.get(photo.sha256())[7]--;
        assertThat(phone.retryAttachment(photo.sha256())).isTrue();
        syncs();
        serverHas(good, photo);
        assertThat(phone.retryAttachment(photo.sha256())).isFalse();
    }

    @Test
    void aFileThatIsGoneOrShorterIsSetAsideAndSaysWhy() {
        Answer.Attachment shorter = photos.takes(1000, 4);
        photos.files.put(shorter.sha256(), new byte[999]);
        photos.files.remove(photo.sha256());
        records(photo, shorter);
        syncs();
        assertThat(phone.status().parkedAttachments())
                .extracting(ParkedAttachment::problem)
                .containsExactlyInAnyOrder(UploadProblem.UNREADABLE, UploadProblem.CHANGED);
        photos.takes(PHOTO_BYTES, 1);
        records(photo);
        syncs();
        serverHas(photo);
        assertThat(phone.status().parkedAttachments()).hasSize(1);
    }

    @Test
    void anUploadThatHasExpiredBeginsAnew() {
        records(photo);
        server.uploads.cuts.add(300_000);
        failsToSync();
        server.uploads.expire();
        syncs();
        serverHas(photo);
    }

    @Test
    void anotherOffsetThanExpectedIsAskedFor() {
        records(photo);
        way.next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.refusing(refusal(409, "WRONG_OFFSET")))
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.refusing(refusal(404, "NOT_FOUND")));
        syncs();
        serverHas(photo);
        assertThat(server.uploads.received).isEqualTo(PHOTO_BYTES);
    }

    @Test
    void aServerThatIsAlwaysElsewhereIsLeftInPeace() {
        records(photo);
        way.next(FaultyTransport.NONE).next(FaultyTransport.NONE);
        for (int i = 0; i < 3; i++) {
            way.next(FaultyTransport.NONE).next(FaultyTransport.refusing(refusal(409, "WRONG_OFFSET")));
        }
        failsToSync();
        assertThat(server.uploads.requests).isEqualTo(3);
        syncs();
    }

    @Test
    void aFileThatTheServerDoesNotTakeIsSetAside() {
        records(photo);
        way.next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.refusing(refusal(413, "TOO_LARGE")));
        syncs();
        assertThat(phone.status().parkedAttachments()).singleElement().satisfies(parked -> {
            assertThat(parked.problem()).isEqualTo(UploadProblem.REFUSED);
            assertThat(parked.detail()).startsWith("TOO_LARGE");
        });
    }

    @Test
    void whatAProxyFindsTooLargeIsSentInSmallerPieces() {
        records(photo);
        way.next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.refusing(refusal(413, null)));
        failsToSync();
        assertThat(SyncState.load(store, Optional.empty()).uploadPortion.of(Uploading.CHUNK))
                .isEqualTo(Uploading.CHUNK / 2);
        syncs();
        serverHas(photo);
    }

    @Test
    void aFileAtWhichTheServerFailsDoesNotHoldUpTheOthers() {
        Answer.Attachment second = photos.takes(10, 5);
        records(photo, second);
        way.next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.refusing(refusal(500, "INTERNAL")))
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.refusing(refusal(500, "INTERNAL")));
        failsToSync();
        failsToSync();
        serverHas(second);
        syncs();
        serverHas(second, photo);
    }

    @Test
    void aServerThatIsBusySaysWhenToComeBack() {
        records(photo);
        way.next(FaultyTransport.NONE)
                .next(FaultyTransport.NONE)
                .next(FaultyTransport.refusing(TransportException.refused(
                        429, Optional.of("BUSY"), "busy", Optional.of(Duration.ofSeconds(77)), Optional.empty())));
        assertThat(engine.run().callAgainAfter()).contains(Duration.ofSeconds(77));
    }

    @Test
    void anAppThatIsTooOldStillHandsInItsPhotos() {
        records(photo);
        way.next(FaultyTransport.NONE).next(FaultyTransport.refusing(refusal(426, "APP_TOO_OLD")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.UPGRADE);
        serverHas(photo);
    }

    @Test
    void aPhotoThatTheServerNeedsAgainIsBroughtAgain() {
        records(photo);
        syncs();
        server.uploads.blobs.clear();
        server.intervention = operation -> Optional.of(new PushResult(
                Optional.of(operation.id()),
                PushStatus.HELD,
                Optional.of(PushCode.AWAITING_BLOB),
                List.of("sha256:" + photo.sha256()),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty()));
        records(photo);
        syncs();
        serverHas(photo);
    }

    @Test
    void aRestoredServerGetsBackThePhotosThatItForgot() {
        records(photo);
        syncs();
        server.restoreTo(1);
        syncs();
        serverHas(photo);
    }

    @Test
    void withoutASourcePhotosWaitAndAreSeen() {
        records(photo);
        assertThat(phone.engine(way, "1.8.2").run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(phone.status().attachments()).isEqualTo(1);
        syncs();
        serverHas(photo);
    }

    @Test
    void anAnswerThatLooksLikeAFileAndIsNoneIsRefusedAtOnce() {
        assertThatThrownBy(() -> records(new Answer.Attachment("9F86", 1, "image/jpeg")))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("/body/answers/photo0/sha256");
        assertThatThrownBy(() -> records(new Answer.Attachment(photo.sha256(), -1, "jpeg")))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("/body/answers/photo0/size")
                .hasMessageContaining("/body/answers/photo0/mime");
        assertThat(phone.status().unsent()).isZero();
    }

    @Test
    void aLinkThatNeverLastsForAWholePieceStillBringsThePhoto() {
        server.limits = Limits.DEFAULT;
        records(photo);
        MeteredLink link = new MeteredLink(server, 0, 0);
        link.longestRequest = 50_000;
        int runs = 0;
        while (phone.engine(link, "1.8.2", photos).run().outcome() != Outcome.COMPLETE) {
            assertThat(++runs).isLessThan(100);
        }
        serverHas(photo);
    }
}
