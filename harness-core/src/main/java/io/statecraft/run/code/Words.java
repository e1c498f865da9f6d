package io.statecraft.run.code;

import java.util.LinkedHashSet;
import java.util.Set;

/** The words of a text, also of one that does not parse. */
final class Words {
    private Words() {}

    static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        int at = 0;
        while (at < text.length()) {
            int from = at;
            while (at < text.length() && Lexer.isNamePart(text.charAt(at))) {
                at++;
            }
            if (at > from && !Lexer.isDigit(text.charAt(from))) {
                words.add(text.substring(from, at));
            }
            at += at == from ? 1 : 0;
        }
        return words;
    }
}
