package org.hunar.server.xlsform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for an expression is what JavaRosa, the engine of ODK Collect, can compute. */
class ExpressionsTest {
    private static final List<String> CALLS = List.of(
            "true()",
            "false()",
            "pi()",
            "today()",
            "now()",
            "random()",
            "version()",
            "current()/../a",
            "position(..)",
            "string-length()",
            "string-length(${a})",
            "normalize-space(${a})",
            "uuid()",
            "uuid(8)",
            "boolean(1)",
            "number('1')",
            "int(1.5)",
            "string(1)",
            "date('2026-01-01')",
            "decimal-date-time('2026-01-01')",
            "not(true())",
            "boolean-from-string('1')",
            "abs(1) + acos(1) + asin(1) + atan(1) + cos(1) + exp(1) + exp10(1) + log(1) + log10(1) + sin(1) + sqrt(1)",
            "tan(1) + atan2(1, 1) + pow(2, 2) + round(1.5) + round(1.55, 1)",
            "count(${round}) + count-non-empty(${round}) + count-selected(${a}) + sum(${number})",
            "once(1)",
            "property('deviceid')",
            "area(${g}) + enclosed-area(${g})",
            "base64-decode('YQ==')",
            "digest(${a}, 'MD5')",
            "digest(${a}, 'MD5', 'hex')",
            "extract-signed('a', 'b')",
            "coalesce(${a}, 1)",
            "format-date(today(), '%Y')",
            "format-date-time(now(), '%H')",
            "selected(${a}, 'x') or is-selected(${a}, 'x')",
            "selected-at(${a}, 0)",
            "concat(substring-before('ab', 'b'), substring-after('ab', 'a'), substr('abc', 1), substr('abc', 1, 2))",
            "contains('a', 'a') and starts-with('a', 'a') and ends-with('a', 'a') and regex('a', 'a')",
            "translate('a', 'a', 'b')",
            "jr:choice-name(${one}, '${one}')",
            "if(${a} = '', 1, 2) div 2 mod 3",
            "indexed-repeat(${number}, ${round}, 1)",
            "concat() = '' or max() = min(1, 2) or join(' ', 'a', 'b') = ''",
            "depend(1)",
            "checklist(1, 2, true()) or weighted-checklist(1, 2, true(), 1)",
            "distance(${g})",
            "pulldata('towns', 'name', 'key', ${a})",
            "instance('yn')/root/item[name = ${one}]/label");

    @TempDir
    private Path files;

    @Test
    void aPhoneOpensAFormThatCallsEverythingWeLetThrough() throws UnreadableWorkbookException {
        List<String> survey = new ArrayList<>(List.of(
                "type | name | label | calculation",
                "text | a | A",
                "select_one yn | one | One",
                "geoshape | g | Shape",
                "begin_repeat | round | Round",
                "integer | number | Number",
                "end_repeat"));
        CALLS.forEach(call -> survey.add("calculate | c" + survey.size() + " | | " + call));
        XlsForm form = XlsForm.read(
                new WorkbookMaker()
                        .sheet("survey", survey.toArray(String[]::new))
                        .sheet("choices", "list_name | name | label", "yn | yes | Yes")
                        .bytes(),
                "calls");

        assertThat(form.converts()).as("%s", form.findings()).isTrue();
        assertThat(JavaRosaPhone.open(form.toXForm(), files).xml()).contains("<c8>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "foobar(1) | phones know no function foobar",
                "floor(1.5) | phones know no function floor",
                "concat('a', Today()) | phones know no function Today",
                "assess:points(1) | phones know no function assess:points",
                "if(1, 2) | the function if takes 3 arguments, not 2",
                "selected(/data/a) | the function selected takes 2 arguments, not 1",
                "today(1) | the function today takes no arguments, not 1",
                "round(1, 2, 3) | the function round takes 1 to 2 arguments, not 3",
                "(not((1), 'a,b') or true()) | the function not takes 1 argument, not 2",
                "instance('l')/root/item[foobar(name)]/label | phones know no function foobar",
                "concat('a' | the expression cannot be read"
            })
    void whatNoPhoneKnowsIsSaid(String expression, String why) {
        assertThat(new Expressions().fault(expression))
                .hasValueSatisfying(fault -> assertThat(fault).startsWith(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'foobar(1)' = \"if(1)\"",
                "3 mod (2) and (1) or (2) div (1)",
                "concat('(', ')', ',')",
                "if(selected(., 'a,b'), '[', \")\")",
                "count(/data/round[position() = 1]/text())"
            })
    void aBracketOrACommaInQuotesIsNone(String expression) {
        assertThat(new Expressions().fault(expression)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/data/a + 1 | /data/a",
                ". > 3 and ../c = 'x' | /data/g/b /data/g/c",
                "../../a div ../c mod 2 | /data/a /data/g/c",
                "current()/../c | /data/g/c",
                "/data/orx:meta/@x | /data/meta/@x",
                "/data/r[position() = position(current()/..) - 1]/x | /data/g /data/r/x",
                "/data/r[x = /data/a] | /data/a /data/r",
                "instance('l')/root/item[name = /data/a and kind = current()/../c]/label | /data/a /data/g/c",
                "count(/data/r) + .5 + 2.5 | /data/r",
                "div | /data/g/b/div"
            })
    void theAnswersThatAnExpressionLooksAtAreKnown(String expression, String paths) {
        assertThat(AnswerPaths.of(expression, "/data/g/b")).containsExactlyInAnyOrder(paths.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'/data/a'",
                "instance('__last-saved')/data/a",
                "/data/r/../a",
                "today() - 3",
                "self::node()",
                "instance('l')/root/item[name]/label"
            })
    void otherPathsAreNoAnswers(String expression) {
        assertThat(AnswerPaths.of(expression, "/data/g/b")).isEmpty();
    }
}
