/**
 * What an assessment is worth: points by item, sub-scores by skill, the total, bands and mastery. It is pure and in
 * decimal arithmetic, so that the phone shows the very score which the server computes. It owns no tables. The server's
 * scoring and report features and the phone may call it. The rules are those of the field, said with each class.
 */
package org.hunar.model.scoring;
