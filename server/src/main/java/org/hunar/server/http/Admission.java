package org.hunar.server.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Back-pressure by load: so many requests are under way at a time, so many more wait in the order of their arrival, and
 * who comes then is asked to come again. What is asked for does not grow the server's memory, its threads or its
 * connections to the database.
 */
public final class Admission {
    private final Semaphore atWork;
    private final Semaphore withinDoors;
    private final Duration longestWait;
    private final int longestAbsence;
    private final RandomGenerator random;

    /**
     * @param atOnce requests under way at the same time
     * @param waiting requests that wait for one of those to end
     * @param longestWait for how long they wait
     * @param longestAbsence seconds; who is sent away is asked to come again after 1 to so many, drawn at random, so
     *     that those who were sent away together do not come back together
     */
    public Admission(int atOnce, int waiting, Duration longestWait, int longestAbsence, RandomGenerator random) {
        this.atWork = new Semaphore(atOnce, true);
        this.withinDoors = new Semaphore(atOnce + waiting);
        this.longestWait = longestWait;
        this.longestAbsence = longestAbsence;
        this.random = random;
    }

    /**
     * Does the work when its turn has come.
     *
     * @throws ProblemException 503 {@code BUSY} with {@code Retry-After}, if too many wait or the wait is too long
     */
    public <T> T inTurn(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    /**
     * Returns once the request may begin; {@link #leave} must follow.
     *
     * @throws ProblemException 503 {@code BUSY} with {@code Retry-After}, if too many wait or the wait is too long
     */
    void enter() {
        if (!withinDoors.tryAcquire()) {
            throw comeAgain();
        }
        boolean begins = false;
        try {
            begins = atWork.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!begins) {
                withinDoors.release();
            }
        }
        if (!begins) {
            throw comeAgain();
        }
    }

    void leave() {
        atWork.release();
        withinDoors.release();
    }

    /** How many wait for their turn at this moment. */
    public int waiting() {
        return atWork.getQueueLength();
    }

    private ProblemException comeAgain() {
        return ProblemException.busy(1 + random.nextInt(longestAbsence));
    }
}
