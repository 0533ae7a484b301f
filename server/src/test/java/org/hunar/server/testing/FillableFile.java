package org.hunar.server.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** H2's files on a disk that can be filled by a word: no write succeeds then that would make a file larger. */
public final class FillableFile extends FilePathWrapper {
    private static final String SCHEME = "fillable";
    private static final AtomicBoolean FULL = new AtomicBoolean();

    /** The URL of a database there, durable otherwise. */
    public static String durableH2(Path folder) {
        FilePath.register(new FillableFile());
        return ServerProcess.durableH2(folder).replace("dsync:", "dsync:" + SCHEME + ":");
    }

    public static void fill(boolean full) {
        FULL.set(full);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new OtherChannel(super.open(mode)) {
            @Override
            public int write(ByteBuffer from, long position) throws IOException {
                if (FULL.get() && position + from.remaining() > size()) {
                    throw new IOException("No space left on device");
                }
                return super.write(from, position);
            }
        };
    }
}
