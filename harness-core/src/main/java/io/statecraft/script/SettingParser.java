package io.statecraft.script;

import io.statecraft.scenario.Scenario.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code --name}, {@code --name=value}, {@code --define=NAME=VALUE}. */
final class SettingParser {
    private final Cursor cursor;
    private final DiagnosticLog log;
    private final boolean ipVersionFixed;
    private final List<Setting> settings = new ArrayList<>();
    private int ipVersion;

    SettingParser(Cursor cursor, DiagnosticLog log, ParseOptions options) {
        this.cursor = cursor;
        this.log = log;
        this.ipVersion = options.ipVersion();
        this.ipVersionFixed = options.ipVersionFixed();
    }

    /** In the order of the script; definitions have done their work and are not among them. */
    List<Setting> settings() {
        return settings;
    }

    /** 4 or 6: what the names of ICMP types mean. */
    int ipVersion() {
        return ipVersion;
    }

    void setting() {
        Token option = cursor.take();
        String name = option.text();
        int valueAt = option.end();
        Optional<String> value = Optional.empty();
        if (cursor.accept("=")) {
            valueAt = cursor.mark();
            value = Optional.of(name.equals("define") ? definition() : rawOrQuoted());
        }
        Optional<SettingName.Value> kind = SettingName.named(name);
        if (kind.isEmpty()) {
            log.add(unknown(option));
            return;
        }
        Optional<ScriptError> fault = fault(name, kind.get(), value, valueAt);
        if (fault.isPresent()) {
            log.add(fault.get());
        } else {
            take(option, value);
        }
    }

    private static ScriptError unknown(Token option) {
        String meant = SettingName.like(option.text())
                .map(name -> "did you mean `--" + name + "`?")
                .orElse(null);
        return ScriptError.at(option.start(), "there is no option `--" + option.text() + "`", meant);
    }

    private void take(Token option, Optional<String> value) {
        switch (option.text()) {
            case "define" -> define(option, value.orElseThrow());
            case "psp_udp_port" -> throw ScriptError.unsupported(option.start(), "PSP (`--psp_udp_port`)");
            case "udp_encapsulation" -> {
                if (value.equals(Optional.of("sctp"))) {
                    throw ScriptError.unsupported(option.start(), "SCTP (`--udp_encapsulation=sctp`)");
                }
                settings.add(new Setting(option.text(), value));
            }
            default -> {
                if (option.text().equals("ip_version") && !ipVersionFixed) {
                    ipVersion = value.equals(Optional.of("ipv6")) ? 6 : 4;
                }
                settings.add(new Setting(option.text(), value));
            }
        }
    }

    private void define(Token option, String definition) {
        int equals = definition.indexOf('=');
        if (equals < 1) {
            throw ScriptError.at(option.start(), "a definition is `--define=NAME=VALUE`");
        }
        cursor.definitions().define(definition.substring(0, equals), definition.substring(equals + 1));
    }

    /** {@code NAME=VALUE}, where the value may be quoted: the quotes say of what kind it is. */
    private String definition() {
        String name = cursor.run(Lexer::isWordPart).text();
        if (name.isEmpty() || !cursor.accept("=")) {
            throw ScriptError.at(cursor.end(), "a definition is `--define=NAME=VALUE`");
        }
        Token token = cursor.peek();
        return switch (token.kind()) {
            case STRING -> name + "=\"" + cursor.take().text() + "\"";
            case COMMAND -> name + "=`" + cursor.take().text() + "`";
            default -> name + "=" + expanded(raw());
        };
    }

    private String rawOrQuoted() {
        if (lineIsOver()) {
            return ""; // what stands on the next line is not the value
        }
        return cursor.at(Token.Kind.STRING) ? cursor.take().text() : expanded(raw());
    }

    /** A name that was defined before stands for its value here too. */
    private String expanded(String value) {
        return cursor.definitions().text(value).orElse(value);
    }

    private boolean lineIsOver() {
        String text = cursor.source().text();
        int at = cursor.end();
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at == text.length() || Lexer.isBlank(text.charAt(at));
    }

    /** Text up to a blank or a comment. */
    private String raw() {
        Token run = cursor.run(c -> !Lexer.isBlank(c));
        String text = run.text();
        int comment = text.indexOf("//");
        int block = text.indexOf("/*");
        int end = Math.min(comment < 0 ? text.length() : comment, block < 0 ? text.length() : block);
        cursor.moveTo(run.start() + end);
        return text.substring(0, end);
    }

    private static Optional<ScriptError> fault(
            String name, SettingName.Value kind, Optional<String> value, int offset) {
        if (kind instanceof SettingName.Value.None) {
            return value.map(unwanted -> ScriptError.at(offset, "the option `--" + name + "` has no value"));
        }
        if (value.isEmpty() || value.get().isEmpty()) {
            return Optional.of(ScriptError.at(offset, "the option `--" + name + "` needs a value: " + expected(kind)));
        }
        return isValid(kind, value.get())
                ? Optional.empty()
                : Optional.of(ScriptError.at(
                        offset, "`--" + name + "` is " + expected(kind) + ", not `" + value.get() + "`"));
    }

    private static boolean isValid(SettingName.Value kind, String value) {
        try {
            if (kind instanceof SettingName.Value.Whole whole) {
                int number = Integer.parseInt(value);
                return number >= whole.min() && number <= whole.max();
            }
            if (kind instanceof SettingName.Value.Percent) {
                double percent = Double.parseDouble(value);
                return percent >= 0 && percent <= 100;
            }
        } catch (NumberFormatException noNumber) {
            return false;
        }
        return !(kind instanceof SettingName.Value.OneOf words)
                || List.of(words.words().split(" ")).contains(value);
    }

    private static String expected(SettingName.Value kind) {
        if (kind instanceof SettingName.Value.Whole whole) {
            return whole.max() == Integer.MAX_VALUE
                    ? "a whole number from " + whole.min()
                    : "a whole number, " + whole.min() + " to " + whole.max();
        }
        if (kind instanceof SettingName.Value.Percent) {
            return "a number, 0 to 100";
        }
        return kind instanceof SettingName.Value.OneOf words
                ? "one of " + words.words().replace(" ", ", ")
                : "a text";
    }
}
