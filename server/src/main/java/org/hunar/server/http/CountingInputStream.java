package org.hunar.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells after each read how many bytes have passed; whoever is told may throw. */
final class CountingInputStream extends FilterInputStream {
    private final LongConsumer watcher;
    private long count;

    CountingInputStream(InputStream source, LongConsumer watcher) {
        super(source);
        this.watcher = watcher;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        passed(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        passed(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = in.skip(bytes);
        passed(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void passed(long bytes) {
        count += bytes;
        watcher.accept(count);
    }
}
