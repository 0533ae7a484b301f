package org.hunar.server.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How large a simulation is and what goes wrong in it. Every seed leaves most faults out and exaggerates some ("swarm
 * testing", Groce et al. 2012): faults that always come together hide what each alone would find.
 *
 * @param phones at the beginning; clones come to them
 * @param phases each ends in a quiet point at which everything is checked
 * @param steps of a phase
 * @param pushOps operations in a push, as announced by the server
 * @param pullItems documents in a page, as announced by the server
 * @param photos whether answers name files
 * @param largePhotos whether one of them is more than one part of an upload
 * @param faults chance of each for one request
 * @param troubles weight of each among the deeds
 * @param interruption chance that something else happens at a statement of a transaction or between two requests
 */
record Shape(
        int phones,
        int phases,
        int steps,
        int pushOps,
        int pullItems,
        boolean photos,
        boolean largePhotos,
        Map<Fault, Double> faults,
        Map<Trouble, Integer> troubles,
        double interruption) {
    private static final double[] CHANCES = {0, 0, 0, 0.03, 0.1, 0.3};
    /** Of what happens to files alone, which are brought seldom: most requests carry none. */
    private static final double[] CHANCES_OF_FILES = {0, 0, 0.1, 0.3, 0.6};

    private static final int[] WEIGHTS = {0, 0, 0, 1, 3};
    /** Few have them, and then many: each takes work of several people to mean anything. */
    private static final int[] WEIGHTS_OF_STORIES = {0, 0, 0, 8};

    private static final Set<Trouble> STORIES =
            EnumSet.of(Trouble.MERGE, Trouble.DISPUTE, Trouble.PHOTO_TAKEN, Trouble.ERASURE, Trouble.COLLECT);

    private static final Set<Fault> FAULTS_OF_FILES =
            EnumSet.of(Fault.BYTES_DAMAGED, Fault.PHOTO_UNREADABLE, Fault.PHONE_ASLEEP);

    private static final double[] INTERRUPTIONS = {0, 0.01, 0.03, 0.1};
    private static final int MANY_IN = 60;
    private static final int PHOTOS_IN = 2;
    private static final int LARGE_PHOTOS_IN = 30;

    static Shape of(long seed, Random random) {
        boolean many = random.nextInt(MANY_IN) == 0;
        Map<Fault, Double> faults = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            double[] chances = FAULTS_OF_FILES.contains(fault) ? CHANCES_OF_FILES : CHANCES;
            faults.put(fault, chances[chanceOf(seed, fault).nextInt(chances.length)]);
        }
        Map<Trouble, Integer> troubles = new EnumMap<>(Trouble.class);
        for (Trouble trouble : Trouble.values()) {
            int[] weights = STORIES.contains(trouble) ? WEIGHTS_OF_STORIES : WEIGHTS;
            troubles.put(trouble, weights[chanceOf(seed, trouble).nextInt(weights.length)]);
        }
        return new Shape(
                many ? 10 + random.nextInt(21) : 1 + random.nextInt(4),
                1 + random.nextInt(2),
                many ? 100 : 6 + random.nextInt(19),
                random.nextInt(3) == 0 ? 500 : 1 + random.nextInt(4),
                random.nextInt(3) == 0 ? 500 : 1 + random.nextInt(4),
                random.nextInt(PHOTOS_IN) == 0,
                random.nextInt(LARGE_PHOTOS_IN) == 0,
                faults,
                troubles,
                INTERRUPTIONS[random.nextInt(INTERRUPTIONS.length)]);
    }

    /**
     * Nothing happens by itself, and every request meets these with certainty.
     *
     * @param known troubles for which people and phones are prepared
     */
    static Shape written(Set<Fault> certain, Set<Trouble> known) {
        Map<Fault, Double> faults = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            faults.put(fault, certain.contains(fault) ? 1.0 : 0.0);
        }
        Map<Trouble, Integer> troubles = new EnumMap<>(Trouble.class);
        for (Trouble trouble : Trouble.values()) {
            troubles.put(trouble, known.contains(trouble) ? 1 : 0);
        }
        return new Shape(0, 0, 0, 500, 500, true, false, faults, troubles, 0);
    }

    /** Whether people are found to be on the roster twice. */
    boolean hasMerges() {
        return troubles.get(Trouble.MERGE) > 0;
    }

    /** Whether people ask to be forgotten; then nobody shares a name, so that it can be looked for. */
    boolean hasErasures() {
        return troubles.get(Trouble.ERASURE) > 0;
    }

    /** Whether some have ODK Collect on their phones. */
    boolean hasCollect() {
        return troubles.get(Trouble.COLLECT) > 0;
    }

    /**
     * A stream of chance of its own for everything that may go wrong: a seed that leaves out what is added to this list
     * one day goes on telling the story that it told before.
     */
    static SplittableRandom chanceOf(long seed, Enum<?> what) {
        return new SplittableRandom(seed ^ (long) what.name().hashCode() << Integer.SIZE);
    }

    /** What may happen to one request. */
    enum Fault {
        REQUEST_LOST,
        REQUEST_CUT,
        REQUEST_TWICE,
        REQUEST_LATE,
        ANSWER_LOST,
        ANSWER_CUT,
        REFUSED_BY_LOAD,
        TOKEN_EXPIRED,
        BYTES_DAMAGED,
        PHOTO_UNREADABLE,
        PHONE_ASLEEP,
        CRASH_AT_STATEMENT,
        CRASH_BEFORE_COMMIT,
        CRASH_AFTER_COMMIT,
        CRASH_AFTER_ANSWER
    }

    /** What may happen besides work. */
    enum Trouble {
        CLOCK_SET,
        PHONE_KILLED,
        PHONE_BACKED_UP,
        PHONE_RESTORED,
        PHONE_CLONED,
        GRANTS_CHANGED,
        REVIEW,
        DECISION,
        MERGE,
        HOSTILE_PUSH,
        SERVER_BACKED_UP,
        SERVER_RESTORED,
        CHORES,
        LONG_ABSENCE,
        PARKED_RETRIED,
        COHORT_OPENED,
        INSTRUMENT_PUBLISHED,
        KEY_CORRECTED,
        DISPUTE,
        PHOTO_TAKEN,
        ERASURE,
        COLLECT
    }
}
