/**
 * Keeps what the server knows, in H2 or in PostgreSQL, and is the only owner of JDBI. It opens the database, refuses
 * one that would lose acknowledged work, and brings its tables up to date. It owns no table of its own besides those of
 * Liquibase. Every feature gets the {@link org.hunar.server.storage.Database} handed in and reaches the tables by a
 * transaction of it. Only a {@code *Dao} looks at what a {@link org.hunar.server.storage.Transaction} holds.
 */
package org.hunar.server.storage;
