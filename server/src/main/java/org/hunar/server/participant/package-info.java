/**
 * The roster: who is trained, in which cohort.
 *
 * <p>Owns the table {@code participants}, whose rows are documents that {@code sync} derives from operations and stores
 * through {@link org.hunar.server.participant.Participants}. A roster that a manager or trainer uploads becomes operations
 * like any other, through the {@link org.hunar.server.participant.RosterIntake} that is handed in. Whoever may see a
 * cohort reads its people; a viewer sees no names. The same roster uploaded twice doubles nobody: rows are matched by id,
 * by number, or by their whole content.
 */
package org.hunar.server.participant;
