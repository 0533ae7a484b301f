package org.hunar.server.xlsform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes workbooks as spreadsheet programs do, and as nobody should: a sheet is lines of cells between bars. */
public final class WorkbookMaker {
    private static final String SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    /**
     * Adds a sheet.
     *
     * @param lines {@code type | name | label}; a cell {@code =A1} is a formula without its result
     */
    public WorkbookMaker sheet(String name, String... lines) {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < lines.length; row++) {
            rows.append("<row r=\"").append(row + 1).append("\">");
            String[] cells = lines[row].split("\\|", -1);
            for (int column = 0; column < cells.length; column++) {
                String text = cells[column].trim();
                if (!text.isEmpty()) {
                    rows.append(cell(new Place(name, row + 1, column + 1).letters() + (row + 1), text));
                }
            }
            rows.append("</row>");
        }
        sheets.put(name, rows.toString());
        return this;
    }

    /** Adds a part of one's own, or another content for one that is there. */
    public WorkbookMaker part(String name, byte[] content) {
        parts.put(name, content);
        return this;
    }

    private static String cell(String place, String text) {
        if (text.startsWith("=")) {
            return "<c r=\"" + place + "\"><f>" + escaped(text.substring(1)) + "</f></c>";
        }
        if (text.matches("-?\\d+(\\.\\d+)?")) {
            return "<c r=\"" + place + "\"><v>" + text + "</v></c>";
        }
        return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(text)
                + "</t></is></c>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    public byte[] bytes() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(
                "_rels/.rels",
                utf8("<Relationships xmlns=\"" + PACKAGE + "\"><Relationship Id=\"r1\" Type=\"" + OFFICE
                        + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
        all.put("[Content_Types].xml", utf8(contentTypes()));
        List<String> names = new ArrayList<>(sheets.keySet());
        StringBuilder list = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        for (int i = 1; i <= names.size(); i++) {
            list.append("<sheet name=\"" + names.get(i - 1) + "\" sheetId=\"" + i + "\" r:id=\"r" + i + "\"/>");
            relations.append("<Relationship Id=\"r" + i + "\" Type=\"" + OFFICE
                    + "/worksheet\" Target=\"worksheets/sheet" + i + ".xml\"/>");
            all.put(
                    "xl/worksheets/sheet" + i + ".xml",
                    utf8("<worksheet xmlns=\"" + SPREADSHEET + "\"><sheetData>" + sheets.get(names.get(i - 1))
                            + "</sheetData></worksheet>"));
        }
        all.put(
                "xl/workbook.xml",
                utf8("<workbook xmlns=\"" + SPREADSHEET + "\" xmlns:r=\"" + OFFICE + "\"><sheets>" + list
                        + "</sheets></workbook>"));
        all.put(
                "xl/_rels/workbook.xml.rels",
                utf8("<Relationships xmlns=\"" + PACKAGE + "\">" + relations + "</Relationships>"));
        all.putAll(parts);
        return zip(all);
    }

    private String contentTypes() {
        StringBuilder types =
                new StringBuilder("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
                        + ".spreadsheetml.sheet.main+xml\"/>");
        for (int i = 1; i <= sheets.size(); i++) {
            types.append("<Override PartName=\"/xl/worksheets/sheet" + i + ".xml\" ContentType=\"application/"
                    + "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>");
        }
        return types.append("</Types>").toString();
    }

    private static byte[] utf8(String xml) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> parts) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
            zip.finish();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
