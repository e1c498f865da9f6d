package io.statecraft.run;

import io.statecraft.oracle.SocketCall;
import io.statecraft.wire.IpAddress;

/** A {@link SocketCall} as words: its name, and its values in order. */
final class SocketCallText {
    private SocketCallText() {}

    static String write(SocketCall call) {
        if (call instanceof SocketCall.Listen c) {
            return words("listen", c.descriptor(), c.backlog(), c.local(), c.port());
        } else if (call instanceof SocketCall.Connect c) {
            return words("connect", c.descriptor(), c.remote(), c.port(), c.octets());
        } else if (call instanceof SocketCall.Accept c) {
            return words("accept", c.descriptor());
        } else if (call instanceof SocketCall.Send c) {
            return words("send", c.descriptor(), c.octets());
        } else if (call instanceof SocketCall.Receive c) {
            return words("receive", c.descriptor());
        } else if (call instanceof SocketCall.Shutdown c) {
            return words("shutdown", c.descriptor(), c.reading(), c.writing());
        } else if (call instanceof SocketCall.Close c) {
            return words("close", c.descriptor(), c.abortive());
        }
        SocketCall.SetOption c = (SocketCall.SetOption) call;
        return words("set", c.descriptor(), c.name(), c.value());
    }

    static SocketCall read(String text) {
        String[] w = text.split(" ");
        int fd = Integer.parseInt(w[1]);
        return switch (w[0]) {
            case "listen" ->
                new SocketCall.Listen(fd, Integer.parseInt(w[2]), IpAddress.of(w[3]), Integer.parseInt(w[4]));
            case "connect" ->
                new SocketCall.Connect(fd, IpAddress.of(w[2]), Integer.parseInt(w[3]), Long.parseLong(w[4]));
            case "accept" -> new SocketCall.Accept(fd);
            case "send" -> new SocketCall.Send(fd, Long.parseLong(w[2]));
            case "receive" -> new SocketCall.Receive(fd);
            case "shutdown" -> new SocketCall.Shutdown(fd, Boolean.parseBoolean(w[2]), Boolean.parseBoolean(w[3]));
            case "close" -> new SocketCall.Close(fd, Boolean.parseBoolean(w[2]));
            case "set" -> new SocketCall.SetOption(fd, w[2], Long.parseLong(w[3]));
            default -> throw new IllegalArgumentException("no call is called " + w[0]);
        };
    }

    private static String words(Object... words) {
        StringBuilder text = new StringBuilder();
        for (Object word : words) {
            text.append(text.isEmpty() ? "" : " ").append(word);
        }
        return text.toString();
    }
}
