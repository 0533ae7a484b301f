/**
 * What managers do with what trainers captured: they approve it, send it back, declare it void, and decide the cases
 * that people who worked apart leave behind (sync protocol §5); and they merge people who are on the roster twice. Each
 * deed is an operation of the log, made through {@link org.hunar.server.sync.ManagerOperations}. Which cases are open follows from the operations: {@code sync} finds
 * them in the transaction of each push and tells {@link org.hunar.server.review.Cases}, the owner of the table
 * {@code cases}. Only managers of the programme may call.
 */
package org.hunar.server.review;
