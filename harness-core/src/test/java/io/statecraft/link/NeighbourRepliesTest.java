package io.statecraft.link;

import static org.testng.Assert.assertEquals;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Neighbours who ask for an address are told ours, and nobody else is told anything. */
public final class NeighbourRepliesTest {
    private static final MacAddress OWN = MacAddress.locallyAdministered(1);
    private static final String OURS = "025354430001";
    private static final String ASKER = "025354430002";

    private static final String ARP_REQUEST =
            "ffffffffffff" + ASKER + "0806" + "0001080006040001" + ASKER + "c0a80001" + "000000000000" + "c0a80002";

    private static final String ASKER_V6 = "fd3dfa7bd17d00000000000000000001";
    private static final String WANTED_V6 = "fd3dfa7bd17d00000000000000000002";
    private static final String SOLICITATION = "3333ff000002" + ASKER + "86dd" + "60000000" + "0020" + "3aff" + ASKER_V6
            + "ff0200000000000000000001ff000002" + "8700" + "0000" + "00000000" + WANTED_V6 + "0101" + ASKER;

    @Test
    public void anArpRequestIsAnswered() {
        assertEquals(
                answer(ARP_REQUEST),
                ASKER + OURS + "0806" + "0001080006040002" + OURS + "c0a80002" + ASKER + "c0a80001");
    }

    @Test
    public void aNeighbourSolicitationIsAnswered() {
        // The checksum is over the pseudo header and the message, computed apart from our code.
        assertEquals(
                answer(SOLICITATION),
                ASKER + OURS + "86dd" + "60000000" + "0020" + "3aff" + WANTED_V6 + ASKER_V6 + "8800" + "6360"
                        + "60000000" + WANTED_V6 + "0201" + OURS);
    }

    @DataProvider
    public Object[][] noQuestions() {
        return new Object[][] {
            {"an ARP probe", ARP_REQUEST.replace("c0a80001", "00000000")},
            {"an ARP announcement", ARP_REQUEST.replace("c0a80002", "c0a80001")},
            {"an ARP reply", ARP_REQUEST.replace("06040001", "06040002")},
            {"duplicate address detection", SOLICITATION.replace(ASKER_V6, "0".repeat(32))},
            {"another ICMPv6 message", SOLICITATION.replace("8700", "8000")},
            {"an ARP request that is cut off", ARP_REQUEST.substring(0, 60)},
            {"nothing", ""},
        };
    }

    @Test(dataProvider = "noQuestions")
    public void whatIsNoQuestionIsNotAnswered(String what, String frame) {
        assertEquals(answer(frame), "", what);
    }

    private static String answer(String question) {
        ByteBuffer answer = ByteBuffer.allocate(NeighbourReplies.LARGEST);
        int length = NeighbourReplies.answer(ByteBuffer.wrap(HexFormat.of().parseHex(question)), OWN, answer);
        return HexFormat.of().formatHex(answer.array(), 0, length);
    }
}
