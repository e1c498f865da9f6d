package io.statecraft.target.embedded.shell;

/** Text that the embedded target cannot read as command lines. The message is the text. */
public final class ShellSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ShellSyntaxException(String text) {
        super(text);
    }

    ShellSyntaxException(String text, Throwable cause) {
        super(text, cause);
    }
}
