package org.hunar.model.sync.client;

import java.util.Optional;

/** Where access tokens come from. */
public interface TokenSource {
    /** The present token; asks for a first one if there is none. */
    String token() throws TransportException;

    /** Asks for a new one, because the present one was refused. */
    void renew() throws TransportException;

    /** The name of whom its tokens are for, where it knows; an engine makes sure that it is the right one. */
    default Optional<String> user() {
        return Optional.empty();
    }
}
