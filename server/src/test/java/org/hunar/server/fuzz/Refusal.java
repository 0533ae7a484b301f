package org.hunar.server.fuzz;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.http.ProblemException;

/** What a reader may do with anything a stranger sends: read it, or refuse it in our own words. All else is a find. */
public final class Refusal {
    private static final int SERVER_ERROR = 500;

    private Refusal() {}

    /** @return what was read; empty if it was refused */
    public static <T> Optional<T> orElse(Callable<T> reader) {
        try {
            return Optional.ofNullable(reader.call());
        } catch (InvalidException refused) {
            return Optional.empty();
        } catch (ProblemException refused) {
            if (refused.status() >= SERVER_ERROR) {
                throw refused;
            }
            return Optional.empty();
        } catch (RuntimeException find) {
            throw find;
        } catch (Exception find) {
            throw new IllegalStateException(find);
        }
    }

    /** Says what does not hold of something that was read. */
    public static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
