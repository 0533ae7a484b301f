package org.hunar.server.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.BadMessageException;
import org.hunar.server.http.ProblemException;

/** One request that brings bytes of an upload, part by part, so that no file is held in memory. */
final class Patch {
    /** In memory for each request at a time; and what a killed server makes a phone send once more, at most. */
    static final int PART = 256 * 1024;

    private final Uploads uploads;
    private final Upload claimed;
    private final Optional<Checksum> checksum;
    private Optional<Exception> cut = Optional.empty();

    /** @param checksum of all the bytes of this request: they count at its end only, if it is right */
    Patch(Uploads uploads, Upload claimed, Optional<Checksum> checksum) {
        this.uploads = uploads;
        this.claimed = claimed;
        this.checksum = checksum;
    }

    static ProblemException mismatch(String detail) {
        return new ProblemException(460, "CHECKSUM_MISMATCH", detail);
    }

    Upload take(InputStream bytes) {
        Upload upload = claimed;
        long position = claimed.received();
        byte[] part = new byte[(int) Math.min(PART, claimed.size() - position)];
        boolean more = true;
        while (more && position < claimed.size()) {
            int length = fill(part, (int) Math.min(part.length, claimed.size() - position), bytes);
            if (length > 0) {
                upload = write(position, part, length);
                position += length;
            }
            more = length == part.length && cut.isEmpty();
        }
        if (checksum.isPresent()) {
            upload = countChecked(position);
        }
        refuseIfCut(position);
        return upload;
    }

    private Upload write(long position, byte[] part, int length) {
        checksum.ifPresent(each -> each.update(part, length));
        return uploads.write(claimed, position, ByteBuffer.wrap(part, 0, length), checksum.isEmpty());
    }

    /** Of a request that was cut nothing can be told by its checksum; the whole file is held against its hash anyway. */
    private Upload countChecked(long position) {
        if (cut.isEmpty() && !checksum.orElseThrow().matches()) {
            throw mismatch("the bytes of this request are not what Upload-Checksum says; send them again");
        }
        return uploads.count(claimed, position);
    }

    /** Reads until so many bytes are there, or the request ends, well or not. */
    private int fill(byte[] part, int wanted, InputStream bytes) {
        int length = 0;
        try {
            int read = bytes.read(part, 0, wanted);
            while (read > 0) {
                length += read;
                read = length < wanted ? bytes.read(part, length, wanted - length) : 0;
            }
        } catch (IOException | BadMessageException e) { // the latter if the bytes came too slowly
            cut = Optional.of(e);
        }
        return length;
    }

    private void refuseIfCut(long position) {
        cut.ifPresent(cause -> {
            ProblemException refusal =
                    new ProblemException(408, "CUT", "the request ended early; the upload is at " + position);
            refusal.initCause(cause);
            throw refusal;
        });
    }
}
