package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.client.MemoryStore;
import org.hunar.model.sync.client.SyncReport;
import org.hunar.server.simulation.Shape.Trouble;

/**
 * One seed: trainers with their phones, an office and a server live through some days in which much goes wrong; at each
 * quiet point, when nothing does any more and all have synced, every invariant is checked. All chance comes from the
 * seed, and one thread does everything, so the same seed tells the same story.
 */
final class Simulation {
    private static final List<String> USERS = List.of("amna", "bilal", "chen", "dina");
    private static final double SHARED = 0.4;
    private static final double HANDED_OVER = 0.3;
    private static final long YEAR = Duration.ofDays(365).toMillis();
    private static final int MOST_ROUNDS_TO_QUIET = 30;
    private static final int MOST_PHONES = 40;

    /** A blob is let go after 7 days, phones keep what was acknowledged for 90, tombstones stay for 180. */
    private static final List<Integer> ABSENCES_DAYS = List.of(8, 100, 200);

    /** Phones hand in again what they know of 90 days. */
    private static final long OLDEST_BACKUP_MILLIS = Duration.ofDays(80).toMillis();

    private final Cluster cluster;
    private final World world;
    private final Fieldwork fieldwork;
    private final Disputes disputes;
    private final Erasing erasing;
    private final CollectWork collect;
    private final Hostile hostile;
    private final Office office;
    private final Reader reader;
    private final Checks checks;
    private Optional<ServerBackup> backup = Optional.empty();
    private long epochs = 1;
    private boolean toBeRepaired;
    private boolean longAway;

    Simulation(Cluster cluster, long seed, Trace trace) {
        this(cluster, seed, new Random(seed), trace);
    }

    private Simulation(Cluster cluster, long seed, Random random, Trace trace) {
        this(cluster, seed, random, Shape.of(seed, random), trace);
    }

    /** One that is begun, with a shape of its own; what happens is told by who made it. */
    static Simulation written(Cluster cluster, Shape shape) {
        Simulation simulation = new Simulation(cluster, 0, new Random(0), shape, new Trace(false));
        simulation.world.feed().begin();
        return simulation;
    }

    private Simulation(Cluster cluster, long seed, Random random, Shape shape, Trace trace) {
        this.cluster = cluster;
        cluster.reset(seed);
        trace.say("seed " + seed + ": " + shape);
        this.world = new World(cluster, seed, shape, random, trace);
        this.fieldwork = new Fieldwork(world);
        this.hostile = new Hostile(world);
        this.office = new Office(world);
        this.disputes = new Disputes(world, fieldwork, office);
        this.erasing = new Erasing(world, fieldwork, office);
        this.collect = new CollectWork(world, fieldwork);
        this.reader = new Reader(world, 1 + random.nextInt(5));
        this.checks = new Checks(world, reader, erasing, collect);
        world.others(this::interrupt);
        world.sleep(() -> stayAway(ABSENCES_DAYS.get(0)));
    }

    private record ServerBackup(SharedStore.Backup tables, Grants grants, long atMillis) {}

    /** @throws InvariantBroken with what must never happen, and did */
    void run() {
        begin();
        for (int phase = 0; phase < world.shape().phases(); phase++) {
            for (int step = 0; step < world.shape().steps(); step++) {
                world.passes(3_600_000);
                step();
            }
            requireAllHolds();
        }
    }

    World world() {
        return world;
    }

    Office office() {
        return office;
    }

    Erasing erasing() {
        return erasing;
    }

    CollectPhone collect(String user) {
        return collect.phone(user);
    }

    SimulatedPhone phone(String... users) {
        SimulatedPhone phone = new SimulatedPhone(world, "phone", List.of(users), new MemoryStore());
        world.phones().add(phone);
        return phone;
    }

    /** @throws InvariantBroken if anything does not hold once all have synced */
    void requireAllHolds() {
        becomeQuiet();
        checks.run();
    }

    private void begin() {
        for (String cohort : Cluster.COHORTS) {
            Set<String> trainers = new HashSet<>(USERS);
            trainers.removeIf(user -> world.chance(0.4));
            office.grant(cohort, trainers);
        }
        world.feed().begin();
        for (int i = 1; i <= world.shape().phones(); i++) {
            world.phones().add(new SimulatedPhone(world, "phone " + i, users(), new MemoryStore()));
        }
        collect.begin(USERS);
        if (world.shape().hasMerges()) {
            fieldwork.registerTwice(world.any(world.phones()));
        }
    }

    /** Some phones are shared. */
    private List<String> users() {
        String one = world.any(USERS);
        String other = world.chance(SHARED) ? world.any(USERS) : one;
        return one.equals(other) ? List.of(one) : List.of(one, other);
    }

    /** Any phone, in the hands of whoever needs it. */
    private SimulatedPhone anyPhone() {
        SimulatedPhone phone = world.any(world.phones());
        if (phone.users().size() > 1 && world.chance(HANDED_OVER)) {
            phone.handTo(world.any(phone.users()));
        }
        return phone;
    }

    private void step() {
        int troubles = world.shape().troubles().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        int dice = world.random().nextInt(20 + troubles);
        if (dice < 9) {
            fieldwork.on(anyPhone());
        } else if (dice < 16) {
            anyPhone().sync();
        } else if (dice < 18) {
            reader.read();
        } else if (dice < 20) {
            world.deliverLetter();
        } else {
            trouble(dice - 20);
        }
    }

    private void trouble(int dice) {
        int weights = 0;
        for (Trouble trouble : Trouble.values()) {
            weights += world.shape().troubles().get(trouble);
            if (dice < weights) {
                trouble(trouble);
                return;
            }
        }
    }

    private void trouble(Trouble trouble) {
        SimulatedPhone phone = world.any(world.phones());
        switch (trouble) {
            case CLOCK_SET -> setClock(phone);
            case PHONE_KILLED -> {
                phone.killSoon();
                phone.sync();
            }
            case PHONE_BACKED_UP -> phone.backUp();
            case PHONE_RESTORED -> phone.restore();
            case PHONE_CLONED -> {
                if (world.phones().size() < MOST_PHONES) {
                    world.phones().add(phone.cloned("phone " + (world.phones().size() + 1)));
                }
            }
            case GRANTS_CHANGED -> office.changeGrants(world.any(USERS));
            case REVIEW -> office.review();
            case DECISION -> office.decide();
            case MERGE -> office.mergeOrTakeBack();
            case HOSTILE_PUSH -> hostile.push(world.any(USERS));
            case SERVER_BACKED_UP -> {
                backup = Optional.of(new ServerBackup(
                        cluster.store().backup(),
                        world.grants().copy(),
                        world.time().millis()));
                world.trace().say("the server is backed up");
            }
            case SERVER_RESTORED ->
                backup.filter(earlier -> world.time().millis() - earlier.atMillis() < OLDEST_BACKUP_MILLIS)
                        .ifPresent(this::restore);
            case CHORES -> world.doChores();
            case LONG_ABSENCE -> stayAway(world.any(ABSENCES_DAYS));
            case COHORT_OPENED -> office.grant(Cluster.LATE_COHORT, Set.of(world.any(USERS)));
            case INSTRUMENT_PUBLISHED -> office.publish();
            case KEY_CORRECTED -> office.correctKey();
            case PARKED_RETRIED -> phone.retryParked();
            case DISPUTE -> disputes.any();
            case PHOTO_TAKEN -> {
                fieldwork.photograph(phone);
                phone.sync();
            }
            case ERASURE -> erasing.any();
            case COLLECT -> collect.any();
        }
    }

    /** Phones repair a restored server from what they know of 90 days: what nobody repaired in time may be gone. */
    private void stayAway(int days) {
        if (toBeRepaired) {
            Set<OperationId> missing =
                    world.ledger().captured().stream().map(Ledger.Captured::id).collect(Collectors.toSet());
            missing.removeAll(stored());
            world.ledger().mayBeLost(missing);
        }
        longAway = true;
        world.time().pass(Duration.ofDays(days));
        world.trace().say("a long time later, it is " + world.time().instant());
    }

    /** In the middle of a request or between two: nobody waits for anybody. */
    private void interrupt() {
        SimulatedPhone phone = anyPhone();
        int dice = world.random().nextInt(10);
        if (dice < 3) {
            fieldwork.on(phone);
        } else if (dice < 6 && !phone.isBusy()) {
            phone.sync();
        } else if (dice < 8) {
            reader.read();
        } else if (dice < 9) {
            world.deliverLetter();
        } else if (world.shape().hasCollect() && world.random().nextBoolean()) {
            collect.any();
        } else {
            interruptFromTheOffice();
        }
    }

    private void interruptFromTheOffice() {
        if (world.shape().hasMerges() && world.random().nextBoolean()) {
            office.mergeOrTakeBack();
        } else if (world.shape().hasErasures() && world.random().nextBoolean()) {
            erasing.anybody();
        } else {
            office.changeGrants(world.any(USERS));
        }
    }

    private void setClock(SimulatedPhone phone) {
        long now = world.time().millis();
        phone.setClock(world.any(List.of(0L, 10 * YEAR, -10 * YEAR, -now, 3_600_000L, -3_600_000L)));
        if (world.random().nextBoolean()) {
            phone.sync();
        }
    }

    private void restore(ServerBackup earlier) {
        cluster.putBack(earlier.tables());
        epochs++;
        cluster.store().execute("insert into epoch (epoch) values (" + epochs + ")");
        world.grants().restore(earlier.grants());
        world.feed().begin();
        Set<OperationId> stillThere = stored();
        world.ledger().serverRestored(stillThere);
        erasing.repeat();
        collect.serverRestored();
        toBeRepaired = true;
        if (longAway) {
            // of files that came later than 90 days after the operations that name them, no phone knows any more
            world.ledger().mayBeLost(stillThere);
        }
        world.trace().say("the server is put back to its backup, with " + stillThere.size() + " operations");
    }

    private Set<OperationId> stored() {
        Set<OperationId> stored = new HashSet<>();
        cluster.store()
                .query("select op_id from operations")
                .forEach(row -> stored.add(new OperationId((UUID) row.get("op_id"))));
        return stored;
    }

    /** Nothing goes wrong any more: what is on its way arrives, and all sync until nobody has anything left. */
    private void becomeQuiet() {
        world.trace().say("quiet");
        world.calm(true);
        world.phones().forEach(phone -> {
            phone.live();
            phone.users().forEach(user -> {
                phone.handTo(user);
                phone.retryParked();
            });
        });
        while (world.hasLetters()) {
            world.deliverLetter();
        }
        int rounds = 0;
        while (!allHaveSynced()) {
            require(++rounds < MOST_ROUNDS_TO_QUIET, "I23", "phones still sync after %d rounds", rounds);
            world.passes(3_600_000);
        }
        world.doChores();
        reader.readToTheEnd();
        toBeRepaired = false;
        world.calm(false);
    }

    /** Whether all have synced, and nobody had anything to tell: then all have heard everything, too. */
    private boolean allHaveSynced() {
        boolean quiet = collect.haveSent();
        for (SimulatedPhone phone : world.phones()) {
            for (String user : phone.users()) {
                phone.handTo(user);
                SyncReport report = phone.sync().orElseThrow();
                quiet &= report.outcome() == SyncReport.Outcome.COMPLETE
                        && report.acked() + report.parked() + report.uploaded() == 0;
                // what was damaged on its way before all was quiet is only found when the rest of the file has come
                quiet &= !phone.bringAgain();
            }
        }
        return quiet;
    }
}
