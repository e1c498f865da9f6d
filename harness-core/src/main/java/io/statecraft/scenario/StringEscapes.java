package io.statecraft.scenario;

import io.statecraft.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The escapes of strings: {@code \n \r \t \f \v \\ \"} and {@code \xHH}. */
final class StringEscapes {
    private StringEscapes() {}

    static Optional<String> fault(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '\\') {
                int length = lengthOfEscape(raw, i);
                if (length == 0) {
                    String shown = raw.substring(i, Math.min(i + 2, raw.length()));
                    return Optional.of("`" + shown + "` is not an escape");
                }
                i += length - 1;
            }
        }
        return Optional.empty();
    }

    static Bytes resolve(String raw) {
        fault(raw).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int plain = 0;
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '\\') {
                bytes.writeBytes(raw.substring(plain, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(value(raw, i));
                i += lengthOfEscape(raw, i) - 1;
                plain = i + 1;
            }
        }
        bytes.writeBytes(raw.substring(plain).getBytes(StandardCharsets.UTF_8));
        return Bytes.of(bytes.toByteArray());
    }

    /** The characters of the escape at {@code at}, or 0 if it is none. */
    private static int lengthOfEscape(String raw, int at) {
        char kind = at + 1 < raw.length() ? raw.charAt(at + 1) : 0;
        if (kind == 'x') {
            boolean digits = at + 3 < raw.length()
                    && Character.digit(raw.charAt(at + 2), 16) >= 0
                    && Character.digit(raw.charAt(at + 3), 16) >= 0;
            return digits ? 4 : 0;
        }
        return kind != 0 && "nrtfv\\\"".indexOf(kind) >= 0 ? 2 : 0;
    }

    private static int value(String raw, int at) {
        return switch (raw.charAt(at + 1)) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'f' -> '\f';
            case 'v' -> 0x0b;
            case 'x' -> Integer.parseInt(raw.substring(at + 2, at + 4), 16);
            default -> raw.charAt(at + 1);
        };
    }
}
