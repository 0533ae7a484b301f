/** Programmes, their cohorts and the skills that they train. */
package org.hunar.model.programme;
