package io.statecraft.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The text of addresses. */
final class AddressText {
    private AddressText() {}

    /** Four bytes, or null. */
    static byte[] parseIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            // No leading zeros: some read them as octal.
            if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
                return null;
            }
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    /** Sixteen bytes, or null. */
    static byte[] parseIpv6(String text) {
        String head = text;
        byte[] tail = new byte[0];
        int lastColon = text.lastIndexOf(':');
        if (text.indexOf('.') >= 0) {
            tail = parseIpv4(text.substring(lastColon + 1));
            if (tail == null) {
                return null;
            }
            head = text.substring(0, lastColon + 1);
            if (!head.endsWith("::")) {
                head = head.substring(0, head.length() - 1);
            }
        }
        int gap = head.indexOf("::");
        byte[] left = groups(gap < 0 ? head : head.substring(0, gap));
        byte[] right = gap < 0 ? new byte[0] : groups(head.substring(gap + 2));
        if (left == null || right == null) {
            return null;
        }
        int used = left.length + right.length + tail.length;
        if (gap < 0 ? used != 16 : used > 14) {
            return null;
        }
        byte[] bytes = new byte[16];
        System.arraycopy(left, 0, bytes, 0, left.length);
        System.arraycopy(right, 0, bytes, 16 - tail.length - right.length, right.length);
        System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
        return bytes;
    }

    private static byte[] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        if (parts.length > 8) {
            return null;
        }
        byte[] bytes = new byte[2 * parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("[0-9a-fA-F]{1,4}")) {
                return null;
            }
            int group = Integer.parseInt(parts[i], 16);
            bytes[2 * i] = (byte) (group >> 8);
            bytes[2 * i + 1] = (byte) group;
        }
        return bytes;
    }

    /** Whether the bytes are an IPv4 address mapped into IPv6: ::ffff:0:0/96. */
    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    /** Dotted quad, or RFC 5952. */
    static String format(byte[] bytes) {
        if (bytes.length == 4) {
            try {
                return InetAddress.getByAddress(bytes).getHostAddress();
            } catch (UnknownHostException impossible) {
                throw new AssertionError(impossible);
            }
        }
        if (isMapped(bytes)) {
            return "::ffff:" + format(Arrays.copyOfRange(bytes, 12, 16)); // RFC 5952 section 5
        }
        // RFC 5952 section 4: the longest run of two or more zero groups becomes "::", the first of equals.
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int from = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > longest) {
                longest = run;
                from = i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == from) {
                text.append("::");
                i += longest - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
