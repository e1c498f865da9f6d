package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;

import java.util.OptionalLong;
import org.testng.annotations.Test;

/** The constants of the kernels are those of their headers. */
public final class KernelConstantsTest {

    @Test
    public void linuxNumbersStatesFromEstablished() {
        String names = "ESTABLISHED SYN_SENT SYN_RECV FIN_WAIT1 FIN_WAIT2 TIME_WAIT CLOSE CLOSE_WAIT LAST_ACK LISTEN "
                + "CLOSING NEW_SYN_RECV";
        long number = 1;
        for (String name : names.split(" ")) {
            assertEquals(KernelConstants.LINUX.valueOf("TCP_" + name), OptionalLong.of(number++), name);
        }
    }

    @Test
    public void freebsdNumbersStatesFromClosed() {
        String names = "CLOSED LISTEN SYN_SENT SYN_RECEIVED ESTABLISHED CLOSE_WAIT FIN_WAIT_1 CLOSING LAST_ACK "
                + "FIN_WAIT_2 TIME_WAIT";
        long number = 0;
        for (String name : names.split(" ")) {
            assertEquals(KernelConstants.FREEBSD.valueOf("TCPI_" + name), OptionalLong.of(number++), name);
        }
    }

    @Test
    public void eachKnowsTheOthersSpelling() {
        assertEquals(KernelConstants.LINUX.valueOf("TCPI_FIN_WAIT_2"), OptionalLong.of(5));
        assertEquals(KernelConstants.FREEBSD.valueOf("TCP_SYN_RECV"), OptionalLong.of(3));
    }

    @Test
    public void optionsAndCongestionStatesAreKnown() {
        assertEquals(
                Code.output("print(TCP_CA_Open, TCP_CA_Disorder, TCP_CA_CWR, TCP_CA_Recovery, TCP_CA_Loss)"),
                "0 1 2 3 4\n");
        assertEquals(
                Code.output("print(TCPI_OPT_TIMESTAMPS | TCPI_OPT_SACK | TCPI_OPT_WSCALE | TCPI_OPT_ECN, "
                        + "TCPI_OPT_ECN_SEEN, TCPI_OPT_SYN_DATA)"),
                "15 16 32\n");
    }

    @Test
    public void othersFillWhatOneDoesNotKnow() {
        Constants own = name -> name.equals("TCP_LISTEN") ? OptionalLong.of(99) : OptionalLong.empty();
        Constants both = own.or(KernelConstants.LINUX);
        assertEquals(both.valueOf("TCP_LISTEN"), OptionalLong.of(99));
        assertEquals(both.valueOf("TCP_CLOSE"), OptionalLong.of(7));
        assertEquals(both.valueOf("TCP_NOTHING"), OptionalLong.empty());
    }
}
