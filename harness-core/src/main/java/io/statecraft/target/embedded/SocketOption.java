package io.statecraft.target.embedded;

import io.statecraft.stack.EndpointOptions;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;

/**
 * A socket option of the embedded stack: what reading it gives, and what setting it does. {@link SocketOptions} finds one by its
 * numbers.
 *
 * @param level the symbol of its level
 * @param symbol its own symbol; a system whose table of symbols is without it is without the option
 * @param reader what {@code getsockopt} gives
 * @param writer what {@code setsockopt} does
 * @param takesOctet whether it can be set by a single octet
 */
record SocketOption(String level, String symbol, ToLongFunction<Socket> reader, Writer writer, boolean takesOctet) {
    /** Sets an option of {@code socket}. */
    interface Writer {
        /** The symbol of the error if that fails. */
        Optional<String> set(Socket socket, long value);
    }

    /** An option that does nothing: its value is kept, to be read back. */
    static SocketOption remembered(String level, String symbol) {
        return of(level, symbol, socket -> socket.remembered(symbol), (socket, value) -> {
            socket.remember(symbol, value);
            return Optional.empty();
        });
    }

    static SocketOption of(String level, String symbol, ToLongFunction<Socket> reader, Writer writer) {
        return new SocketOption(level, symbol, reader, writer, false);
    }

    /** The same under another name. */
    SocketOption as(String otherLevel, String otherSymbol) {
        return new SocketOption(otherLevel, otherSymbol, reader, writer, takesOctet);
    }

    /** The same, which can be set by a single octet too. */
    SocketOption orOctet() {
        return new SocketOption(level, symbol, reader, writer, true);
    }

    long get(Socket socket) {
        return reader.applyAsLong(socket);
    }

    /** Sets it; the symbol of the error if that fails. */
    Optional<String> set(Socket socket, long value) {
        return writer.set(socket, value);
    }

    // ---- what writers are made of

    /** A change of the endpoint's options that takes every value. */
    static Writer change(BiConsumer<EndpointOptions, Long> change) {
        return changeIf(value -> true, change);
    }

    /** A change of the endpoint's options by values that {@code valid} takes; EINVAL for the others. */
    static Writer changeIf(LongPredicate valid, BiConsumer<EndpointOptions, Long> change) {
        return (socket, value) -> {
            if (!valid.test(value)) {
                return Optional.of("EINVAL");
            }
            change.accept(socket.options(), value);
            socket.optionsChanged();
            return Optional.empty();
        };
    }

    /** Setting it fails with {@code error}. */
    static Writer refused(String error) {
        return (socket, value) -> Optional.of(error);
    }
}
