package org.hunar.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.hunar.server.testing.OtherChannel;

/** H2's files, with each change of the data file remembered in the order in which it was made. */
public final class RecordedFile extends FilePathWrapper {
    static final String SCHEME = "recorded";

    private static final List<Change> CHANGES = new ArrayList<>();

    /**
     * One change of the file.
     *
     * @param position of the first byte, or the new size if {@code bytes} is empty
     */
    record Change(long position, byte[] bytes) {
        boolean isTruncation() {
            return bytes.length == 0;
        }

        /** The change as it is when the power fails in its midst. */
        Change torn() {
            return new Change(position, Arrays.copyOf(bytes, bytes.length / 2));
        }

        void applyTo(FileChannel file) throws IOException {
            if (isTruncation()) {
                file.truncate(position);
                return;
            }
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                file.write(rest, position + rest.position());
            }
        }
    }

    /** Makes URLs of the form {@code jdbc:h2:recorded:/folder/name} known to H2, and forgets what was recorded. */
    static void begin() {
        FilePath.register(new RecordedFile());
        synchronized (CHANGES) {
            CHANGES.clear();
        }
    }

    static List<Change> changes() {
        synchronized (CHANGES) {
            return List.copyOf(CHANGES);
        }
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel file = super.open(mode);
        return name.endsWith(".mv.db") ? new RecordedChannel(file) : file;
    }

    private static final class RecordedChannel extends OtherChannel {
        private RecordedChannel(FileChannel file) {
            super(file);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            synchronized (CHANGES) {
                byte[] bytes = new byte[from.remaining()];
                from.duplicate().get(bytes);
                int written = super.write(from, position);
                CHANGES.add(new Change(position, Arrays.copyOf(bytes, written)));
                return written;
            }
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            synchronized (CHANGES) {
                super.implTruncate(size);
                CHANGES.add(new Change(size, new byte[0]));
            }
        }
    }
}
