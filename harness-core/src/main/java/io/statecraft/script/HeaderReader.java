package io.statecraft.script;

import io.statecraft.scenario.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;

/** Reads what a script's leading comments say of it. A licence is not a title. */
final class HeaderReader {
    /** A title is a sentence or two; what is longer is an essay. */
    private static final int LONGEST_TITLE = 2000;

    private static final String BETWEEN_WORDS = " \t\r,";

    private final StringBuilder title = new StringBuilder();
    private final List<String> block = new ArrayList<>();
    private final List<String> verifies = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> needs = new ArrayList<>();
    private String id;

    private HeaderReader() {}

    static Header read(String text) {
        HeaderReader reader = new HeaderReader();
        reader.comments(text);
        reader.endBlock();
        return new Header(
                reader.title.toString(), Optional.ofNullable(reader.id), reader.verifies, reader.tags, reader.needs);
    }

    private void comments(String text) {
        int lineFeeds = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Lexer.isBlank(c)) {
                lineFeeds += c == '\n' ? 1 : 0;
                i++;
                if (lineFeeds == 2) { // an empty line between two comments
                    endBlock();
                }
            } else if (text.startsWith("//", i)) {
                int end = text.indexOf('\n', i);
                end = end < 0 ? text.length() : end;
                line(text.substring(i + 2, end));
                i = end;
                lineFeeds = 0;
            } else if (text.startsWith("/*", i) && text.indexOf("*/", i + 2) >= 0) {
                int end = text.indexOf("*/", i + 2);
                text.substring(i + 2, end).lines().forEach(this::lineOfBlockComment);
                i = end + 2;
                lineFeeds = 0;
            } else if (i == 0 && text.startsWith("#!")) {
                int end = text.indexOf('\n');
                i = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    private void lineOfBlockComment(String line) {
        String stripped = line.strip();
        line(stripped.startsWith("*") ? stripped.substring(1) : stripped);
    }

    private void line(String line) {
        StringTokenizer words = new StringTokenizer(line, BETWEEN_WORDS);
        if (!words.hasMoreTokens()) {
            return;
        }
        String first = words.nextToken();
        if (keyOf(first) == null) {
            block.add(line.strip());
            return;
        }
        String key = null;
        for (String word = first; word != null; word = words.hasMoreTokens() ? words.nextToken() : null) {
            String nextKey = keyOf(word);
            String value = nextKey == null ? word : word.substring(nextKey.length() + 1);
            key = nextKey == null ? key : nextKey;
            if (!value.isEmpty()) {
                take(key, value);
            }
        }
    }

    /** Whether a comment line that begins with {@code word} is one of pairs. */
    static boolean isPair(String word) {
        StringTokenizer words = new StringTokenizer(word, BETWEEN_WORDS);
        return words.hasMoreTokens() && keyOf(words.nextToken()) != null;
    }

    /** The key with which a word begins: {@code id:}, or {@code id:close/passive}; else null. */
    private static String keyOf(String word) {
        int colon = word.indexOf(':');
        if (colon < 0) {
            return null;
        }
        return switch (word.substring(0, colon)) {
            case "id", "verifies", "tags", "needs" -> word.substring(0, colon);
            default -> null;
        };
    }

    private void take(String key, String value) {
        switch (key) {
            case "id" -> id = id == null ? value : id;
            case "verifies" -> verifies.add(value);
            case "tags" -> tags.add(value);
            default -> needs.add(value);
        }
    }

    /** At an empty line or the end: what was collected goes to the title, unless it is legal text. */
    private void endBlock() {
        boolean licence = block.stream()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .anyMatch(line -> line.contains("redistribution and use") || line.contains("without warrant"));
        for (String line : block) {
            boolean legal = licence || line.contains("SPDX-License-Identifier") || line.contains("Copyright");
            if (!legal && title.length() < LONGEST_TITLE) {
                StringTokenizer words = new StringTokenizer(line);
                while (words.hasMoreTokens()) {
                    title.append(title.isEmpty() ? "" : " ").append(words.nextToken());
                }
            }
        }
        block.clear();
    }
}
