package org.hunar.model.sync.client;

import java.util.Locale;
import java.util.Optional;
import org.hunar.model.sync.EntityId;

/** How the store is laid out: what stands under which key. */
final class Keys {
    /** {@link Install}: who this phone is, and its counters. Written by capturing. */
    static final String INSTALL = "install";

    /** {@link SyncState}: where syncing has got to. Written by syncing. */
    static final String SYNC = "sync";

    /** Operations that the server has not acknowledged (READY or IN_FLIGHT), in the order of capture. */
    static final String OUTBOX = "outbox/";

    /** Present for an operation that was sent and not yet answered (IN_FLIGHT). */
    static final String FLIGHT = "flight/";

    /** Operations that the server refused (PARKED), with its answer. */
    static final String PARKED = "parked/";

    /** Operations that the server acknowledged (ACKED), with its answer. */
    static final String JOURNAL = "journal/";

    /** Of those answered for, the ones that a restored server does not know; the value is their key. */
    static final String FORGOTTEN = "forgotten/";

    /** By entity: own operations that the pulled document may not contain yet. */
    static final String OVERLAY = "overlay/";

    /** By entity: the documents pulled, one for each scope. */
    static final String DOCUMENT = "document/";

    /** Entities of a scope that was taken away, kept until their operations are sent. */
    static final String LEFT_OVER = "left-over/";

    /** By SHA-256, and by author if known: attachments that the server does not have yet. */
    static final String UPLOAD = "upload/";

    /** As those: attachments that do not go to the server, and why. */
    static final String PARKED_UPLOAD = "parked-upload/";

    private Keys() {}

    static String number(long number) {
        return String.format(Locale.ROOT, "%016d", number);
    }

    static String at(String prefix, long number) {
        return prefix + number(number);
    }

    static long numberOf(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
    }

    static String overlay(EntityId entity) {
        return OVERLAY + entity.type().wireName() + "/" + entity.id() + "/";
    }

    static String overlay(EntityId entity, long number) {
        return overlay(entity) + number(number);
    }

    /** @param prefix {@link #UPLOAD} or {@link #PARKED_UPLOAD} */
    static String file(String prefix, String sha256, Optional<String> author) {
        return prefix + sha256 + author.map(name -> "/" + name).orElse("");
    }

    static String document(String entity, String id) {
        return DOCUMENT + entity + "/" + id;
    }

    static String documents(String entity) {
        return DOCUMENT + entity + "/";
    }
}
