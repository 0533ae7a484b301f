package org.hunar.server.blob;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A file on its way, or arrived.
 *
 * @param owner name of the user who brings it; the same user and the same hash are the same upload
 * @param size of the whole file
 * @param metadata as it was announced
 * @param received so many bytes, from the first, are on disk and count; the size once the whole was verified
 * @param writer the request that may write now: the latest, so that a resumption need not wait for the end of a
 *     connection that hangs
 * @param expiresAt when it is forgotten unless more comes
 */
record Upload(
        UUID id,
        String owner,
        BlobHash hash,
        long size,
        String mime,
        String metadata,
        long received,
        Optional<UUID> writer,
        Instant expiresAt) {

    /** Nothing received yet. */
    static Upload announced(UUID id, String owner, Announcement announcement, Instant expiresAt) {
        return new Upload(
                id,
                owner,
                announcement.hash(),
                announcement.size(),
                announcement.mime(),
                announcement.metadata(),
                0,
                Optional.empty(),
                expiresAt);
    }

    /** Where it is found, on this server. */
    String path() {
        return "/api/v1/uploads/" + id;
    }

    boolean isWhole() {
        return received == size;
    }

    boolean isExpired(Instant now) {
        return !isWhole() && !now.isBefore(expiresAt);
    }

    Upload received(long bytes) {
        return new Upload(id, owner, hash, size, mime, metadata, bytes, writer, expiresAt);
    }

    Upload writtenBy(UUID request) {
        return new Upload(id, owner, hash, size, mime, metadata, received, Optional.of(request), expiresAt);
    }

    Upload until(Instant expiry) {
        return new Upload(id, owner, hash, size, mime, metadata, received, writer, expiry);
    }
}
