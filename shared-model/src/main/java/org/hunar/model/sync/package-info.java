/**
 * The sync protocol: operations in, documents out. The same set of operations gives the same document on phone and
 * server, whatever the order, number and route of deliveries ({@link org.hunar.model.sync.Fold}).
 */
package org.hunar.model.sync;
