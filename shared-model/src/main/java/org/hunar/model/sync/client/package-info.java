/**
 * The phone's side of the sync protocol: what an app developer builds upon. A {@link
 * org.hunar.model.sync.client.Phone} captures operations and shows documents; a {@link
 * org.hunar.model.sync.client.SyncEngine} exchanges them with the server when there is a network. Both keep everything
 * in a {@link org.hunar.model.sync.client.PhoneStore} and so can be killed at any moment. The app brings the store and
 * the {@link org.hunar.model.sync.client.Transport}; a file store and an HTTP transport are here. Nothing here starts a
 * thread, sleeps, or reads a clock of its own.
 */
package org.hunar.model.sync.client;
