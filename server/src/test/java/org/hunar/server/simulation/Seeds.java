package org.hunar.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.hunar.server.testing.TestDatabase;

/** Runs many seeds, some at a time: each worker has a cluster of its own, and is one thread. */
final class Seeds {
    private final TestDatabase.Kind kind;
    private final Wiring wiring;
    private final int workers;
    private final int nodes;
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    Seeds(TestDatabase.Kind kind, Wiring wiring, int workers) {
        this(kind, wiring, workers, Cluster.NODES);
    }

    Seeds(TestDatabase.Kind kind, Wiring wiring, int workers, int nodes) {
        this.kind = kind;
        this.wiring = wiring;
        this.workers = workers;
        this.nodes = nodes;
    }

    /** A seed in which something happened that must never happen. */
    record Failure(long seed, InvariantBroken broken, List<String> story) {}

    /**
     * The failure with the smallest seed among those met; the workers stop at the first.
     *
     * @param done is told how many seeds are done, after each
     */
    Optional<Failure> run(long from, long count, LongConsumer done) throws InterruptedException {
        AtomicLong next = new AtomicLong(from);
        AtomicLong end = new AtomicLong(from + count);
        AtomicLong finished = new AtomicLong();
        Callable<Optional<Failure>> worker = () -> {
            Cluster cluster = new Cluster(kind, wiring, nodes);
            for (long seed = next.getAndIncrement(); seed < end.get(); seed = next.getAndIncrement()) {
                Trace trace = new Trace(false);
                Optional<Failure> failure = run(cluster, seed, trace);
                this.done.addAll(trace.done());
                if (failure.isPresent()) {
                    end.set(0);
                    return failure;
                }
                done.accept(finished.incrementAndGet());
            }
            return Optional.empty();
        };
        List<Callable<Optional<Failure>>> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            all.add(worker);
        }
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            return firstOf(threads.invokeAll(all));
        } finally {
            threads.shutdownNow();
        }
    }

    /** What has succeeded or was met in any seed of this run: what is not here was not tried, whatever held. */
    Set<String> done() {
        return done;
    }

    /** One seed; when it fails it is told once more, line by line. */
    static Optional<Failure> run(Cluster cluster, long seed) {
        return run(cluster, seed, new Trace(false));
    }

    private static Optional<Failure> run(Cluster cluster, long seed, Trace trace) {
        try {
            new Simulation(cluster, seed, trace).run();
            return Optional.empty();
        } catch (InvariantBroken broken) {
            return Optional.of(new Failure(seed, broken, story(cluster, seed)));
        }
    }

    /** What happens in a seed, up to its end or to what must never happen. */
    static List<String> story(Cluster cluster, long seed) {
        Trace trace = new Trace(true);
        try {
            new Simulation(cluster, seed, trace).run();
            trace.say("nothing happened that must not happen");
        } catch (InvariantBroken broken) {
            trace.say(broken.getMessage());
        }
        return trace.lines();
    }

    private static Optional<Failure> firstOf(List<Future<Optional<Failure>>> results) throws InterruptedException {
        Optional<Failure> first = Optional.empty();
        for (Future<Optional<Failure>> result : results) {
            Optional<Failure> failure = get(result);
            if (failure.isPresent()
                    && (first.isEmpty() || failure.get().seed() < first.get().seed())) {
                first = failure;
            }
        }
        return first;
    }

    private static Optional<Failure> get(Future<Optional<Failure>> result) throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
