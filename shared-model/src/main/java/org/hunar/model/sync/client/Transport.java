package org.hunar.model.sync.client;

import org.hunar.model.sync.Hello;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.PullAnswer;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.StatusAnswer;
import org.hunar.model.sync.StatusQuery;

/** One server, as a phone reaches it. Each call is one request, tried once: whether and when again is the engine's. */
public interface Transport {
    Hello hello() throws TransportException;

    PushAnswer push(Push push) throws TransportException;

    PullAnswer pull(Pull pull) throws TransportException;

    StatusAnswer status(StatusQuery query) throws TransportException;

    /** Gets a new access token in place of one that was refused. */
    void renewToken() throws TransportException;
}
