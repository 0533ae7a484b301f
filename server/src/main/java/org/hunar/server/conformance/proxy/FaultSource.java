package org.hunar.server.conformance.proxy;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Says of each request what goes wrong with it. Asked by many connections at the same time. */
public interface FaultSource {
    /** @param path with its query */
    Fault next(String method, String path);

    /** These faults for the first requests, in their order, and none for the rest. */
    static FaultSource script(Fault... faults) {
        ConcurrentLinkedQueue<Fault> left = new ConcurrentLinkedQueue<>(Arrays.asList(faults));
        return (method, path) -> {
            Fault next = left.poll();
            return next == null ? Fault.none() : next;
        };
    }

    /** The same faults, but only for requests whose path contains a text, such as {@code /sync/push}. */
    default FaultSource onlyFor(String pathPart) {
        return (method, path) -> path.contains(pathPart) ? next(method, path) : Fault.none();
    }
}
