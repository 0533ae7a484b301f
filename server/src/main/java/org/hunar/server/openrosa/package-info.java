/**
 * The door for phones with ODK Collect, Enketo and whatever else speaks OpenRosa: lists the forms, gives them and the
 * roster, and makes operations of what is sent, for the same intake as the native protocol. Every word of ODK in the code
 * base is here and in {@code xlsform}. Owns the tables collect_tokens, collect_installs, submissions, submission_files and
 * form_files.
 * Nobody calls it but phones and managers.
 */
package org.hunar.server.openrosa;
