package org.hunar.model.sync.client;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.hunar.model.assessment.Answer;
import org.hunar.model.json.CanonicalJson;

/** Attachments in a folder, each a file whose name is its SHA-256. */
public final class FolderAttachments implements AttachmentSource {
    private static final int BUFFER = 8192;

    private final File folder;

    /** @param folder must exist; on Android one under {@code getFilesDir()} */
    public FolderAttachments(File folder) {
        this.folder = folder;
    }

    /**
     * Keeps a file; it is safe on the disk when this returns.
     *
     * @param mime such as {@code image/jpeg}
     * @return the answer that names it; its {@code toJson()} goes under {@code answers}
     */
    public Answer.Attachment keep(InputStream bytes, String mime) throws IOException {
        File written = File.createTempFile("incoming", ".part", folder);
        MessageDigest digest = CanonicalJson.sha256();
        long size = 0;
        try (FileOutputStream out = new FileOutputStream(written)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                out.write(buffer, 0, read);
                digest.update(buffer, 0, read);
                size += read;
            }
            out.getFD().sync();
        }
        String sha256 = CanonicalJson.hex(digest.digest());
        Seal.replace(written, file(sha256));
        return new Answer.Attachment(sha256, size, mime);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return new FileInputStream(file(sha256));
    }

    /** Forgets a file, once {@link Phone#isAttachmentDue} says that the server has it; false if it was not here. */
    public boolean remove(String sha256) {
        return file(sha256).delete();
    }

    private File file(String sha256) {
        return new File(folder, sha256);
    }
}
