package io.statecraft.run.code;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The code blocks of a scenario as one program for {@code python3} (3.8 or later), for those that {@link CodeRun} does not
 * support. It holds all blocks up to then, because they share their variables; packetdrill runs its blocks in the same way.
 * Starting the process, and ending it in time, is the caller's. Confined to one thread.
 */
public final class PythonProgram {
    /** Begins the line on which the program says what failed; its fields are percent-encoded. */
    private static final String NOTE = "statecraft-code-block:";

    private static final Pattern UNDEFINED = Pattern.compile("name '(\\w+)' is not defined.*");

    private static final String HEAD = """
            import ast, sys, traceback
            from urllib.parse import quote

            FILE = 'code block'
            NAMES = {'__name__': '__main__', 'sys': sys, 'traceback': traceback}

            def place(error):
                line, column, scope = 1, None, NAMES
                step = error.__traceback__
                while step:
                    code = step.tb_frame.f_code
                    if code.co_filename == FILE:
                        line, column, scope = step.tb_lineno, None, {**step.tb_frame.f_globals, **step.tb_frame.f_locals}
                        if hasattr(code, 'co_positions'):
                            column = list(code.co_positions())[step.tb_lasti // 2][2]
                    step = step.tb_next
                return line, column, scope

            def covers(node, line, column):
                if column is None:
                    return node.lineno <= line <= node.end_lineno
                return (node.lineno, node.col_offset) <= (line, column) <= (node.end_lineno, node.end_col_offset)

            def note(block, text, error):
                line, column, scope = place(error)
                shown, names = text.split('\\n')[line - 1].strip(), []
                if isinstance(error, SyntaxError):
                    line = error.lineno or 1
                    shown, detail = text.split('\\n')[line - 1].strip(), error.msg
                else:
                    detail = str(error)
                    inside = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.stmt) and covers(n, line, column)]
                    if inside:
                        statement = inside[-1]
                        line = statement.lineno
                        head = getattr(statement, 'test', getattr(statement, 'iter', statement))
                        shown = ast.get_source_segment(text, head)
                        if isinstance(statement, ast.For):
                            shown = 'for ' + ast.get_source_segment(text, statement.target) + ' in ' + shown
                        elif head is not statement:
                            shown = type(statement).__name__.lower() + ' ' + shown
                        names = [n for n in ast.walk(head) if isinstance(n, (ast.Name, ast.Attribute))]
                fields = [block, line, type(error).__name__, detail, shown]
                for name in sorted(names, key=lambda n: (n.lineno, n.col_offset, -n.end_col_offset)):
                    base = name
                    while isinstance(base, ast.Attribute):
                        base = base.value
                    if isinstance(base, ast.Name) and base.id in scope:
                        try:
                            value = eval(ast.unparse(name), scope)
                        except Exception:
                            continue
                        # What is a function, a module, or a bare object says nothing.
                        if not callable(value) and ' object at 0x' not in repr(value) and '<module' not in repr(value):
                            fields += [ast.unparse(name), repr(value)]
                sys.stdout.flush()
                sys.stderr.write('\\n%s' + ' '.join(quote(str(f), safe='') for f in fields) + '\\n')
                sys.exit(1)

            def run(block, text, constants, snapshot):
                for name, value in constants.items():
                    NAMES.setdefault(name, value)
                NAMES.update(snapshot)
                try:
                    exec(compile(text, FILE, 'exec'), NAMES)
                except Exception as error:
                    note(block, text, error)

            """.replace("%s", NOTE);

    private final StringBuilder calls = new StringBuilder();
    private int blocks;

    /** Adds a block, with what {@link CodeRun#run} would be given. */
    public void add(CodeBlock block, Map<String, Long> snapshot, Constants constants) {
        Map<String, String> known = new LinkedHashMap<>();
        for (String name : Words.of(block.text())) {
            OptionalLong value = constants.valueOf(name);
            if (value.isPresent()) {
                known.put(name, Long.toString(value.getAsLong()));
            }
        }
        Map<String, String> fields = new LinkedHashMap<>();
        snapshot.forEach((name, value) -> fields.put(name, Long.toUnsignedString(value)));
        // packetdrill takes the blanks off as well: the first line would be indented.
        String text = CodeBlock.withoutBlanks(block.text()) + "\n\n";
        calls.append("run(").append(blocks++).append(", ").append(literal(text));
        calls.append(", ").append(dict(known)).append(", ").append(dict(fields)).append(")\n");
    }

    /** The program, in ASCII, to be given to {@code python3 -} on its standard input, or in a file. */
    public String text() {
        return HEAD + calls;
    }

    /** What a process wrote to both streams, without what is for {@link #outcome} alone. */
    public static String printed(String both) {
        return both.lines().filter(line -> !line.startsWith(NOTE)).collect(Collectors.joining("\n"));
    }

    /**
     * Reads what the process left.
     *
     * @param status its exit status
     * @param output what it wrote to its standard output
     * @param errors what it wrote to its standard error
     */
    public Outcome outcome(int status, String output, String errors) {
        if (status == 0) {
            return new Outcome(-1, new CodeResult.Passed(output));
        }
        String last = "";
        for (String line : errors.lines().toList()) {
            if (line.startsWith(NOTE)) {
                return noted(List.of(line.substring(NOTE.length()).split(" ", -1)), output, line);
            }
            last = line.isBlank() ? last : line.strip();
        }
        return foreign("python3 returned status " + status + (last.isEmpty() ? "" : ": " + last), output);
    }

    /**
     * What came of the program.
     *
     * @param block the block that failed, by its place in the order of {@link #add}, from 0; -1 if it is none of them
     * @param result of the program as a whole: {@link CodeResult.Unsupported} if the target does not show what a block asks for
     */
    public record Outcome(int block, CodeResult result) {}

    private static Outcome noted(List<String> encoded, String output, String line) {
        List<String> fields = new ArrayList<>();
        try {
            encoded.forEach(field -> fields.add(URLDecoder.decode(field, StandardCharsets.UTF_8)));
            int block = Integer.parseInt(fields.get(0));
            int at = Integer.parseInt(fields.get(1));
            Matcher undefined = UNDEFINED.matcher(fields.get(3));
            if (fields.get(2).equals("NameError")
                    && undefined.matches()
                    && SnapshotFields.contains(undefined.group(1))) {
                String reason = SnapshotFields.notShown(undefined.group(1));
                return new Outcome(block, new CodeResult.Unsupported(at, reason));
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 5; i + 1 < fields.size(); i += 2) {
                values.put(fields.get(i), Explanation.shortened(fields.get(i + 1)));
            }
            String expression = fields.get(4).replace("\\\n", " ").replaceAll("\\s*\n\\s*", " ");
            return new Outcome(
                    block, new CodeResult.Failed(at, fields.get(2), fields.get(3), expression, values, output));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // A block may write to the standard error what looks like ours.
            return foreign("python3 failed: " + line, output);
        }
    }

    private static Outcome foreign(String detail, String output) {
        return new Outcome(-1, new CodeResult.Failed(1, "SystemExit", detail, "", Map.of(), output));
    }

    private static String dict(Map<String, String> values) {
        List<String> entries = new ArrayList<>();
        values.forEach((name, value) -> entries.add(literal(name) + ": " + value));
        return "{" + String.join(", ", entries) + "}";
    }

    private static String literal(String text) {
        return Repr.ascii(Repr.quoted(text));
    }
}
