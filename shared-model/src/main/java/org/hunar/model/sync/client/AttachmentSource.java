package org.hunar.model.sync.client;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of photos and other files are. The app has them; the engine brings them to the server. */
public interface AttachmentSource {
    /**
     * The bytes of a file, from the first one.
     *
     * @param sha256 64 hex digits, as an answer names the file
     * @throws IOException if they are not there or cannot be read: the file is set aside, and somebody has to look
     */
    InputStream open(String sha256) throws IOException;
}
