/**
 * A backup: the whole of a store in one file, from one moment, whichever database it is in; and the way back. It is a ZIP
 * with a file of JSON lines for each table, each photo under its hash, and at the end a manifest with counts and hashes.
 * The tables are read from the catalogue of the database, so that none is forgotten, and none is owned here besides
 * {@code restore_progress}, which is there while a restore is under way. Nobody calls it but commands.
 */
package org.hunar.server.backup;
