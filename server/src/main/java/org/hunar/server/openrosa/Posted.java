package org.hunar.server.openrosa;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.hunar.server.blob.WholeFiles;

/**
 * What one POST brought: the answers, always, and some of the files; closed when it was dealt with.
 *
 * @param xml as it came, to the byte
 * @param incomplete whether the phone said that more of the files follow
 * @param forget deletes what waits in files of the system's
 */
record Posted(byte[] xml, List<File> files, boolean incomplete, Runnable forget) implements AutoCloseable {
    /**
     * @param name by which the answers name it; no path
     * @param mime as the phone says it is
     */
    record File(String name, String mime, WholeFiles.Bytes bytes) {
        boolean isEmpty() {
            try (InputStream in = bytes.open()) {
                return in.read() < 0;
            } catch (IOException e) {
                return true;
            }
        }
    }

    @Override
    public void close() {
        forget.run();
    }
}
