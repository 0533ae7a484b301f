package org.hunar.model.sync.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.hunar.model.sync.UploadAnswer;

/**
 * Brings attachments to the server, one after the other, each from where the server has got to. A file that cannot be
 * brought does not hold up the others.
 */
final class Uploading {
    /** Bytes in one request on a good link. */
    static final int CHUNK = 512 << 10;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int GONE = 410;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;
    private static final int UNPROCESSABLE = 422;
    private static final int MISMATCH = 460;

    /** How often one file is begun again within a run, and how often its bytes may arrive wrong at all. */
    private static final int MOST_BEGINNINGS = 3;

    private final Session session;
    private final Pushing pushing;
    private final Outbox outbox;
    private final AttachmentSource source;
    private final Uploads uploads;

    Uploading(Session session, Pushing pushing, AttachmentSource source) {
        this.session = session;
        this.pushing = pushing;
        this.outbox = new Outbox(session.store, session.user);
        this.source = source;
        this.uploads = new Uploads(session.store, session.user);
    }

    /** Results do not wait for photos: what was captured meanwhile goes out between two files. */
    void run() throws TransportException {
        for (UploadEntry entry : uploads.due()) {
            bring(entry);
            if (!session.patience && outbox.count() > 0) {
                pushing.run();
            }
        }
    }

    private void bring(UploadEntry due) throws TransportException {
        for (int beginnings = 0; beginnings < MOST_BEGINNINGS; beginnings++) {
            Optional<UploadEntry> entry = uploads.find(due);
            if (!entry.isPresent() || isSettled(entry.get())) {
                return;
            }
        }
        session.patience = true;
    }

    /** Returns whether it is brought or parked; if not, the server is asked once more how far it has got. */
    private boolean isSettled(UploadEntry entry) throws TransportException {
        try {
            send(entry);
            uploads.done(entry);
            session.uploaded++;
            return true;
        } catch (TransportException e) {
            return isSettledBy(e, entry);
        } catch (EOFException e) {
            uploads.park(entry, UploadProblem.CHANGED, e.getMessage());
            return true;
        } catch (IOException e) {
            uploads.park(entry, UploadProblem.UNREADABLE, String.valueOf(e.getMessage()));
            return true;
        }
    }

    private void send(UploadEntry entry) throws TransportException, IOException {
        UploadAnswer at = session.calls.make(transport -> transport.upload(entry.request()));
        long size = entry.request().size();
        if (at.offset() < size) {
            try (InputStream bytes = source.open(entry.sha256())) {
                skip(bytes, at.offset());
                long offset = at.offset();
                while (offset < size) {
                    offset = append(at.id(), offset, next(bytes, size - offset));
                    uploads.keep(entry.at(offset));
                }
            }
        }
    }

    /** Returns the new offset. */
    private long append(String id, long offset, byte[] bytes) throws TransportException {
        try {
            long moved = session.calls.make(transport -> transport.append(id, offset, bytes));
            if (moved != offset + bytes.length) {
                throw TransportException.noAnswer("the server is at " + moved + " after bytes from " + offset, null);
            }
            session.state.uploadPortion.succeeded(CHUNK);
            return moved;
        } catch (TransportException e) {
            if (e.isNoAnswer() || isByProxy(e)) {
                session.state.uploadPortion.failed(bytes.length);
            }
            throw e;
        }
    }

    private boolean isSettledBy(TransportException refusal, UploadEntry entry) throws TransportException {
        switch (refusal.status()) {
            case CONFLICT:
            case NOT_FOUND:
            case GONE:
                return false;
            case MISMATCH:
                return isGivenUp(entry);
            case BAD_REQUEST:
            case TOO_LARGE:
            case UNSUPPORTED:
            case UNPROCESSABLE:
                if (!isByProxy(refusal)) {
                    uploads.park(entry, UploadProblem.REFUSED, refusal.code().get() + ": " + refusal.getMessage());
                    return true;
                }
                break;
            default:
        }
        if (!refusal.isNoAnswer()) {
            uploads.keep(entry.failed());
        }
        throw refusal;
    }

    /** The server has discarded what came, so it begins from nothing: the way may have damaged it, or the file is another. */
    private boolean isGivenUp(UploadEntry entry) {
        UploadEntry counted = entry.mismatched();
        boolean givenUp = counted.mismatches() >= MOST_BEGINNINGS;
        if (givenUp) {
            uploads.park(counted, UploadProblem.CHANGED, "the server found another SHA-256 than " + entry.sha256());
        } else {
            uploads.keep(counted);
        }
        return givenUp;
    }

    private static boolean isByProxy(TransportException refusal) {
        return refusal.status() == TOO_LARGE && !refusal.code().isPresent();
    }

    private byte[] next(InputStream in, long left) throws IOException {
        byte[] bytes = new byte[(int) Math.min(session.state.uploadPortion.of(CHUNK), left)];
        int filled = 0;
        while (filled < bytes.length) {
            int read = in.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                throw shorter();
            }
            filled += read;
        }
        return bytes;
    }

    private static void skip(InputStream in, long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            long skipped = in.skip(left);
            if (skipped == 0 && in.read() < 0) {
                throw shorter();
            }
            left -= Math.max(1, skipped);
        }
    }

    private static EOFException shorter() {
        return new EOFException("the file is shorter than its answer says");
    }
}
