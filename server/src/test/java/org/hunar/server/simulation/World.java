package org.hunar.server.simulation;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.hunar.model.sync.PullAnswer;
import org.hunar.server.simulation.Shape.Fault;

/** What all who act in a simulation share: the time, chance, the nodes, who is granted what, and what is remembered. */
final class World {
    private static final int DEEPEST = 3;
    private static final int MOST_INTERRUPTIONS = 60;

    private final Cluster cluster;
    private final Shape shape;
    private final Random random;
    private final Map<Fault, SplittableRandom> chances = new EnumMap<>(Fault.class);
    private final Trace trace;
    private final Ledger ledger = new Ledger();
    private final Grants grants = new Grants();
    private final FeedWatch feed;
    private final Photos photos;
    private final Identities identities;
    private final List<SimulatedPhone> phones = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private Runnable others = () -> {};
    private Runnable sleep = () -> {};
    private boolean calm;
    private int depth;
    private int interruptions;

    World(Cluster cluster, long seed, Shape shape, Random random, Trace trace) {
        this.cluster = cluster;
        this.shape = shape;
        this.random = random;
        this.trace = trace;
        for (Fault fault : Fault.values()) {
            chances.put(fault, Shape.chanceOf(seed, fault).split());
        }
        this.feed = new FeedWatch(cluster.store());
        this.photos = new Photos(this, seed);
        this.identities = new Identities(this);
    }

    /** A request that arrives later than its sender waited for. */
    record Letter(Request request, Optional<Ledger.Delivery> push) {}

    Cluster cluster() {
        return cluster;
    }

    Shape shape() {
        return shape;
    }

    Random random() {
        return random;
    }

    Trace trace() {
        return trace;
    }

    Ledger ledger() {
        return ledger;
    }

    Grants grants() {
        return grants;
    }

    FeedWatch feed() {
        return feed;
    }

    Photos photos() {
        return photos;
    }

    Identities identities() {
        return identities;
    }

    List<SimulatedPhone> phones() {
        return phones;
    }

    VirtualTime time() {
        return cluster.time();
    }

    /** What else may happen in the middle of something. */
    void others(Runnable deed) {
        others = deed;
    }

    /** What it means that days pass in the middle of something. */
    void sleep(Runnable days) {
        sleep = days;
    }

    /** Perhaps a phone is put away here, and goes on days later as if nothing had been. */
    void perhapsSleep() {
        if (strikes(Fault.PHONE_ASLEEP)) {
            sleep.run();
        }
    }

    /** Whether nothing goes wrong and nobody interrupts. */
    boolean isCalm() {
        return calm;
    }

    void calm(boolean now) {
        calm = now;
        interruptions = 0;
    }

    /** How often somebody has gone first. */
    int interruptions() {
        return interruptions;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    boolean strikes(Fault fault) {
        double chance = shape.faults().get(fault);
        return !calm && chance > 0 && chances.get(fault).nextDouble() < chance;
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    void passes(int mostMillis) {
        time().pass(Duration.ofMillis(1 + random.nextInt(mostMillis)));
    }

    /** Perhaps something else happens first. */
    void meanwhile() {
        if (calm || depth >= DEEPEST || interruptions >= MOST_INTERRUPTIONS || !chance(shape.interruption())) {
            return;
        }
        interruptions++;
        within(() -> {
            others.run();
            return null;
        });
    }

    /** Something that may be told with its own lines, indented. */
    <T> T within(Supplier<T> deed) {
        depth++;
        trace.indent(1);
        try {
            return deed.get();
        } finally {
            trace.indent(-1);
            depth--;
        }
    }

    /** A node that is not in the middle of a request; empty when all are. */
    Optional<Node> freeNode() {
        List<Node> free =
                cluster.nodes().stream().filter(node -> !node.isBusy()).toList();
        return free.isEmpty() ? Optional.empty() : Optional.of(any(free));
    }

    /**
     * Has a node answer; empty when there is none, or it crashed.
     *
     * @param push its operations, if it is one
     */
    Optional<Answer> serve(Request request, Optional<Ledger.Delivery> push) {
        Optional<Node> free = freeNode();
        if (free.isEmpty()) {
            trace.say(request + ": no node has time");
            return Optional.empty();
        }
        Node node = free.get();
        Interruptions hook = new Interruptions(this);
        node.hook(hook);
        trace.say(request + " at " + node);
        Set<String> granted = new TreeSet<>(grants.scopesOf(request.user()));
        Optional<Answer> answer = within(() -> node.handle(request));
        granted.addAll(grants.scopesOf(request.user()));
        answer.filter(each -> request.path() == Request.Path.PULL && each.isOk())
                .ifPresent(page -> requireGranted(request, Messages.pullAnswer(page), granted));
        answer.ifPresent(each -> {
            trace.say("answer " + each);
            each.code().ifPresent(trace::did);
        });
        if (answer.isEmpty()) {
            trace.say("crash, " + (hook.hasCommitted() ? "after" : "before") + " the commit");
        }
        push.ifPresent(delivery -> remember(delivery, answer, hook.hasCommitted()));
        ended(node, !strikes(Fault.CRASH_AFTER_ANSWER));
        if (request.path() == Request.Path.APPEND) {
            requireKept();
        }
        return answer;
    }

    /** The end of a request; the feed is looked at after each commit, also where it takes place only now. */
    void ended(Node node, boolean alive) {
        if (node.ended(alive)) {
            feed.look();
        }
    }

    /** What a phone is told to be safe lies in the tables. */
    private void requireKept() {
        cluster.store()
                .query("""
                select u.id, u.received, (select coalesce(sum(c.size), 0) from blob_chunks c where c.content = u.id) as held
                  from uploads u
                 where u.received < u.size
                """)
                .forEach(row -> InvariantBroken.require(
                        ((Number) row.get("held")).longValue() >= (Long) row.get("received"),
                        "I19",
                        "%s is said to be at %s, and %s bytes are there",
                        row.get("id"),
                        row.get("received"),
                        row.get("held")));
    }

    /** @param granted at the beginning or at the end of the request: in between they may have changed */
    private static void requireGranted(Request request, PullAnswer page, Set<String> granted) {
        Set<String> given = new TreeSet<>(page.added());
        page.items().forEach(item -> given.add(item.scope()));
        given.removeAll(granted);
        InvariantBroken.require(given.isEmpty(), "I10", "%s is answered with %s", request, given);
    }

    private void remember(Ledger.Delivery push, Optional<Answer> answer, boolean committed) {
        if (answer.filter(Answer::isOk).isPresent()) {
            ledger.answered(push, Messages.pushAnswer(answer.get()));
        } else if (answer.isEmpty() && committed) {
            ledger.unheard(push);
        }
    }

    /** A node does what it does every hour or day; others may go first in the middle of it, and it may crash. */
    void doChores() {
        freeNode().ifPresent(node -> {
            Set<String> young = youngTombstones();
            node.hook(new Interruptions(this));
            trace.say("chores of " + node);
            Optional<Answer> done = within(() -> node.doing(() -> {
                node.chores().run();
                if (shape.hasErasures() || shape.hasCollect()) {
                    node.choresOfForms().run();
                }
                return new byte[0];
            }));
            trace.say("chores: " + done.map(Answer::toString).orElse("crash"));
            ended(node, done.isPresent());
            young.removeAll(changes());
            InvariantBroken.require(young.isEmpty(), "I11", "of %s nobody who comes again will hear", young);
        });
    }

    /** What somebody who was away for less than 180 days still has to hear of, unless it has changed again. */
    private Set<String> youngTombstones() {
        OffsetDateTime old = time().instant().minus(Duration.ofDays(180)).atOffset(ZoneOffset.UTC);
        Set<String> young = new TreeSet<>();
        cluster.store()
                .query("select scope, entity_key, deleted_at from feed where op = 'DEL'")
                .forEach(row -> {
                    if (!((OffsetDateTime) row.get("deleted_at")).isBefore(old)) {
                        young.add(row.get("scope") + " " + row.get("entity_key"));
                    }
                });
        return young;
    }

    private Set<String> changes() {
        Set<String> changes = new TreeSet<>();
        cluster.store()
                .query("select scope, entity_key from feed")
                .forEach(row -> changes.add(row.get("scope") + " " + row.get("entity_key")));
        return changes;
    }

    void post(Letter letter) {
        letters.add(letter);
    }

    /** Something sent long ago arrives, if anything is on its way. */
    void deliverLetter() {
        if (!letters.isEmpty()) {
            Letter letter = letters.remove(random.nextInt(letters.size()));
            trace.say("late: " + letter.request());
            serve(letter.request(), letter.push());
        }
    }

    boolean hasLetters() {
        return !letters.isEmpty();
    }
}
