package io.statecraft.target.embedded.shell;

import io.statecraft.target.Target.CommandOutcome;
import io.statecraft.target.Target.CommandOutcome.Done;
import io.statecraft.target.Target.CommandOutcome.Refused;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code grep}, on what the command before it in a pipeline has written. */
public final class Grep {
    private static final String OPERATORS = "(){}+?|";

    private boolean count;
    private boolean inverted;
    private boolean quiet;
    private boolean literal;
    private boolean extended;
    private int flags;

    private Grep() {}

    /** The lines that the last of {@code words} matches; status 1 without one, as {@code grep} has it. */
    public static CommandOutcome run(List<String> words, Optional<String> input) {
        Grep grep = new Grep();
        int at = 1;
        while (at < words.size() && words.get(at).startsWith("-")) {
            if (!words.get(at).substring(1).chars().allMatch(grep::option)) {
                return unknown(words);
            }
            at++;
        }
        if (at != words.size() - 1 || input.isEmpty()) {
            return unknown(words);
        }
        try {
            return grep.search(grep.pattern(words.get(at)), input.get().lines().toList());
        } catch (PatternSyntaxException e) {
            return unknown(words);
        }
    }

    private static Refused unknown(List<String> words) {
        return new Refused(
                "the embedded target has no shell, and does not know the command: " + String.join(" ", words));
    }

    private boolean option(int option) {
        switch (option) {
            case 'c' -> count = true;
            case 'v' -> inverted = true;
            case 'q' -> quiet = true;
            case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
            case 'E' -> extended = true;
            case 'F' -> literal = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private CommandOutcome search(Pattern pattern, List<String> lines) {
        List<String> found = lines.stream()
                .filter(line -> pattern.matcher(line).find() != inverted)
                .toList();
        String output;
        if (quiet) {
            output = "";
        } else if (count) {
            output = found.size() + "\n";
        } else {
            output = found.isEmpty() ? "" : String.join("\n", found) + "\n";
        }
        return new Done(found.isEmpty() ? 1 : 0, output);
    }

    /** @throws PatternSyntaxException if it is more than this reader knows */
    private Pattern pattern(String text) {
        return literal ? Pattern.compile(text, flags | Pattern.LITERAL) : Pattern.compile(java(text), flags);
    }

    /** POSIX's pattern in Java's words: in a basic one, {@code ( ) { } + ? |} are operators only after a backslash. */
    private String java(String text) {
        StringBuilder java = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '[') {
                at = bracket(text, at, java);
            } else if (next == '\\') {
                if (at + 1 == text.length()) {
                    throw new PatternSyntaxException("a backslash at the end", text, at);
                }
                char escaped = text.charAt(at + 1);
                if (Character.isLetterOrDigit(escaped)) {
                    throw new PatternSyntaxException("not POSIX's", text, at);
                }
                boolean operates = !extended && OPERATORS.indexOf(escaped) >= 0;
                java.append(operates ? "" : "\\").append(escaped);
                at += 2;
            } else {
                boolean stands = !extended && OPERATORS.indexOf(next) >= 0;
                java.append(stands ? "\\" : "").append(next);
                at++;
            }
        }
        return java.toString();
    }

    /** A bracket expression, in which only {@code ]} after the first place, a range and a class mean something. */
    private static int bracket(String text, int from, StringBuilder java) {
        int at = from + 1;
        java.append('[');
        if (text.startsWith("^", at)) {
            java.append('^');
            at++;
        }
        int first = at;
        while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
            int end = text.startsWith("[:", at) ? text.indexOf(":]", at) : -1;
            if (end > 0) {
                String name = text.substring(at + 2, end);
                java.append("\\p{")
                        .append(name.isEmpty() ? "" : Character.toUpperCase(name.charAt(0)) + name.substring(1))
                        .append('}');
                at = end + 2;
            } else {
                char next = text.charAt(at);
                java.append(next == '-' || Character.isLetterOrDigit(next) ? "" : "\\")
                        .append(next);
                at++;
            }
        }
        if (at == text.length()) {
            throw new PatternSyntaxException("a bracket that is not closed", text, from);
        }
        java.append(']');
        return at + 1;
    }
}
