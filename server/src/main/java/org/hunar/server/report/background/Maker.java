package org.hunar.server.report.background;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Has things made by another thread, for pages: nobody who opens one waits for what costs as much as there are people.
 * Who asks for what is being made already waits for the same one.
 *
 * @param <Q> what is asked for
 * @param <R> what is made
 */
public final class Maker<Q, R> {
    /** A page that begins within 100 ms has as much again for everything else. */
    private static final Duration PATIENCE = Duration.ofMillis(40);

    private final Function<Q, R> make;
    private final Executor executor;
    private final Map<Q, CompletableFuture<R>> underWay = new ConcurrentHashMap<>();

    /** @param executor whose threads make it */
    public Maker(Function<Q, R> make, Executor executor) {
        this.make = make;
        this.executor = executor;
    }

    /**
     * What is made within a moment, as of what is small; else it goes on being made.
     *
     * @throws RuntimeException as making it does, if that fails within the moment
     */
    public Optional<R> atOnce(Q wanted) {
        CompletableFuture<R> made = new CompletableFuture<>();
        CompletableFuture<R> underWayAlready = underWay.putIfAbsent(wanted, made);
        if (underWayAlready != null) {
            return await(underWayAlready);
        }
        CompletableFuture.supplyAsync(() -> make.apply(wanted), executor).whenComplete((result, problem) -> {
            underWay.remove(wanted);
            if (problem == null) {
                made.complete(result);
            } else {
                made.completeExceptionally(problem);
            }
        });
        return await(made);
    }

    private Optional<R> await(CompletableFuture<R> made) {
        try {
            return Optional.of(made.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
