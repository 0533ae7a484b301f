/**
 * Files that answers name, such as photos: uploads that go on after any cut (tus 1.0.0), and blobs, whole files by the
 * SHA-256 of their bytes, each once. {@link org.hunar.server.blob.Blobs} is what other features call: a push says which
 * files its operations name. Owns the tables blobs, blob_references and uploads, and, if bytes are kept in the database,
 * blob_chunks and blob_contents.
 */
package org.hunar.server.blob;
