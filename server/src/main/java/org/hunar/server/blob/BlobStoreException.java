package org.hunar.server.blob;

import java.io.IOException;

/** The disk did not do what it was asked to, perhaps because it is full. Nothing is counted as received. */
public final class BlobStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BlobStoreException(IOException cause) {
        super("the directory of blobs cannot be used", cause);
    }
}
