package org.hunar.server.simulation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.sync.Hello;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.PullAnswer;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.StatusAnswer;
import org.hunar.model.sync.StatusQuery;
import org.hunar.model.sync.UploadAnswer;
import org.hunar.model.sync.UploadRequest;
import org.hunar.model.sync.client.Transport;
import org.hunar.model.sync.client.TransportException;
import org.hunar.server.openrosa.Post;
import org.hunar.server.simulation.Shape.Fault;

/** The way from a phone to the nodes, and back: each message goes through its text, and may meet anything. */
final class Link implements Transport {
    /** What is told of the answer to a form. */
    static final String STATUS = "status";

    private static final int LATENCY_MILLIS = 2000;
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    private final World world;
    private final String user;
    private int requests;

    Link(World world, String user) {
        this.world = world;
        this.user = user;
    }

    /** How many requests went this way. */
    int requests() {
        return requests;
    }

    @Override
    public Hello hello() throws TransportException {
        Hello hello = read(exchange(request(Request.Path.HELLO, Map.of()), Optional.empty()), Hello::fromJson);
        return new Hello(
                hello.serverTime(),
                hello.protocolMin(),
                hello.protocolMax(),
                limits(hello),
                hello.epoch(),
                hello.nonce());
    }

    @Override
    public PushAnswer push(Push push) throws TransportException {
        List<String> raw = push.ops().stream()
                .map(operation -> Json.write((Map<?, ?>) operation))
                .toList();
        Request request = request(Request.Path.PUSH, push.toJson());
        return read(
                exchange(request, Optional.of(new Ledger.Delivery(request, push.installId(), raw))),
                PushAnswer::fromJson);
    }

    @Override
    public PullAnswer pull(Pull pull) throws TransportException {
        Request request = request(Request.Path.PULL, pull.toJson());
        return read(exchange(request, Optional.empty()), PullAnswer::fromJson);
    }

    @Override
    public StatusAnswer status(StatusQuery query) throws TransportException {
        return read(exchange(request(Request.Path.STATUS, query.toJson()), Optional.empty()), StatusAnswer::fromJson);
    }

    @Override
    public UploadAnswer upload(UploadRequest upload) throws TransportException {
        Map<String, String> headers =
                Map.of(NodeFiles.LENGTH, Long.toString(upload.size()), NodeFiles.METADATA, upload.metadata());
        Request request = new Request(Request.Path.ANNOUNCE, user, headers, new byte[0], false);
        return read(
                exchange(request, Optional.empty()),
                json -> new UploadAnswer(json.text(NodeFiles.UPLOAD), json.integer("offset")));
    }

    @Override
    public long append(String uploadId, long offset, byte[] bytes) throws TransportException {
        world.perhapsSleep();
        byte[] arriving = world.strikes(Fault.BYTES_DAMAGED) ? world.photos().damaged(bytes) : bytes;
        Request request = new Request(
                Request.Path.APPEND, user, NodeFiles.headers(uploadId, offset, bytes.length), arriving, false);
        return read(exchange(request, Optional.empty()), json -> json.integer("offset"));
    }

    @Override
    public void renewToken() {
        world.trace().say(user + " signs in anew");
    }

    /** Sends a form of ODK Collect; the status that arrives, if one does. */
    Optional<Integer> submit(byte[] multipart) {
        Map<String, String> headers = Map.of(
                NodeFiles.CONTENT_TYPE,
                "multipart/form-data; boundary=" + Post.BOUNDARY,
                NodeFiles.CONTENT_LENGTH,
                Integer.toString(multipart.length));
        Request request = new Request(Request.Path.SUBMIT, user, headers, multipart, false);
        try {
            return Optional.of(
                    read(exchange(request, Optional.empty()), json -> Math.toIntExact(json.integer(STATUS))));
        } catch (TransportException e) {
            return Optional.of(e.status()).filter(status -> status > 0);
        }
    }

    private Request request(Request.Path path, Map<String, ?> message) {
        return new Request(path, user, Messages.bytes(message));
    }

    private byte[] exchange(Request request, Optional<Ledger.Delivery> push) throws TransportException {
        requests++;
        world.passes(LATENCY_MILLIS);
        world.meanwhile();
        refuseOnTheWay(request);
        loseRequest(request, push);
        if (world.strikes(Fault.REQUEST_TWICE)) {
            world.trace().say("sent twice");
            world.serve(request, push);
        }
        Optional<Answer> answer = world.serve(request, push);
        world.passes(LATENCY_MILLIS);
        world.meanwhile();
        return received(answer);
    }

    private void refuseOnTheWay(Request request) throws TransportException {
        if (world.strikes(Fault.REFUSED_BY_LOAD)) {
            world.trace().say(request + ": 503");
            throw refused(UNAVAILABLE, Optional.of("BUSY"));
        }
        if (request.path() != Request.Path.HELLO && world.strikes(Fault.TOKEN_EXPIRED)) {
            world.trace().say(request + ": 401");
            throw refused(UNAUTHORIZED, Optional.of("UNAUTHORIZED"));
        }
    }

    private void loseRequest(Request request, Optional<Ledger.Delivery> push) throws TransportException {
        if (world.strikes(Fault.REQUEST_LOST)) {
            world.trace().say(request + ": lost");
            throw lost("request");
        }
        if (world.strikes(Fault.REQUEST_LATE)) {
            world.trace().say(request + ": takes long");
            world.post(new World.Letter(request, push));
            throw lost("request");
        }
        if (request.body().length > 2 && world.strikes(Fault.REQUEST_CUT)) {
            Request cut = request.cutAt(world.random().nextInt(request.body().length - 1));
            world.trace().say(request + ": cut");
            world.serve(cut, Optional.empty()).filter(Answer::isOk).ifPresent(answer -> {
                throw new InvariantBroken("I17", "half a message was answered " + answer);
            });
            throw lost("request");
        }
    }

    private byte[] received(Optional<Answer> answer) throws TransportException {
        if (answer.isEmpty() || world.strikes(Fault.ANSWER_LOST)) {
            world.trace().say("no answer arrives");
            throw lost("answer");
        }
        if (!answer.get().isOk()) {
            throw TransportException.refused(
                    answer.get().status(),
                    answer.get().code(),
                    answer.get().detail(),
                    answer.get().retryAfter(),
                    Optional.of(world.time().instant()));
        }
        byte[] body = answer.get().body();
        if (world.strikes(Fault.ANSWER_CUT)) {
            world.trace().say("half an answer arrives");
            return Arrays.copyOf(body, world.random().nextInt(body.length));
        }
        return body;
    }

    private static <T> T read(byte[] body, Function<JsonObject, T> type) throws TransportException {
        try {
            return type.apply(Json.readObject(body));
        } catch (InvalidException e) {
            throw TransportException.noAnswer("not as the protocol says: " + e.getMessage(), e);
        }
    }

    /** A server may announce small limits; when nothing goes wrong any more they would only take time. */
    private Limits limits(Hello hello) {
        Limits usual = hello.limits();
        if (world.isCalm()) {
            return usual;
        }
        return new Limits(
                world.shape().pushOps(),
                usual.pushBytes(),
                usual.pushInflatedBytes(),
                usual.opBytes(),
                usual.inflationRatio(),
                world.shape().pullItems(),
                usual.pullBytes());
    }

    private static TransportException lost(String what) {
        return TransportException.noAnswer(what + " lost", null);
    }

    private TransportException refused(int status, Optional<String> code) {
        Instant now = world.time().instant();
        return TransportException.refused(status, code, "refused", Optional.empty(), Optional.of(now));
    }
}
