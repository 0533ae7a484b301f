package org.hunar.server.dashboard;

import java.util.function.Supplier;
import org.glassfish.jersey.internal.inject.InjectionManager;

/** The resources of the API, which pages ask in the same process: with the same checks, and for the same figures. */
final class Api {
    private final Supplier<InjectionManager> registered;

    /** @param registered knows everything that answers calls; asked late, when all of it is there */
    Api(Supplier<InjectionManager> registered) {
        this.registered = registered;
    }

    /** The resource of that class, or what a call that is under way brings along. */
    <R> R of(Class<R> type) {
        return registered.get().getInstance(type);
    }
}
