package org.hunar.server.openrosa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.EachDatabase;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TusClient;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is sent, and corrected afterwards: by an edit, by another photo, by a change of a trainee. */
@EachDatabase
class EditsTest extends OnOneDoor {
    private static final byte[] PHOTO = "torch and bead".getBytes(StandardCharsets.UTF_8);

    @Test
    void anEditChangesWhatItEdits() {
        String first = id();
        String second = id();
        door.send(
                201,
                filled(first)
                        .with("ppe", "yes")
                        .with("gap", "1.5")
                        .with("photo", "1.jpg")
                        .post()
                        .file("1.jpg", PHOTO));
        Filled edit = filled(second).editing(first).with("ppe", "no").with("photo", "1.jpg");
        door.send(201, edit.post().file("1.jpg", PHOTO));
        JsonObject answers = door.assessment(first).object("answers");
        assertThat(answers.text("ppe")).isEqualTo("no");
        assertThat(answers.has("gap")).as("what was taken out").isFalse();
        assertThat(answers.has("photo")).isTrue();
        // also a version that was superseded is taken for what it is
        door.send(
                201,
                filled(first)
                        .with("ppe", "yes")
                        .with("gap", "1.5")
                        .with("photo", "1.jpg")
                        .post());
        assertThat(door.assessment(first).object("answers").text("ppe")).isEqualTo("no");
        // an edit of the edit is still of the first
        door.send(201, filled(id()).editing(second).with("ppe", "yes").post());
        assertThat(door.assessment(first).object("answers").text("ppe")).isEqualTo("yes");
    }

    @Test
    void anEditThatComesFirstWaits() {
        String first = id();
        Filled edit = filled(id()).editing(first).with("ppe", "no").with("quality", "9");
        assertThat(door.send(202, edit.post())).contains("Saved.");
        door.send(202, edit.post());
        door.send(201, filled(first).with("ppe", "yes").with("quality", "9").post());
        assertThat(door.assessment(first).object("answers").text("ppe")).isEqualTo("no");
        door.send(201, edit.post());
    }

    @Test
    @DisplayName("who saved last holds until a manager decides, and not whose phone got through last")
    void twoEditsOfTheSameAreAConflict() {
        door.server.clock().advance(Duration.ofMinutes(30));
        String first = id();
        Filled sent = filled(first).with("ppe", "yes").with("quality", "1");
        door.send(201, sent.with("end", "2026-09-20T14:05:00.000+05:00").post());
        Filled later = filled(id()).editing(first).with("ppe", "yes").with("quality", "2");
        Filled earlier = filled(id()).editing(first).with("ppe", "yes").with("quality", "3");
        door.send(201, later.with("end", "2026-09-20T14:25:00.000+05:00").post());
        door.send(201, earlier.with("end", "2026-09-20T14:15:00.000+05:00").post());
        JsonObject assessment = door.assessment(first);
        assertThat(assessment.objects("cases"))
                .filteredOn(each -> each.text("kind").equals("HARD_CONFLICT"))
                .extracting(each -> each.text("path"))
                .contains("/answers/quality");
        assertThat(assessment.object("answers").integer("quality")).isEqualTo(2);
    }

    /** Collect has marked it as sent, so nobody would send it again: it has to be seen here. */
    @Test
    void anEditThatWaitedAndCannotBeTakenIsKeptWhereItIsSeen() {
        String first = id();
        Filled edit = filled(id()).editing(first).without("phase").with("ppe", "no");
        door.send(202, edit.post());
        door.send(201, filled(first).with("ppe", "yes").post());

        assertThat(TestServer.json(server.get("/api/v1/quarantine", server.adminToken())).objects("items").stream()
                        .flatMap(each -> each.objects("errors").stream())
                        .map(each -> each.text("code")))
                .contains("PHASE");
        assertThat(door.send(400, edit.post())).contains("before or after");
        assertThat(door.assessment(first).object("answers").text("ppe")).isEqualTo("yes");
        door.send(400, filled(id()).editing("x".repeat(300)).post());
    }

    @Test
    void anEditOfATraineeMadeKnownCorrectsAndIsNoConflict() {
        String person = id();
        String first = id();
        door.send(201, registration(first, person, "Ali").post());
        server.clock().advance(Duration.ofMinutes(1));
        new SyncClient(server, door.manager).push(new Captures().push(changed(person, "phone", "0300-1234567")));
        door.send(201, registration(id(), person, "Ali Raza").editing(first).post());
        assertThat(door.get("/participants/" + person).asMap())
                .containsEntry("name", "Ali Raza")
                .containsEntry("phone", "0300-1234567");
        assertThat(conflictsOf(person)).isEmpty();

        String another = id();
        String late = id();
        door.send(202, registration(id(), another, "Sana Tariq").editing(late).post());
        door.send(201, registration(late, another, "Sana").post());
        assertThat(door.get("/participants/" + another).text("name")).isEqualTo("Sana Tariq");
    }

    @Test
    void aCorrectionByAnOlderListConflictsInNothingButWhatOthersCorrectedToo() {
        String gul = door.addTrainee(WeldingProgramme.LAHORE, "40", "Gul");
        SyncClient manager = new SyncClient(server, door.manager);
        manager.push(new Captures().push(changed(gul, "phone", "0300-1234567")));
        assertThat(door.get("/participants/" + gul).integer("rev")).isEqualTo(2);
        door.send(201, correction(gul, 1, 1, id(), "Gul Bano").post());
        assertThat(door.get("/participants/" + gul).text("name")).isEqualTo("Gul Bano");
        assertThat(conflictsOf(gul)).isEmpty();

        door.send(201, correction(gul, 1, 1, id(), "Gul Begum").post());
        assertThat(conflictsOf(gul)).containsExactly("/name");
    }

    @Test
    void aCorrectionThatChangesNothingHoldsNoneUpThatFollows() {
        String gul = door.addTrainee(WeldingProgramme.LAHORE, "41", "Gul");
        String branch = id();
        door.send(201, correction(gul, 1, 1, branch, "Gul (41)").post());
        door.send(201, correction(gul, 2, 1, branch, "Gul Bano").post());
        assertThat(door.get("/participants/" + gul).text("name")).isEqualTo("Gul Bano");
    }

    @Test
    void aPhotoThatIsExchangedAndComesBackIsTheLastOne() {
        String id = id();
        byte[] other = "another bead".getBytes(StandardCharsets.UTF_8);
        for (byte[] bytes : List.of(PHOTO, other, PHOTO, other)) {
            door.send(201, filled(id).with("photo", "1.jpg").post().file("1.jpg", bytes));
            assertThat(door.assessment(id).object("answers").object("photo").text("sha256"))
                    .isEqualTo(TusClient.sha256(bytes));
        }
    }

    /** Collect sends on when a file does not get through, and brings it when what was edited has come. */
    @Test
    void aPhotoOfWhatWasEditedMeanwhileContradictsNothing() {
        byte[] other = "another bead".getBytes(StandardCharsets.UTF_8);
        String first = id();
        Filled sent = filled(first).with("photo", "1.jpg");
        door.send(201, sent.post());
        Filled edit = filled(id()).editing(first).with("photo", "2.jpg");
        door.send(201, edit.post().file("2.jpg", other));
        door.send(201, sent.post().file("1.jpg", PHOTO));

        JsonObject assessment = door.assessment(first);
        assertThat(assessment.objects("cases"))
                .extracting(each -> each.text("kind"))
                .doesNotContain("HARD_CONFLICT");
        assertThat(assessment.object("answers").object("photo").text("sha256")).isEqualTo(TusClient.sha256(other));

        String second = id();
        Filled withPhoto = filled(second).with("photo", "1.jpg");
        door.send(201, withPhoto.post());
        door.send(201, filled(id()).editing(second).with("ppe", "no").post());
        door.send(201, withPhoto.post().file("1.jpg", PHOTO));
        assertThat(door.assessment(second).object("answers").has("photo"))
                .as("a photo that was taken out")
                .isFalse();
    }

    /** Of the three only the first has its photo, and in the end stands what the last says. */
    @Test
    void aPhotoThatAnEditExchangedAndTheNextTookOutIsNotThatOfTheFirst() {
        String first = id();
        String second = id();
        door.send(201, filled(first).with("photo", "1.jpg").post().file("1.jpg", PHOTO));
        door.send(201, filled(second).editing(first).with("photo", "2.jpg").post());
        assertThat(door.assessment(first).object("answers").has("photo"))
                .as("until another one comes")
                .isTrue();
        door.send(201, filled(id()).editing(second).with("ppe", "no").post());
        assertThat(door.assessment(first).object("answers").has("photo")).isFalse();
    }

    private Filled registration(String id, String person, String name) {
        return filled(id).without("participant").without("phase").meta(entity("create=\"1\"", person, name));
    }

    private Filled correction(String person, int version, int trunk, String branch, String name) {
        return filled(id())
                .with("participant", person)
                .meta(entity(
                        "update=\"1\" baseVersion=\"" + version + "\" trunkVersion=\"" + trunk + "\" branchId=\""
                                + branch + "\"",
                        person,
                        name));
    }

    private static String entity(String what, String id, String label) {
        return "<entity dataset=\"participants\" " + what + " id=\"" + id + "\"><label>" + label + "</label></entity>";
    }

    /** By somebody who had seen what there is. */
    private Map<String, Object> changed(String person, String field, String value) {
        Map<String, Object> document = new SyncClient(server, door.manager)
                .document("cohort:" + WeldingProgramme.LAHORE, "participant", person);
        List<String> heads = JsonObject.of("", document).object("sync").texts("heads");
        return new Captures().amend("participant", person, heads, Map.of(field, value));
    }

    private List<String> conflictsOf(String person) {
        return door.get("/conflicts?status=open&kind=HARD_CONFLICT").objects("items").stream()
                .filter(each -> each.text("entity_id").equals(person))
                .map(each -> each.text("path"))
                .toList();
    }

    private Filled filled(String id) {
        return new Filled(id, door.trainee);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
