package io.statecraft.scenario;

import java.util.List;
import java.util.Optional;

/**
 * What a scenario says of itself in its leading comment lines, as {@code key: value} pairs that may share a line.
 *
 * @param title the comment's first sentences, without the pairs
 * @param id {@code id:} a stable name such as {@code close/passive}
 * @param verifies {@code verifies:} requirement ids, such as {@code RFC9293:MUST-12}
 * @param tags {@code tags:} words to select by
 * @param needs {@code needs:} what the target must have (such as {@code embedded}, {@code ipv4}, {@code msl=1}); what it lacks skips
 *     the scenario
 */
public record Header(String title, Optional<String> id, List<String> verifies, List<String> tags, List<String> needs) {

    /** Says nothing. */
    public static final Header NONE = new Header("", Optional.empty(), List.of(), List.of(), List.of());

    public Header {
        verifies = List.copyOf(verifies);
        tags = List.copyOf(tags);
        needs = List.copyOf(needs);
    }
}
