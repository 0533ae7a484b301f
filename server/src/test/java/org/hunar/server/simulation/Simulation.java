package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
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

    private final Cluster cluster;
    private final World world;
    private final Fieldwork fieldwork;
    private final Hostile hostile;
    private final Office office;
    private final Reader reader;
    private final Checks checks;
    private Optional<ServerBackup> backup = Optional.empty();
    private long epochs = 1;

    Simulation(Cluster cluster, long seed, Trace trace) {
        this.cluster = cluster;
        cluster.reset(seed);
        Random random = new Random(seed);
        Shape shape = Shape.of(random);
        trace.say("seed " + seed + ": " + shape);
        this.world = new World(cluster, shape, random, trace);
        this.fieldwork = new Fieldwork(world);
        this.hostile = new Hostile(world);
        this.office = new Office(world);
        this.reader = new Reader(world, 1 + random.nextInt(5));
        this.checks = new Checks(world, reader);
        world.others(this::interrupt);
    }

    private record ServerBackup(SharedStore.Backup tables, Grants grants) {}

    /** @throws InvariantBroken with what must never happen, and did */
    void run() {
        begin();
        for (int phase = 0; phase < world.shape().phases(); phase++) {
            for (int step = 0; step < world.shape().steps(); step++) {
                world.passes(3_600_000);
                step();
            }
            becomeQuiet();
            checks.run();
        }
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
            case HOSTILE_PUSH -> hostile.push(world.any(USERS));
            case SERVER_BACKED_UP -> {
                backup = Optional.of(new ServerBackup(
                        cluster.store().backup(), world.grants().copy()));
                world.trace().say("the server is backed up");
            }
            case SERVER_RESTORED -> backup.ifPresent(this::restore);
        }
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
        Set<OperationId> stillThere = new HashSet<>();
        cluster.store()
                .query("select op_id from operations")
                .forEach(row -> stillThere.add(new OperationId((UUID) row.get("op_id"))));
        world.ledger().serverRestored(stillThere);
        world.trace().say("the server is put back to its backup, with " + stillThere.size() + " operations");
    }

    /** Nothing goes wrong any more: what is on its way arrives, and all sync until nobody has anything left. */
    private void becomeQuiet() {
        world.trace().say("quiet");
        world.calm(true);
        world.phones().forEach(SimulatedPhone::live);
        while (world.hasLetters()) {
            world.deliverLetter();
        }
        int rounds = 0;
        while (!allHaveSynced()) {
            require(++rounds < MOST_ROUNDS_TO_QUIET, "I23", "phones still sync after %d rounds", rounds);
            world.passes(3_600_000);
        }
        reader.readToTheEnd();
        world.calm(false);
    }

    /** Whether all have synced, and nobody had anything to tell: then all have heard everything, too. */
    private boolean allHaveSynced() {
        boolean quiet = true;
        for (SimulatedPhone phone : world.phones()) {
            for (String user : phone.users()) {
                phone.handTo(user);
                SyncReport report = phone.sync().orElseThrow();
                quiet &= report.outcome() == SyncReport.Outcome.COMPLETE && report.acked() + report.parked() == 0;
            }
        }
        return quiet;
    }
}
