/**
 * The tables that managers take away as a feed by OData 4.0, from which Excel and Power BI refresh by themselves. Its rows are
 * those of {@code export}, read there and nowhere else; here they are chosen, put in order and cut into pages. It owns no
 * tables; nothing below it may call it. How people connect: {@code server/docs/exports.md}; why it is as it is:
 * {@code server/docs/decisions/0029-odata-of-our-own.md}.
 */
package org.hunar.server.odata;
