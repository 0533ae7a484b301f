/** The people who are trained and assessed. */
package org.hunar.model.participant;
