package org.hunar.server.openrosa;

import java.util.List;
import org.hunar.server.blob.WholeFiles;
import org.hunar.server.http.ProblemException;

/**
 * What one POST brought: the answers, always, and some of the files; closed when it was dealt with.
 *
 * @param forms the answers as they came, to the byte: one, or it is refused
 * @param incomplete whether the phone said that more of the files follow
 * @param forget deletes what waits in files of the system's
 */
record Posted(List<byte[]> forms, List<File> files, boolean incomplete, Runnable forget) implements AutoCloseable {
    /**
     * @param name by which the answers name it; no path
     * @param mime as the phone says it is
     */
    record File(String name, String mime, WholeFiles.Bytes bytes) {}

    /**
     * The answers.
     *
     * @throws ProblemException 400 if there are several: to which of them the files belong nobody could tell
     */
    byte[] xml() {
        if (forms.size() > 1) {
            throw Refusal.SEVERAL_FORMS.problem();
        }
        return forms.get(0);
    }

    @Override
    public void close() {
        forget.run();
    }
}
