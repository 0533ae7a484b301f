package org.hunar.server.openrosa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.EachDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.xlsform.WorkbookMaker;
import org.junit.jupiter.api.Test;

/** Forms that managers write as they like: with repeats, with names that stand there twice, with lists of other names. */
@EachDatabase
class OwnFormsTest extends OnOneDoor {
    private static final String WHO = "select_one_from_file participants.csv | participant | Who | کون | 谁";
    private static final byte[] WELDING = resource("/xlsform/welding.xlsx");
    private static final byte[] PHOTO = "torch and bead".getBytes(UTF_8);

    /** What is asked again and again is no item, also where it has the name of one, or says which phase it was. */
    @Test
    void whatIsAskedInARepeatIsNoAnswer() {
        publish(
                "rounds",
                WHO,
                "begin_repeat | rep | Round | دور | 轮",
                "integer | score | Score | نمبر | 分数",
                "text | phase | Phase | مرحلہ | 阶段",
                "end_repeat",
                "integer | score | In all | کل | 总分 | 5 | 5 | safety");
        String round = "<rep><score>1</score><phase>POST</phase></rep><rep><score>2</score><phase>POST</phase></rep>";
        JsonObject scored = sent("rounds", round + "<score>5</score>");
        assertThat(scored.object("answers").integer("score")).isEqualTo(5);
        assertThat(scored.text("phase")).isEqualTo("PRE");
        assertThat(sent("rounds", round + "<score/>").object("answers").has("score"))
                .isFalse();
    }

    /** An answer is that of the question, and not what was worked out under its name in another group. */
    @Test
    void whatIsAskedGoesBeforeWhatIsCalculated() {
        publish(
                "totals",
                WHO,
                "begin_group | guess | Guess | اندازہ | 猜测",
                "calculate | total | | | | | | | 7",
                "text | why | Why | کیوں | 为什么",
                "end_group",
                "begin_group | own | Own | اپنا | 自己",
                "integer | total | Total | کل | 总数",
                "end_group");
        String guessed = "<guess><total>7</total></guess>";
        assertThat(sent("totals", guessed + "<own><total>3</total></own>")
                        .object("answers")
                        .integer("total"))
                .isEqualTo(3);
        assertThat(sent("totals", guessed).object("answers").has("total")).isFalse();
    }

    @Test
    void filesOfEachRoundAreAwaited() {
        publish(
                "films",
                WHO,
                "begin_repeat | rep | Round | دور | 轮",
                "image | bead | Bead | ویلڈ | 焊缝",
                "end_repeat",
                "video | film | Film | فلم | 视频",
                "audio | voice | Voice | آواز | 声音",
                "file | plan | Plan | نقشہ | 图纸");
        String xml = xml(
                id(),
                "films",
                "<rep><bead>a.jpg</bead></rep><rep><bead>b.jpg</bead></rep><rep><bead>c.jpg</bead></rep>"
                        + "<film>f.mp4</film><voice>v.m4a</voice><plan>p.pdf</plan>");
        assertThat(door.send(201, new Post(xml).incomplete())).contains("6 of 6 photos and files still to come");
        Post most = new Post(xml)
                .file("a.jpg", PHOTO)
                .file("f.mp4", PHOTO)
                .file("v.m4a", PHOTO)
                .file("p.pdf", PHOTO);
        assertThat(door.send(201, most)).contains("2 of 6 photos and files still to come");
        assertThat(door.send(201, new Post(xml).file("b.jpg", PHOTO).file("c.jpg", PHOTO)))
                .contains("Saved.<");
    }

    /** A workbook with nothing but a choice out of candidates.csv: that is the list of trainees. */
    @Test
    void candidatesAreTheTraineesWhereNothingElseTellsWhoWasAssessed() {
        HttpResponse<String> published = door.publish(WELDING);
        assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
        assertThat(published.body()).doesNotContain("NO_PARTICIPANT", "FILE_MISSING");
        String manifest = door.manifest("weld_l2");
        assertThat(manifest)
                .contains(
                        "<mediaFile type=\"entityList\"><filename>candidates.csv</filename>",
                        "/integrity</integrityUrl>")
                .contains("/datasets/candidates/integrity");
        assertThat(door.fetch(Xml.text(manifest, "downloadUrl")).body()).contains(door.trainee);
        String id = id();
        String answers = "<cand><candidate>" + door.trainee + "</candidate></cand><g1><ppe>yes</ppe></g1>";
        door.send(
                201,
                new Post("<data assess:rubric=\"v1\" id=\"weld_l2\" version=\"2026092501\">" + answers
                        + "<meta><instanceID>uuid:" + id + "</instanceID></meta></data>"));
        assertThat(door.assessment(id).text("participant_id")).isEqualTo(door.trainee);
        assertThat(door.assessment(id).object("answers").text("ppe")).isEqualTo("yes");
    }

    /** A list of that name may be something else, in a form that asks by a list of its own who it is. */
    @Test
    void candidatesOfAnotherKindAreAFile() {
        JsonObject told = publish("jobs", WHO, "select_one_from_file candidates.csv | job | Job | کام | 工作");
        assertThat(told.toString()).contains("FILE_MISSING", "candidates.csv");
        assertThat(door.manifest("jobs")).contains("participants.csv").doesNotContain("candidates.csv");
    }

    @Test
    void aFormThatDoesNotSayWhoIsAssessedIsToldOf() {
        String again = "begin_repeat | rep | Each | ہر ایک | 每个";
        assertThat(publish("nobody", again, WHO, "end_repeat", "text | why | Why | کیوں | 为什么")
                        .toString())
                .contains("NO_PARTICIPANT");
        assertThat(door.send(
                        400,
                        new Post(xml(id(), "nobody", "<why>x</why>")
                                .replaceAll(
                                        "<participant>.*?</participant>",
                                        "<rep><participant>" + door.trainee + "</participant></rep>"))))
                .contains("does not say who was assessed");
        assertThat(publish("somebody", WHO).toString()).doesNotContain("NO_PARTICIPANT");
        assertThat(publish("numbered", "text | participant_number | No | نمبر | 编号")
                        .toString())
                .doesNotContain("NO_PARTICIPANT");
    }

    @Test
    void aFormThatAsksNotWhenOrOnceForEachIsToldOf() {
        String when = "text | phase | When | کب | 何时";
        assertThat(publish("never", WHO).toString()).contains("NO_PHASE");
        assertThat(publish("each", WHO, "begin_repeat | rep | Each | ہر ایک | 每个", when, "end_repeat")
                        .toString())
                .contains("NO_PHASE");
        assertThat(publish("once", WHO, when).toString()).doesNotContain("NO_PHASE");
    }

    private JsonObject sent(String form, String answers) {
        String id = id();
        door.send(201, new Post(xml(id, form, answers)));
        return door.assessment(id);
    }

    private String xml(String id, String form, String answers) {
        return "<data id=\"" + form + "\" version=\"1\"><participant>" + door.trainee + "</participant>" + answers
                + "<meta><instanceID>uuid:" + id + "</instanceID></meta></data>";
    }

    private JsonObject publish(String form, String... questions) {
        List<String> survey = new ArrayList<>(
                List.of("type | name | label::English (en) | label::اردو (ur) | label::中文 (zh) | score_answer"
                        + " | score_points | score_skill | calculation"));
        survey.addAll(List.of(questions));
        HttpResponse<String> answer = door.publish(new WorkbookMaker()
                .sheet("survey", survey.toArray(String[]::new))
                .sheet("settings", "form_id | version | default_language", form + " | 1 | English (en)")
                .bytes());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer);
    }

    private static byte[] resource(String name) {
        try (InputStream in = OwnFormsTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
