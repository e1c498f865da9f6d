package io.statecraft.run.code;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The methods of strings that cut them into pieces. */
final class TextSplitting {
    private TextSplitting() {}

    /** {@code split} and {@code rsplit}. */
    static Value split(String text, Arguments arguments, boolean fromRight, Budget budget) {
        String name = fromRight ? "rsplit" : "split";
        arguments.expect(name, 0, 2, Set.of("sep", "maxsplit"));
        Value separator = arguments.named().getOrDefault("sep", arguments.at(0, Value.None.NONE));
        BigInteger most =
                NumberFunctions.index(arguments.named().getOrDefault("maxsplit", arguments.at(1, Value.of(-1))));
        int limit = most.signum() < 0 || most.bitLength() > 31 ? Integer.MAX_VALUE : most.intValue();
        if (separator instanceof Value.None) {
            return texts(fromRight ? wordsFromRight(text, limit) : words(text, limit), budget);
        }
        if (!(separator instanceof Value.Text at)) {
            throw PythonError.type("must be str or None, not " + separator.type());
        }
        if (at.text().isEmpty()) {
            throw PythonError.value("empty separator");
        }
        budget.spendOnSearch(text.length(), at.text().length());
        return texts(fromRight ? piecesFromRight(text, at.text(), limit) : pieces(text, at.text(), limit), budget);
    }

    static Value lines(String text, Arguments arguments, Budget budget) {
        if (arguments.expect("splitlines", 0, 1).count() > 0) {
            throw new UnsupportedCode("splitlines() that keeps the ends");
        }
        return texts(text.lines().toList(), budget);
    }

    /** {@code partition} and {@code rpartition}. */
    static Value partition(String text, Arguments arguments, boolean fromRight, Budget budget) {
        Value separator = arguments.expect("str.partition", 1, 1).at(0);
        if (!(separator instanceof Value.Text part)) {
            throw PythonError.type("must be str, not " + separator.type());
        }
        if (part.text().isEmpty()) {
            throw PythonError.value("empty separator");
        }
        budget.spendOnSearch(text.length(), part.text().length());
        int at = fromRight ? text.lastIndexOf(part.text()) : text.indexOf(part.text());
        Value nothing = new Value.Text("");
        if (at < 0) {
            Value all = new Value.Text(text);
            return new Value.Tuple(fromRight ? List.of(nothing, nothing, all) : List.of(all, nothing, nothing));
        }
        Value after = new Value.Text(text.substring(at + part.text().length()));
        return new Value.Tuple(List.of(new Value.Text(text.substring(0, at)), part, after));
    }

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    private static List<String> words(String text, int limit) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < text.length() && isSpace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return words;
            }
            if (words.size() == limit) {
                words.add(text.substring(at));
                return words;
            }
            int from = at;
            while (at < text.length() && !isSpace(text.charAt(at))) {
                at++;
            }
            words.add(text.substring(from, at));
        }
    }

    private static List<String> wordsFromRight(String text, int limit) {
        List<String> words = new ArrayList<>();
        int end = beforeSpace(text, text.length());
        while (end > 0 && words.size() < limit) {
            int from = end;
            while (from > 0 && !isSpace(text.charAt(from - 1))) {
                from--;
            }
            words.add(text.substring(from, end));
            end = beforeSpace(text, from);
        }
        int from = 0;
        while (from < end && isSpace(text.charAt(from))) {
            from++;
        }
        if (from < end) {
            words.add(text.substring(from, end));
        }
        Collections.reverse(words);
        return words;
    }

    /** Where the blanks before {@code end} begin. */
    private static int beforeSpace(String text, int end) {
        int at = end;
        while (at > 0 && isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static List<String> pieces(String text, String separator, int limit) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        int at = text.indexOf(separator);
        while (at >= 0 && pieces.size() < limit) {
            pieces.add(text.substring(from, at));
            from = at + separator.length();
            at = text.indexOf(separator, from);
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    private static List<String> piecesFromRight(String text, String separator, int limit) {
        List<String> pieces = new ArrayList<>();
        int to = text.length();
        int at = text.lastIndexOf(separator);
        while (at >= 0 && pieces.size() < limit) {
            pieces.add(text.substring(at + separator.length(), to));
            to = at;
            at = at - separator.length() < 0 ? -1 : text.lastIndexOf(separator, at - separator.length());
        }
        pieces.add(text.substring(0, to));
        Collections.reverse(pieces);
        return pieces;
    }

    private static Value texts(List<String> pieces, Budget budget) {
        budget.spend(pieces.size());
        return new Value.Items(pieces.stream().map(Value.Text::new).toList());
    }
}
