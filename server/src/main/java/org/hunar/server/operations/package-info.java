/**
 * For whoever runs a server. The command {@code doctor} says in plain words what is wrong and what to do: a
 * {@link org.hunar.server.operations.Check} looks at one thing and changes nothing; what would keep the server from
 * starting is looked at before each start too. A running server tells here whether it is live and ready, and what it
 * counts. It owns no table.
 */
package org.hunar.server.operations;
