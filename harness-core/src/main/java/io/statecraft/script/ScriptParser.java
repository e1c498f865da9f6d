package io.statecraft.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Parses the scenario language. Nothing that a script contains makes it throw: what is wrong with the text is in the
 * diagnostics.
 */
public final class ScriptParser {
    private ScriptParser() {}

    /** Parses a file; that it cannot be read is a diagnostic too. */
    public static Parsed parse(Path file, ParseOptions options) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            return failed(name, "is a folder, not a script", null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(name, in.readNBytes(options.sizeLimit() + 1), options);
        } catch (NoSuchFileException missing) {
            return failed(name, "there is no such file", "check the path; it is relative to the working directory");
        } catch (IOException unreadable) {
            return failed(name, "the file cannot be read: " + unreadable.getMessage(), null);
        }
    }

    /** Parses the bytes of a script: UTF-8 or, if they are not valid UTF-8, ISO 8859-1. */
    public static Parsed parse(String source, byte[] bytes, ParseOptions options) {
        if (bytes.length > options.sizeLimit()) {
            return tooLarge(source, options);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return parseText(source, text, options);
    }

    /** Parses the text of a script. */
    public static Parsed parse(String source, String text, ParseOptions options) {
        // A character has at least one byte, so this never refuses what the bytes would not.
        return text.length() > options.sizeLimit() ? tooLarge(source, options) : parseText(source, text, options);
    }

    private static Parsed parseText(String name, String original, ParseOptions options) {
        String text = original.startsWith("\ufeff") ? original.substring(1) : original;
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            return failed(name, "this is a binary file, not a script: it has a zero byte at offset " + nul, null);
        }
        if (text.isBlank()) {
            return failed(
                    name,
                    "the script is empty",
                    "a script has at least one statement, such as `0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3`");
        }
        Source source = new Source(name, text.replace("\r\n", "\n"));
        DiagnosticLog log = new DiagnosticLog(source);
        Definitions definitions = new Definitions(options.defines(), options.conditions());
        Cursor cursor = new Cursor(new Lexer(source, definitions, log), definitions);
        return new StatementParser(cursor, log, options).parse();
    }

    private static Parsed tooLarge(String name, ParseOptions options) {
        return failed(
                name,
                "the script is larger than the limit of " + options.sizeLimit() + " bytes",
                "split it, or raise the limit");
    }

    private static Parsed failed(String name, String message, String remedy) {
        return Parsed.failed(Diagnostic.ofWhole(name, message, remedy));
    }
}
