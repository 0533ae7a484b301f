package org.hunar.server.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Phones that push at the same time, to a server that is about to come to a bad end. */
public final class PhonesAtWork {
    private static final long PATIENCE_SECONDS = 120;

    private PhonesAtWork() {}

    public static List<WitnessPhone> phones(int number) {
        return Stream.generate(WitnessPhone::new).limit(number).toList();
    }

    /**
     * Lets all of them push until the server ends.
     *
     * @param answers after so many, of all phones together, the end is brought about
     * @param end of the server
     * @return for each phone the status of the first answer that acknowledged nothing, 0 if its connection broke
     */
    public static List<Integer> pushUntil(
            List<WitnessPhone> phones, ServerProcess server, String token, int answers, Runnable end) {
        CountDownLatch acknowledged = new CountDownLatch(answers);
        List<Callable<Integer>> work = new ArrayList<>();
        for (WitnessPhone phone : phones) {
            SyncClient client = new SyncClient(server.api(), token);
            work.add(() -> phone.pushUntilCutOff(client, acknowledged));
        }
        return during(work, () -> {
            if (!acknowledged.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(acknowledged.getCount() + " answers were still to come");
            }
            end.run();
            return null;
        });
    }

    /** Runs the works, each on a thread of its own, and meanwhile the deed on this one. */
    public static <T> List<T> during(List<Callable<T>> works, Callable<Void> deed) {
        ExecutorService field = Executors.newFixedThreadPool(works.size());
        try {
            List<Future<T>> underWay = works.stream().map(field::submit).toList();
            deed.call();
            List<T> results = new ArrayList<>();
            for (Future<T> each : underWay) {
                results.add(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a phone did not come to an end", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            field.shutdownNow();
        }
    }
}
