package org.hunar.model.sync;

/**
 * How far an upload has come, by the server's word.
 *
 * @param id of the upload, what follows {@code /uploads/} in its location
 * @param offset bytes that are safe at the server; the size of the file when it is complete
 */
public record UploadAnswer(String id, long offset) {}
