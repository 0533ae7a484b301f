package org.hunar.server.report.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.state.Contribution.Percents;
import org.hunar.server.scoring.ScoringFeature;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** The sums of a programme with as many pairs as one likes, without their pushes: five skills, seven provinces. */
public final class FilledState {
    private static final List<String> SKILLS = List.of("cutting", "joining", "measuring", "safety", "tools");
    private static final List<String> PROVINCES =
            List.of("Balochistan", "Gilgit-Baltistan", "Islamabad", "KP", "Kashmir", "Punjab", "Sindh");
    private static final int POINTS = 10;
    private static final int PEOPLE_A_FOLD = 10_000;
    private static final int COHORTS = 40;

    private final Database database;
    private final ProgrammeId programme;
    private final StateDao dao = new StateDao();
    private final Random random;
    private final boolean wholePoints;

    /**
     * @param programme that is stored, and of which nothing is kept
     * @param wholePoints each skill is worth 10 points; if not, any percent is scored
     */
    public FilledState(Database database, ProgrammeId programme, boolean wholePoints, long seed) {
        this.database = database;
        this.programme = programme;
        this.wholePoints = wholePoints;
        this.random = new Random(seed);
    }

    /** Adds so many pairs. */
    public void fill(int pairs) {
        Programmes programmes = new Programmes();
        var assessments = new AssessmentFeature().assessments();
        var scores = new ScoringFeature(programmes, new Instruments(), assessments).scores();
        new StateFeature(database, programmes, assessments, scores).state().ensure(programme);
        for (int done = 0; done < pairs; done += PEOPLE_A_FOLD) {
            int people = Math.min(PEOPLE_A_FOLD, pairs - done);
            transact(tx -> {
                Sums sums = Sums.ofAllDimensions();
                sums.add(people(people));
                new Fold(dao).add(tx, programme, sums);
            });
        }
    }

    /** One more person, as a push leaves it: the version rises, and a report has something to add up. */
    public void push() {
        transact(tx -> dao.append(tx, programme, Delta.pack(people(1))));
    }

    /** Bytes that are kept. */
    public long bytes() {
        return database.inSnapshot(tx -> dao.state(tx, programme, Groups.DIMENSIONS)).stream()
                .mapToLong(part -> part.bytes().length)
                .sum();
    }

    /** Reads what a report by province reads, and does nothing with it. */
    public long readRaw() {
        return database.inSnapshot(tx -> dao.state(tx, programme, List.of("province", StateDao.REST))).stream()
                .mapToLong(part -> part.bytes().length)
                .sum();
    }

    private List<Delta> people(int count) {
        List<Delta> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Groups groups = new Groups(
                    "cohort-" + random.nextInt(COHORTS),
                    PROVINCES.get(random.nextInt(PROVINCES.size())),
                    random.nextInt(4) == 0 ? "F" : "M",
                    "institute-" + random.nextInt(COHORTS));
            people.add(new Delta(groups, contribution(), 1));
        }
        return people;
    }

    private Contribution contribution() {
        TreeMap<String, Percents> byScale = new TreeMap<>();
        double pres = 0;
        double posts = 0;
        for (String skill : SKILLS) {
            double pre = score(0.45);
            double post = Math.min(100, pre + score(0.25));
            byScale.put(skill, percents(pre, post));
            pres += pre;
            posts += post;
        }
        byScale.put("*", percents(pres / SKILLS.size(), posts / SKILLS.size()));
        return new Contribution(byScale, 0, false, Optional.empty());
    }

    private double score(double ability) {
        if (!wholePoints) {
            return 100 * Math.min(1, Math.abs(random.nextGaussian() * 0.2 + ability));
        }
        int points = 0;
        for (int i = 0; i < POINTS; i++) {
            points += random.nextDouble() < ability ? 1 : 0;
        }
        return 100.0 * points / POINTS;
    }

    private static Percents percents(double pre, double post) {
        return new Percents(Optional.of(pre), Optional.of(post));
    }

    private void transact(java.util.function.Consumer<Transaction> work) {
        database.inTransaction(tx -> {
            work.accept(tx);
            return null;
        });
    }
}
