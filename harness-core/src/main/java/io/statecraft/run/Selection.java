package io.statecraft.run;

import io.statecraft.scenario.Header;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * Which of the scripts are played.
 *
 * @param tags one of these, if there are any; one after {@code !} is left out
 * @param include patterns of ids or paths: one of these, if there are any
 * @param exclude patterns of ids or paths: none of these
 * @param slow whether also those that are tagged {@code slow}
 */
public record Selection(List<String> tags, List<String> include, List<String> exclude, boolean slow) {
    /** The tag of a scenario that takes long where time is not ours. */
    public static final String SLOW = "slow";

    /** Everything. */
    public static final Selection ALL = new Selection(List.of(), List.of(), List.of(), true);

    public Selection {
        tags = List.copyOf(tags);
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** Whether a script is selected. */
    public boolean selects(Script script, String id, Header header) {
        List<String> wanted = tags.stream().filter(tag -> !tag.startsWith("!")).toList();
        boolean tagged = wanted.isEmpty() || header.tags().stream().anyMatch(wanted::contains);
        boolean leftOut = header.tags().stream().anyMatch(tag -> tags.contains("!" + tag));
        boolean included = include.isEmpty() || include.stream().anyMatch(pattern -> matches(pattern, script, id));
        boolean excluded = exclude.stream().anyMatch(pattern -> matches(pattern, script, id));
        return tagged && !leftOut && included && !excluded;
    }

    /** Whether a script is selected, but left out because it takes long. */
    public boolean isTooSlow(Header header) {
        return !slow && !tags.contains(SLOW) && header.tags().contains(SLOW);
    }

    /** {@code *} is any text without a slash, {@code **} any text; a pattern without wildcards is the whole id or path. */
    private static boolean matches(String pattern, Script script, String id) {
        if (pattern.equals(id) || pattern.equals(script.name())) {
            return true;
        }
        PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        return glob.matches(Path.of(id))
                || script.file().map(file -> glob.matches(file.normalize())).orElse(false);
    }
}
