package org.hunar.server.report.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.server.report.likeness.Entry.Half;
import org.junit.jupiter.api.Test;

/** The asks: stop duplicate people (medic/cht-core#6363); match the same person before and after (surveyinsights.org). */
class MatcherTest {
    private static final int NATIONWIDE = 100_000;

    /** National id, number, telephone, two names, sound; sound with organisation, birth year, cohort; six pairs of words. */
    private static final int KEYS = 9 + 2 * 6;

    private final NameForm.Reader names = new NameForm.Reader();
    private final List<Entry> roster = new ArrayList<>();

    @Test
    void oneWhoWasRegisteredInUrduBeforeAndInLatinAfterTheTrainingIsFound() {
        Entry before = add(Half.PRE_ONLY, "name", "محمد علی", "phone", "0300-1234567");
        Entry after = add(Half.POST_ONLY, "name", "Mohammed Ali", "phone", "+92 300 1234567");
        add(Half.PRE_ONLY, "name", "Naveed Khan", "phone", "0300-7654321");

        assertThat(likely()).singleElement().satisfies(pair -> {
            assertThat(List.of(pair.one(), pair.other())).containsExactlyInAnyOrder(before.id(), after.id());
            assertThat(pair.evidence())
                    .containsOnlyKeys(
                            Evidence.SAME_PHONE,
                            Evidence.SAME_NAME_IN_ANOTHER_SCRIPT,
                            Evidence.SAME_COHORT,
                            Evidence.PRE_BESIDE_POST);
        });
    }

    @Test
    void aNationalIdIsTheSameWithDashesAndInUrduDigits() {
        add(Half.PAIRED, "name", "Ayesha", "cnic", "35202-1234567-8");
        add(Half.NONE, "name", "عائشہ", "cnic", "۳۵۲۰۲۱۲۳۴۵۶۷۸");

        assertThat(likely())
                .singleElement()
                .satisfies(pair -> assertThat(pair.score()).isGreaterThan(0.95));
    }

    @Test
    void brothersWithOneTelephoneAreTwo() {
        add(Half.PAIRED, "name", "Tariq Mehmood", "phone", "03001234567");
        add(Half.PAIRED, "name", "Zubair Iqbal", "phone", "03001234567");

        assertThat(likely()).isEmpty();
    }

    @Test
    void aNameThatManyHaveSaysLittleAndARareOneMuch() {
        for (int i = 0; i < 40; i++) {
            add(Half.PAIRED, "name", "Muhammad Ali");
        }
        add(Half.PAIRED, "name", "Zhobaid Qalandarani");
        add(Half.PAIRED, "name", "Zhobaid Qalandarani");

        assertThat(likely()).hasSize(1);
    }

    @Test
    void withAndWithoutTheFamilyNameAtOneEmployerIsWorthALook() {
        add(Half.PRE_ONLY, "name", "Rashid Minhas", "organisation", "Karachi Shipyard", "birth_year", "1991");
        add(Half.POST_ONLY, "name", "Rashid Minhas Butt", "organisation", "KARACHI shipyard", "birth_year", "1991");

        assertThat(likely()).hasSize(1);
    }

    @Test
    void ofTheSameNameAManAndAWomanBornApartAreTwo() {
        add(Half.PAIRED, "name", "Noor Jahan", "gender", "female", "birth_year", "1970");
        add(Half.PAIRED, "name", "Noor Jahan", "gender", "male", "birth_year", "1999");

        assertThat(likely()).isEmpty();
    }

    @Test
    void aHundredThousandOfOneNameAndEmployerAreNotAllComparedWithAll() {
        for (int i = 0; i < NATIONWIDE; i++) {
            add(Half.PRE_ONLY, "name", "Muhammad Ali Raza Khan", "organisation", "NAVTTC", "birth_year", "1990");
        }

        Matcher matcher = Matcher.match(roster);

        assertThat(matcher.comparisons()).isLessThanOrEqualTo((long) NATIONWIDE * Matcher.WINDOW * KEYS);
        assertThat(matcher.likely().size()).isLessThanOrEqualTo(Matcher.MOST);
    }

    @Test
    void inANationalRosterTheFewWhoAreThereTwiceAreFoundWithFewComparisons() {
        Random chance = new Random(11);
        for (int i = 0; i < NATIONWIDE - 1; i++) {
            add(
                    Half.PAIRED,
                    "name",
                    word(chance) + " " + word(chance),
                    "phone",
                    "03" + String.format("%09d", chance.nextInt(1_000_000_000)));
        }
        Entry first = roster.get(0);
        Entry again = add(Half.NONE, "name", "Someone", "phone", first.phone().orElseThrow());
        roster.set(
                roster.size() - 1,
                new Entry(
                        again.id(),
                        again.cohort(),
                        again.half(),
                        first.names(),
                        again.number(),
                        again.nationalId(),
                        again.phone(),
                        again.birthYear(),
                        again.gender(),
                        again.organisation()));

        Matcher matcher = Matcher.match(roster);

        assertThat(matcher.likely().get(0).pair())
                .contains(again.id().toString(), first.id().toString());
        assertThat(matcher.comparisons()).isLessThan(10L * NATIONWIDE);
    }

    private static String word(Random chance) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            word.append("bdfgjlmnprst".charAt(chance.nextInt(12))).append("aiou".charAt(chance.nextInt(4)));
        }
        return word.toString();
    }

    private List<Likeness> likely() {
        return Matcher.match(roster).likely();
    }

    private Entry add(Half half, String... fields) {
        Map<String, Object> doc = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            doc.put(fields[i], fields[i + 1]);
        }
        Entry entry = Entry.of(new UUID(0x4000L, roster.size()), "lhr-03", half, JsonObject.of("", doc), names);
        roster.add(entry);
        return entry;
    }
}
