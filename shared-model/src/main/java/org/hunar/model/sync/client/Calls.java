package org.hunar.model.sync.client;

import java.time.Instant;
import java.util.function.Function;

/** Makes the calls of one run: takes the time from every answer, and a new token once when the old one is refused. */
final class Calls {
    private static final int UNAUTHORIZED = 401;

    private final Transport transport;
    private final ServerTime time;
    private boolean renewed;

    Calls(Transport transport, ServerTime time) {
        this.transport = transport;
        this.time = time;
    }

    /** One call of the transport. */
    interface Call<T> {
        T on(Transport transport) throws TransportException;
    }

    /** A call whose answer tells the server's time. */
    <T> T make(Call<T> call, Function<T, Instant> serverTime) throws TransportException {
        return make(transport -> {
            long asked = time.device().monotonicMillis();
            T answer = call.on(transport);
            time.observe(serverTime.apply(answer), asked);
            return answer;
        });
    }

    <T> T make(Call<T> call) throws TransportException {
        try {
            T answer = once(call);
            // a run that brings many files outlives more than one token
            renewed = false;
            return answer;
        } catch (TransportException e) {
            if (e.status() != UNAUTHORIZED || renewed) {
                throw e;
            }
            renewed = true;
            transport.renewToken();
            return once(call);
        }
    }

    private <T> T once(Call<T> call) throws TransportException {
        long asked = time.device().monotonicMillis();
        try {
            return call.on(transport);
        } catch (TransportException e) {
            e.serverTime().ifPresent(at -> time.observe(at, asked));
            throw e;
        }
    }
}
