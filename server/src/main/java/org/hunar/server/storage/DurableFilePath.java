package org.hunar.server.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's files, opened so that a write returns only when the disk holds it (O_DSYNC). H2 itself never forces the disk at
 * a commit, whatever WRITE_DELAY says, and ignores ACCESS_MODE_DATA=rws; a cut of power would lose acknowledged work.
 */
public final class DurableFilePath extends FilePathWrapper {
    static final String SCHEME = "dsync";

    /** Makes URLs of the form {@code jdbc:h2:dsync:./data/hunar} known to H2; may be called again. */
    public static void register() {
        FilePath.register(new DurableFilePath());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return super.open("rw".equals(mode) ? "rwd" : mode);
    }
}
