package io.statecraft.stack;

import io.statecraft.tcp.FastOpenCookie;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client knows of servers' Fast Open (RFC 7413 section 4.1.3): their cookies, and where it failed. Cookies are kept by the pair of
 * addresses, failures by the server's port as well (section 4.1.3.1).
 */
final class CookieCache {
    private final Map<Path, Known> cookies = new HashMap<>();
    private final Map<Service, Long> failures = new HashMap<>();

    private record Path(IpAddress local, IpAddress remote) {}

    private record Service(Path path, int port) {}

    /**
     * What is known of a server.
     *
     * @param cookie its latest one
     * @param mss what its SYN,ACK said; -1 if it said nothing
     * @param askedBoth whether it gave no cookie, by whichever option it was asked
     */
    record Known(FastOpenCookie cookie, int mss, boolean askedBoth) {
        /** Nothing: a cookie can be asked for. */
        static final Known NOTHING = new Known(FastOpenCookie.request(), -1, false);
    }

    private static Path path(FourTuple ends) {
        return new Path(ends.local(), ends.remote());
    }

    private static Service service(FourTuple ends) {
        return new Service(path(ends), ends.remotePort());
    }

    /** What can be shown to a server at {@code now}; null if it is not to be tried, as it has failed. */
    Known lookUp(FourTuple ends, long now) {
        Long until = failures.get(service(ends));
        return until != null && now < until ? null : cookies.getOrDefault(path(ends), Known.NOTHING);
    }

    /** The server has given a cookie. */
    void learn(FourTuple ends, FastOpenCookie cookie, int mss) {
        cookies.put(path(ends), new Known(cookie, mss, false));
        failures.remove(service(ends));
    }

    /** The server has said what its MSS is, and given no cookie. */
    void learnMss(FourTuple ends, int mss) {
        Known known = cookies.getOrDefault(path(ends), Known.NOTHING);
        cookies.put(path(ends), new Known(known.cookie(), mss, known.askedBoth()));
    }

    /** The server has given no cookie when asked: it is asked by the option of before RFC 7413 next, and then by its own again. */
    void refused(FourTuple ends) {
        Known known = cookies.getOrDefault(path(ends), Known.NOTHING);
        if (known.cookie().isRequest()) {
            boolean old = known.cookie().experimental();
            FastOpenCookie next = new FastOpenCookie(Bytes.EMPTY, !old && !known.askedBoth());
            cookies.put(path(ends), new Known(next, known.mss(), known.askedBoth() || old));
        }
    }

    /** It did not work, and is not tried again before {@code until}. */
    void failed(FourTuple ends, long until) {
        failures.put(service(ends), until);
    }

    void clear() {
        cookies.clear();
        failures.clear();
    }
}
