package org.hunar.server.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts all bytes that are written, and passes on those of a range. */
final class Portion extends FilterOutputStream {
    private final long first;
    private final long end;
    private long begun;
    private long count;

    private Portion(OutputStream out, long first, long end) {
        super(out);
        this.first = first;
        this.end = end;
    }

    static Portion whole(OutputStream out) {
        return new Portion(out, 0, Long.MAX_VALUE);
    }

    /** Only counts, to the end. */
    static Portion nothing() {
        return new Portion(OutputStream.nullOutputStream(), Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** @param length bytes from {@code first} on */
    static Portion of(OutputStream out, long first, long length) {
        return new Portion(out, first, first + length);
    }

    /** From where on bytes are passed on. */
    long first() {
        return first;
    }

    /** @param offset bytes of the whole that are left out, none of which is to be passed on */
    void beginAt(long offset) {
        begun = offset;
        count = offset;
    }

    /** Of all that was written, passed on or not. */
    long count() {
        return count;
    }

    /** @throws IllegalStateException if somebody would write a second time into what has begun */
    void requireUntouched() {
        if (count > begun) {
            throw new IllegalStateException("the export was broken off, and its reader has a part of it");
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        long from = Math.max(first - count, 0);
        long to = Math.min(end - count, length);
        if (from < to) {
            out.write(bytes, offset + (int) from, (int) (to - from));
        }
        count += length;
    }

    /** What it writes to is not its own. */
    @Override
    public void close() throws IOException {
        flush();
    }
}
