/**
 * The pairing desk: the people of a programme who lack one half of the pair from which a gain is computed, those for whom
 * it is not plain which attempts count, and those who are likely one person. Each row says why, in words that tell a
 * manager what to do. Who is on which list stands in the kept state of the report; here it is explained. It owns no tables
 * and writes nothing.
 */
package org.hunar.server.report.pairing;
