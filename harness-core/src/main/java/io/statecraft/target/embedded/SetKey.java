package io.statecraft.target.embedded;

import io.statecraft.stack.Signatures;
import io.statecraft.target.Target.CommandOutcome;
import io.statecraft.target.Target.CommandOutcome.Done;
import io.statecraft.target.Target.CommandOutcome.Refused;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * BSD's {@code setkey} as far as it concerns the signatures of TCP: {@code setkey -c} reads {@code add FROM TO tcp SPI -A tcp-md5 "KEY" ;},
 * {@code setkey -F} forgets all keys.
 */
final class SetKey {
    private static final Pattern ASSOCIATION =
            Pattern.compile("add\\s+(\\S+)\\s+(\\S+)\\s+tcp\\s+\\S+\\s+-A\\s+tcp-md5\\s+(\"[^\"]*\"|0x[0-9a-fA-F]+)");

    private final Signatures signatures;

    SetKey(Signatures signatures) {
        this.signatures = signatures;
    }

    CommandOutcome run(List<String> words, Optional<String> input) {
        if (words.equals(List.of("setkey", "-F")) && input.isEmpty()) {
            signatures.clear();
            return new Done(0, "");
        } else if (!words.equals(List.of("setkey", "-c")) || input.isEmpty()) {
            return new Refused("the embedded target knows of setkey no more than -c with a pipe before it, and -F");
        }
        List<Matcher> associations = new ArrayList<>();
        for (String statement : input.get().split(";")) {
            Matcher association = ASSOCIATION.matcher(statement.strip());
            if (association.matches()) {
                associations.add(association);
            } else if (!statement.isBlank()) {
                return new Refused("the embedded target knows no such security association: " + statement.strip());
            }
        }
        try {
            associations.forEach(
                    a -> signatures.add(IpAddress.of(a.group(1)), IpAddress.of(a.group(2)), key(a.group(3))));
        } catch (IllegalArgumentException e) {
            return new Done(1, e.getMessage() + "\n");
        }
        return new Done(0, "");
    }

    private static Bytes key(String written) {
        return written.startsWith("\"")
                ? Bytes.of(written.substring(1, written.length() - 1).getBytes(StandardCharsets.UTF_8))
                : Bytes.ofHex(written.substring(2));
    }
}
