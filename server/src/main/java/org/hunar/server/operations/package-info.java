/**
 * For whoever runs a server: the command {@code doctor}, which says in plain words what is wrong and what to do. A
 * {@link org.hunar.server.operations.Check} looks at one thing and changes nothing; what would keep the server from
 * starting is looked at before each start too. It owns no table and has no place in a running server.
 */
package org.hunar.server.operations;
