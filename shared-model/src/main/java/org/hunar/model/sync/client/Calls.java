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

    <T> T make(Call<T> call, Function<T, Instant> serverTime) throws TransportException {
        try {
            return once(call, serverTime);
        } catch (TransportException e) {
            if (e.status() != UNAUTHORIZED || renewed) {
                throw e;
            }
            renewed = true;
            transport.renewToken();
            return once(call, serverTime);
        }
    }

    private <T> T once(Call<T> call, Function<T, Instant> serverTime) throws TransportException {
        long asked = time.device().monotonicMillis();
        try {
            T answer = call.on(transport);
            time.observe(serverTime.apply(answer), asked);
            return answer;
        } catch (TransportException e) {
            e.serverTime().ifPresent(at -> time.observe(at, asked));
            throw e;
        }
    }
}
