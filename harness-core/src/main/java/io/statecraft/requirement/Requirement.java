package io.statecraft.requirement;

import java.util.regex.Pattern;

/**
 * What an RFC asks of an endpoint, as the catalogue has it. Ids are frozen.
 *
 * @param id {@code RFC9293:MUST-10}, RFC 9293's own id; or {@code RFC5961-3}, the third row of that RFC in the catalogue
 * @param level how strongly it is asked for
 * @param section where in the RFC
 * @param topic a few words to group by
 * @param text what is asked for, in our words
 * @param testability where it shows
 * @param howToTest what to do to the endpoint, and what to see
 * @param verified whether the row has been compared with the RFC's text
 */
public record Requirement(
        String id,
        Level level,
        String section,
        String topic,
        String text,
        Testability testability,
        String howToTest,
        boolean verified) {
    private static final Pattern ID =
            Pattern.compile("RFC9293:(MUST|SHLD|MAY|REC)-[1-9][0-9]*|RFC[1-9][0-9]{2,4}-[1-9][0-9]*");

    public Requirement {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a requirement: " + id);
        }
    }

    /** The RFC's name, as the id begins: {@code RFC5961}. */
    public String rfc() {
        int end = id.indexOf(':');
        return id.substring(0, end < 0 ? id.indexOf('-') : end);
    }

    /** Id, level and text in one line. */
    @Override
    public String toString() {
        return id + " (" + level + ", section " + section + "): " + text;
    }
}
