package org.hunar.server.xlsform;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a type of question becomes in an XForm.
 *
 * @param control the element in the body; empty for what nobody sees
 * @param mediatype of an upload, or empty
 * @param bind attributes of the bind
 * @param hint shown where the workbook has none, or empty
 */
record QuestionType(String control, String mediatype, Map<String, String> bind, String hint) {
    private static final Map<String, QuestionType> ALL = new HashMap<>();

    static {
        input("string", "text", "string", "q string", "add text prompt");
        input("int", "integer", "int", "q int", "add integer prompt");
        input("decimal", "decimal", "q decimal", "add decimal prompt");
        input("date", "date", "q date", "add date prompt");
        input("time", "time");
        input("dateTime", "datetime", "dateTime", "date time", "q date time", "q dateTime");
        input("dateTime", "add date time prompt", "add dateTime prompt");
        input("geopoint", "geopoint", "location", "q geopoint", "q location", "add location prompt", "gps");
        input("geotrace", "geotrace");
        input("geoshape", "geoshape");
        input("barcode", "barcode", "q barcode", "add barcode prompt");
        all(
                new QuestionType("input", "", bind("readonly", "true()", "type", "string"), ""),
                "note",
                "q note",
                "add note prompt");
        all(control("trigger", "string"), "acknowledge", "q acknowledge", "add acknowledge prompt", "trigger");
        all(control("range", "int"), "range");
        all(control("select1", "string"), "select one");
        all(control("select", "string"), "select all that apply");
        all(control("odk:rank", "odk:rank"), "rank");
        upload("image/*", "photo", "q picture", "q image");
        upload("audio/*", "audio", "q audio");
        upload("video/*", "video", "q video");
        upload("application/*", "file");
        hidden("string", "calculate", "q calculate", "add calculate prompt", "hidden");
        hidden("geopoint", "start-geopoint", "background-geopoint");
        hidden("binary", "background-audio", "audit");
        preload("dateTime", "timestamp", "start", "start", "start time", "get start time");
        preload("dateTime", "timestamp", "end", "end", "end time", "get end time");
        preload("date", "date", "today", "today", "get today");
        property("deviceid", "deviceid", "device id", "get device id");
        property("phonenumber", "phonenumber", "get phone number");
        property("simserial", "simserial", "sim id", "get sim id");
        property("subscriberid", "subscriberid", "subscriber id", "get subscriber id");
        for (String each : List.of("username", "email", "uri:deviceid", "uri:phonenumber", "uri:simserial")) {
            property(each, each);
        }
        for (String each : List.of("uri:subscriberid", "uri:username", "uri:email")) {
            property(each, each);
        }
        limited("string", "regex(., '^\\d*$')", "Enter numbers only.", "phone number");
        limited("int", "0 <= . and . <= 100", "", "percentage");
        limited("int", "0 <= . and . <= 31", "Enter a number 0-31.", "number of days in last month");
        limited("int", "0 <= . and . <= 183", "Enter a number 0-183.", "number of days in last six months");
        limited("int", "0 <= . and . <= 365", "Enter a number 0-365.", "number of days in last year");
    }

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "imei", "deviceid",
            "image", "photo",
            "add image prompt", "photo",
            "add photo prompt", "photo",
            "add audio prompt", "audio",
            "add video prompt", "video",
            "add file prompt", "file");

    /** The name under which the type is treated here: {@code image} and {@code add image prompt} are {@code photo}. */
    static String canonical(String type) {
        return OTHER_NAMES.getOrDefault(type, type);
    }

    static Optional<QuestionType> find(String canonical) {
        return Optional.ofNullable(ALL.get(canonical));
    }

    boolean isVisible() {
        return !control.isEmpty();
    }

    private static void all(QuestionType type, String... names) {
        for (String name : names) {
            ALL.put(name, type);
        }
    }

    private static QuestionType control(String control, String type) {
        return new QuestionType(control, "", bind("type", type), "");
    }

    private static void input(String type, String... names) {
        all(control("input", type), names);
    }

    private static void hidden(String type, String... names) {
        all(control("", type), names);
    }

    private static void upload(String mediatype, String... names) {
        all(new QuestionType("upload", mediatype, bind("type", "binary"), ""), names);
    }

    private static void limited(String type, String constraint, String hint, String name) {
        all(new QuestionType("input", "", bind("type", type, "constraint", constraint), hint), name);
    }

    private static void preload(String type, String preload, String parameter, String... names) {
        all(
                new QuestionType("", "", bind("jr:preload", preload, "type", type, "jr:preloadParams", parameter), ""),
                names);
    }

    private static void property(String property, String... names) {
        preload("string", "property", property, names);
    }

    private static Map<String, String> bind(String... pairs) {
        Map<String, String> bind = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            bind.put(pairs[i], pairs[i + 1]);
        }
        return bind;
    }
}
