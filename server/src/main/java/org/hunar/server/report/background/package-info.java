/**
 * What costs as much as there are people, made by another thread for those who do not wait. It owns no tables and knows
 * nothing of what it has made; whatever of the reports does may call it.
 */
package org.hunar.server.report.background;
