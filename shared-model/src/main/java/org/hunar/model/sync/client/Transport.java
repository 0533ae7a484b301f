package org.hunar.model.sync.client;

import java.util.Optional;
import org.hunar.model.sync.Hello;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.PullAnswer;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.StatusAnswer;
import org.hunar.model.sync.StatusQuery;
import org.hunar.model.sync.UploadAnswer;
import org.hunar.model.sync.UploadRequest;

/** One server, as a phone reaches it. Each call is one request, tried once: whether and when again is the engine's. */
public interface Transport {
    Hello hello() throws TransportException;

    PushAnswer push(Push push) throws TransportException;

    PullAnswer pull(Pull pull) throws TransportException;

    StatusAnswer status(StatusQuery query) throws TransportException;

    /**
     * Says that a file is coming, and hears how far it has come: {@code POST /uploads}. To ask again is how an upload
     * goes on after a cut, and how one that has expired begins anew.
     */
    UploadAnswer upload(UploadRequest upload) throws TransportException;

    /**
     * Brings the next bytes of a file: {@code PATCH /uploads/{id}}.
     *
     * @param offset where in the file they belong, as the server has last said
     * @return the new offset. A refusal with the status 409 says that the server is at another one, 404 or 410 that the
     *     upload is gone, 460 that the bytes are not those that were announced
     */
    long append(String uploadId, long offset, byte[] bytes) throws TransportException;

    /** Gets a new access token in place of one that was refused. */
    void renewToken() throws TransportException;

    /** The name of whom its tokens are for, where it knows; an engine makes sure that it is the right one. */
    default Optional<String> user() {
        return Optional.empty();
    }
}
