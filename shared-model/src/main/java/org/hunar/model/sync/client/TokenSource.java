package org.hunar.model.sync.client;

/** Where access tokens come from. */
public interface TokenSource {
    /** The present token; asks for a first one if there is none. */
    String token() throws TransportException;

    /** Asks for a new one, because the present one was refused. */
    void renew() throws TransportException;
}
