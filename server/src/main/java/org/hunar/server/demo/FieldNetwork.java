package org.hunar.server.demo;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.sync.Hello;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.PullAnswer;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.PushStatus;
import org.hunar.model.sync.StatusAnswer;
import org.hunar.model.sync.StatusQuery;
import org.hunar.model.sync.UploadAnswer;
import org.hunar.model.sync.UploadRequest;
import org.hunar.model.sync.client.Transport;
import org.hunar.model.sync.client.TransportException;

/** The way from a phone to the server: often not there, and once losing an answer when the server had done its work. */
final class FieldNetwork implements Transport {
    private final Transport server;
    private final Map<PushStatus, Integer> answered = new EnumMap<>(PushStatus.class);
    private int recalled;
    private boolean connected;
    private boolean losesNextAnswer;
    private Optional<PushAnswer> lost = Optional.empty();

    FieldNetwork(Transport server) {
        this.server = server;
    }

    void connect() {
        connected = true;
    }

    void disconnect() {
        connected = false;
    }

    /** The next push reaches the server and is committed there, but its answer does not come back. */
    void loseNextAnswer() {
        losesNextAnswer = true;
    }

    /** The answer that was lost on the way. */
    Optional<PushAnswer> lost() {
        return lost;
    }

    /** How many operations were answered so, as far as answers arrived. */
    int answered(PushStatus status) {
        return answered.getOrDefault(status, 0);
    }

    /** How many operations the server knew when it was asked about them. */
    int recalled() {
        return recalled;
    }

    @Override
    public Hello hello() throws TransportException {
        requireConnection();
        return server.hello();
    }

    @Override
    public PushAnswer push(Push push) throws TransportException {
        requireConnection();
        PushAnswer answer = server.push(push);
        if (losesNextAnswer) {
            losesNextAnswer = false;
            lost = Optional.of(answer);
            throw noNetwork("the connection broke before the answer came");
        }
        answer.results().forEach(result -> answered.merge(result.status(), 1, Integer::sum));
        return answer;
    }

    @Override
    public PullAnswer pull(Pull pull) throws TransportException {
        requireConnection();
        return server.pull(pull);
    }

    @Override
    public StatusAnswer status(StatusQuery query) throws TransportException {
        requireConnection();
        StatusAnswer answer = server.status(query);
        recalled += answer.known().size();
        return answer;
    }

    @Override
    public UploadAnswer upload(UploadRequest upload) throws TransportException {
        requireConnection();
        return server.upload(upload);
    }

    @Override
    public long append(String uploadId, long offset, byte[] bytes) throws TransportException {
        requireConnection();
        return server.append(uploadId, offset, bytes);
    }

    @Override
    public void renewToken() throws TransportException {
        requireConnection();
        server.renewToken();
    }

    private void requireConnection() throws TransportException {
        if (!connected) {
            throw noNetwork("no network");
        }
    }

    private static TransportException noNetwork(String message) {
        return TransportException.noAnswer(message, new IOException(message));
    }
}
