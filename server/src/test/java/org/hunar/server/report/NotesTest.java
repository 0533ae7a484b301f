package org.hunar.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hunar.model.programme.AttemptPolicy;
import org.hunar.model.scoring.Bands;
import org.hunar.server.report.statistics.PairedReport;
import org.hunar.server.report.statistics.ReportCounts;
import org.hunar.server.report.statistics.ReportSettings;
import org.junit.jupiter.api.Test;

class NotesTest {
    private static final double RELIABILITY = 0.8;
    private static final FormsInUse ONE_FORM = forms(List.of("weld@1"), List.of("weld@1"));

    private final TestCounts counts = new TestCounts();

    @Test
    void aSoundReportNeedsNone() {
        spread().add("punjab", 55, null, 2);

        assertThat(notes(ONE_FORM, 0)).isEmpty();
    }

    @Test
    void withoutPairsThereIsNothingToSayOfGains() {
        counts.add("punjab", 50, null, 3);

        assertThat(notes(ONE_FORM, 0)).extracting(Note::code).containsExactly(NoteCode.NO_PAIRS, NoteCode.ATTRITION);
    }

    @Test
    void smallGroupsAndGroupsThatLostManyAreNamed() {
        spread().add("sindh", 40, 60, 4).add("sindh", 50, null, 8).add("kpk", 50, 70, 2);

        assertThat(notes(ONE_FORM, 0))
                .extracting(note -> note.code() + " " + note.group().orElseThrow() + " "
                        + note.value().orElseThrow())
                .containsExactly("ATTRITION * 24", "SMALL_N kpk 2", "SMALL_N sindh 4", "ATTRITION sindh 67");
    }

    @Test
    void fullMarksAndNoMarksBeforeTheTrainingAreToldBySkill() {
        spread();
        counts.add("safety", "punjab", 100, 100, 5).add("safety", "punjab", 50, 80, 15);
        counts.add("tools", "punjab", 0, 100, 4).add("tools", "punjab", 50, 80, 16);

        assertThat(notes(ONE_FORM, 0))
                .filteredOn(note -> note.code() != NoteCode.ALPHA_LOW_AFTER_TRAINING)
                .extracting(note -> note.code() + " " + note.scale().orElseThrow() + " "
                        + note.value().orElseThrow())
                .containsExactly("CEILING safety 25", "FLOOR tools 20");
    }

    @Test
    void whereEverybodyHasLearnedTheReliabilityIsExpectedToFall() {
        counts.add("punjab", 20, 85, 10).add("punjab", 60, 95, 10);

        // variances 400 and 25 of 20 people: 1 - 0.2 * 16 is below 0
        assertThat(notes(ONE_FORM, 0)).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo(NoteCode.ALPHA_LOW_AFTER_TRAINING);
            assertThat(note.toJson())
                    .containsEntry("threshold", 0.7)
                    .containsEntry("value", 0.0)
                    .containsKey("source");
        });
    }

    @Test
    void differentFormsAreNamed() {
        spread();

        assertThat(notes(forms(List.of("weld_a@1"), List.of("weld_b@1")), 0))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.code()).isEqualTo(NoteCode.FORMS_DIFFER);
                    assertThat(note.text().get("en")).contains("weld_a@1").contains("weld_b@1");
                });
        assertThat(notes(forms(List.of("weld_a@1", "weld_b@1"), List.of("weld_a@1", "weld_b@1")), 0))
                .as("counterbalanced")
                .isEmpty();
    }

    @Test
    void whatWaitsForARatingIsCounted() {
        spread();

        assertThat(notes(ONE_FORM, 3)).extracting(Note::code).containsExactly(NoteCode.PENDING_RATING);
    }

    @Test
    void everyNoteSpeaksThreeLanguages() {
        assertThat(Arrays.stream(NoteCode.values()).map(code -> code.text("1", "2")))
                .allSatisfy(text -> assertThat(text)
                        .containsOnlyKeys("en", "ur", "zh")
                        .allSatisfy((language, sentence) -> assertThat(sentence).isNotBlank()));
    }

    /** Twenty people who are as different after the training as before it. */
    private TestCounts spread() {
        return counts.add("punjab", 30, 50, 7).add("punjab", 50, 70, 6).add("punjab", 70, 90, 7);
    }

    private List<Note> notes(FormsInUse forms, long pending) {
        ReportCounts people = counts.toReportCounts();
        ReportSettings settings = new ReportSettings(
                AttemptPolicy.LAST,
                AttemptPolicy.FIRST,
                Optional.empty(),
                Optional.empty(),
                new Bands(List.of(), List.of(), Optional.empty()),
                Optional.of(RELIABILITY),
                Optional.empty(),
                ReportSettings.FULL_TARGET,
                Map.of(),
                Map.of());
        PairedTable figures = PairedTable.of(PairedReport.compute(settings, people, scale -> Double.NaN));
        return Notes.on(figures, people, forms, pending);
    }

    private static FormsInUse forms(List<String> pre, List<String> post) {
        return new FormsInUse(new TreeSet<>(pre), new TreeSet<>(post));
    }
}
