package io.statecraft.oracle;

import io.statecraft.tcp.TcpEvent;
import java.util.function.Supplier;

/**
 * An event on the harness's side that the target takes at some moment between {@code earliest} and {@code latest}.
 *
 * <p>Mutable in one respect: the end of a call that has not returned yet is not known.
 */
final class Happening {
    final TcpEvent event; // null: the listener was closed
    final long earliest;
    final Supplier<String> text;
    long latest;

    Happening(TcpEvent event, long earliest, long latest, Supplier<String> text) {
        this.event = event;
        this.earliest = earliest;
        this.latest = latest;
        this.text = text;
    }
}
