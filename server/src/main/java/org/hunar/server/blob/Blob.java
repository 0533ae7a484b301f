package org.hunar.server.blob;

/**
 * A whole file.
 *
 * @param size in bytes
 * @param mime as whoever brought it first said it is
 */
record Blob(BlobHash hash, long size, String mime) {}
