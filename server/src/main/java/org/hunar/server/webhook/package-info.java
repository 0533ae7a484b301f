/**
 * Tells other systems what happens in a programme: assessments that were accepted, keys that were carried through, reports
 * that speak of other data. What is to be told is written in the transaction of what it tells of, and sent afterwards, again
 * and again until it was taken or is too old. No names. It owns the tables {@code webhooks} and {@code webhook_deliveries}.
 * How to receive them: {@code server/docs/webhooks.md}.
 */
package org.hunar.server.webhook;
