/**
 * Forms as workbooks and as XForms: reads an XLSForm, says by sheet, row and column what is wrong with it, and writes the
 * XForm that phones fill in. Knows no HTTP and no database, owns no table; whoever has a workbook may call {@link
 * org.hunar.server.xlsform.XlsForm}, for an XForm made elsewhere {@link org.hunar.server.xlsform.ForeignForm}, and for an
 * instrument without either {@link org.hunar.server.xlsform.InstrumentForm}. What a workbook may hold: {@code server/docs/xlsform.md}.
 */
package org.hunar.server.xlsform;
