package broken.cli;

/** At the top, and badly named inside. */
public interface Top {
    final class ThingManager {}
}
