package org.hunar.server.blob;

import java.io.InputStream;
import java.util.function.LongFunction;

/** Reads bytes that come in chunks, one chunk in memory at a time. */
final class ChunkStream extends InputStream {
    private final LongFunction<byte[]> source;
    private long position;
    private byte[] chunk = new byte[0];
    private int next;

    /** @param source gives what there is from a position on, up to the end of a chunk; nothing at the end */
    ChunkStream(LongFunction<byte[]> source, long from) {
        this.source = source;
        this.position = from;
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : chunk[next++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - next);
        System.arraycopy(chunk, next, buffer, offset, count);
        next += count;
        return count;
    }

    private boolean isAtEnd() {
        if (next == chunk.length) {
            chunk = source.apply(position);
            position += chunk.length;
            next = 0;
        }
        return chunk.length == 0;
    }
}
