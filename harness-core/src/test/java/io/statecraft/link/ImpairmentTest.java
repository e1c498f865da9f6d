package io.statecraft.link;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** How a bad network is written. */
public final class ImpairmentTest {

    @Test
    public void sharesAndSpansAreRead() {
        assertEquals(
                Impairment.of("loss=2%, duplicate=1%, reorder=0.05, corrupt=0.1%, delay=10ms, jitter=500us, lag=1s"),
                new Impairment(0.02, 0.01, 0.05, 0.001, 10_000_000, 500_000, 1_000_000_000));
    }

    @Test
    public void whatIsLeftOutIsGood() {
        assertEquals(Impairment.of("loss=100%"), new Impairment(1, 0, 0, 0, 0, 0, 1_000_000));
        assertTrue(Impairment.of("lag=2ms").isNone());
    }

    @Test
    public void itReadsWhatItPrints() {
        Impairment bad = Impairment.of("loss=2%,duplicate=1%,reorder=5%,delay=10ms");
        assertEquals(Impairment.of(bad.toString()), bad);
    }

    @DataProvider
    public Object[][] bad() {
        return new Object[][] {
            {"loss", "\"loss\" has no value"},
            {"loss=", "loss is a share"},
            {"loss=many%", "\"many%\" is no number"},
            {"loss=101%", "loss is a share between 0% and 100%"},
            {"loss=-1%", "loss is a share between 0% and 100%"},
            {"delay=-1ms", "no packet arrives before it is sent"},
            {"gremlins=1%", "no network has \"gremlins\""},
        };
    }

    @Test(dataProvider = "bad")
    public void badTextIsRefusedWithTheForm(String text, String message) {
        IllegalArgumentException e = expectThrows(IllegalArgumentException.class, () -> Impairment.of(text));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().contains("write for example loss=2%"), e.getMessage());
    }
}
