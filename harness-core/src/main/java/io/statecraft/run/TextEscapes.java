package io.statecraft.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The escapes of a script's strings: {@code \n \r \t \f \v \\ \" \xHH}. */
final class TextEscapes {
    private TextEscapes() {}

    /** The octets that a raw string stands for, one character each. */
    static String decode(String raw) {
        byte[] in = raw.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '\\' || i + 1 == in.length) {
                out.write(in[i]);
                continue;
            }
            char c = (char) in[++i];
            if (c == 'x' && i + 2 < in.length && digit(in[i + 1]) >= 0 && digit(in[i + 2]) >= 0) {
                out.write(digit(in[i + 1]) << 4 | digit(in[i + 2]));
                i += 2;
            } else {
                out.write(
                        switch (c) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 't' -> '\t';
                            case 'f' -> '\f';
                            case 'v' -> 0x0b;
                            default -> c;
                        });
            }
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static int digit(byte b) {
        return Character.digit(b, 16);
    }
}
