package org.hunar.server.odata.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hunar.model.problem.InvalidException;

/** Reads what stands in the brackets of {@code participants('…')} or {@code answers(assessment_id='…',item='…')}. */
public final class KeyParser {
    private final List<Property> key;
    private final Lexer lexer;
    private final Map<Property, String> values = new LinkedHashMap<>();
    private Token token;

    private KeyParser(String text, List<Property> key) {
        this.key = key;
        this.lexer = new Lexer("/table", text);
        this.token = lexer.next();
    }

    /**
     * @param key of which each one is a text
     * @return the values of all of them
     * @throws InvalidException naming the first character that cannot stand where it stands
     */
    public static Map<Property, String> parse(String text, List<Property> key) {
        KeyParser parser = new KeyParser(text, key);
        if (key.size() == 1 && parser.token.type() == Token.Type.TEXT) {
            parser.values.put(key.get(0), parser.take(Token.Type.TEXT).value().toString());
        } else {
            parser.pairs();
        }
        parser.take(Token.Type.END);
        return parser.values;
    }

    private void pairs() {
        pair();
        while (values.size() < key.size()) {
            take(Token.Type.COMMA);
            pair();
        }
    }

    private void pair() {
        Token name = token;
        Optional<Property> part =
                key.stream().filter(each -> token.is(each.name())).findFirst();
        if (part.isEmpty() || values.containsKey(part.get())) {
            throw refusal(name);
        }
        take(Token.Type.NAME);
        take(Token.Type.EQUALS);
        values.put(part.get(), take(Token.Type.TEXT).value().toString());
    }

    private Token take(Token.Type type) {
        Token taken = token;
        if (taken.type() != type) {
            throw refusal(taken);
        }
        token = type == Token.Type.END ? taken : lexer.next();
        return taken;
    }

    private InvalidException refusal(Token found) {
        String form = key.size() == 1
                ? "'…'"
                : key.stream().map(each -> each.name() + "='…'").collect(Collectors.joining(","));
        return lexer.refusal(found.at(), "in the brackets " + form + " is expected; " + found + " is not of it");
    }
}
