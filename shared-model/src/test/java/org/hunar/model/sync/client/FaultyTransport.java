package org.hunar.model.sync.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.hunar.model.sync.Hello;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.PullAnswer;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.StatusAnswer;
import org.hunar.model.sync.StatusQuery;
import org.hunar.model.sync.UploadAnswer;
import org.hunar.model.sync.UploadRequest;

/** A way to a server on which things happen, one after the other, each to one call; then it is good. */
final class FaultyTransport implements Transport {
    /** What happens to one call. */
    interface Fault {
        void before() throws TransportException;

        void after() throws TransportException;
    }

    static final Fault NONE = fault(null, null);
    static final Fault REQUEST_LOST = fault(TransportException.noAnswer("request lost", null), null);
    static final Fault ANSWER_LOST = fault(null, TransportException.noAnswer("answer lost", null));

    private final Transport server;
    private final Deque<Fault> faults = new ArrayDeque<>();

    /** Looks at the phone amid its work, before each call. */
    Runnable witness = () -> {};

    FaultyTransport(Transport server) {
        this.server = server;
    }

    FaultyTransport next(Fault fault) {
        faults.add(fault);
        return this;
    }

    static Fault refusing(TransportException refusal) {
        return fault(refusal, null);
    }

    /** A call that tells when it has begun, and does not reach the server before it is let go. */
    static Fault waiting(CountDownLatch begun, CountDownLatch go) {
        return new Fault() {
            @Override
            public void before() throws TransportException {
                begun.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw TransportException.noAnswer("interrupted", e);
                }
            }

            @Override
            public void after() {}
        };
    }

    private static Fault fault(TransportException before, TransportException after) {
        return new Fault() {
            @Override
            public void before() throws TransportException {
                if (before != null) {
                    throw before;
                }
            }

            @Override
            public void after() throws TransportException {
                if (after != null) {
                    throw after;
                }
            }
        };
    }

    private interface Call<T> {
        T make() throws TransportException;
    }

    private <T> T faulty(Call<T> call) throws TransportException {
        witness.run();
        Fault fault = faults.isEmpty() ? NONE : faults.remove();
        fault.before();
        T answer = call.make();
        fault.after();
        return answer;
    }

    @Override
    public Hello hello() throws TransportException {
        return server.hello();
    }

    @Override
    public PushAnswer push(Push push) throws TransportException {
        return faulty(() -> server.push(push));
    }

    @Override
    public PullAnswer pull(Pull pull) throws TransportException {
        return faulty(() -> server.pull(pull));
    }

    @Override
    public StatusAnswer status(StatusQuery query) throws TransportException {
        return faulty(() -> server.status(query));
    }

    @Override
    public UploadAnswer upload(UploadRequest upload) throws TransportException {
        return faulty(() -> server.upload(upload));
    }

    @Override
    public long append(String uploadId, long offset, byte[] bytes) throws TransportException {
        return faulty(() -> server.append(uploadId, offset, bytes));
    }

    @Override
    public void renewToken() throws TransportException {
        server.renewToken();
    }
}
