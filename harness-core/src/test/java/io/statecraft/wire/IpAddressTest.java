package io.statecraft.wire;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.expectThrows;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Addresses are read as RFC 4291 section 2.2 and written as RFC 5952. */
public final class IpAddressTest {

    @DataProvider
    public Object[][] texts() {
        return new Object[][] {
            {"192.0.2.1", "192.0.2.1"},
            {"0.0.0.0", "0.0.0.0"},
            {"255.255.255.255", "255.255.255.255"},
            // RFC 5952 section 1 and 2: ways to write the same
            {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
            {"2001:0db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
            {"2001:db8::1:0:0:1", "2001:db8::1:0:0:1"},
            {"2001:db8::0:1:0:0:1", "2001:db8::1:0:0:1"},
            {"2001:0db8::1:0:0:1", "2001:db8::1:0:0:1"},
            {"2001:db8:0:0:1::1", "2001:db8::1:0:0:1"},
            {"2001:db8:0000:0:1::1", "2001:db8::1:0:0:1"},
            {"2001:DB8:0:0:1::1", "2001:db8::1:0:0:1"},
            {"2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1"},
            {"2001:db8:0:0:0::1", "2001:db8::1"},
            // Section 4.1: leading zeros. 4.2.1: as short as possible. 4.2.2: not one group. 4.2.3: the longest.
            {"2001:0db8::0001", "2001:db8::1"},
            {"2001:db8:0:0:0:0:2:1", "2001:db8::2:1"},
            {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
            {"2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
            {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
            // Section 5
            {"::ffff:192.0.2.1", "::ffff:192.0.2.1"},
            {"0:0:0:0:0:ffff:c000:201", "::ffff:192.0.2.1"},
            {"64:ff9b::192.0.2.33", "64:ff9b::c000:221"},
            {"1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"},
            {"::", "::"},
            {"::1", "::1"},
            {"1::", "1::"},
            {"1:0:0:0:0:0:0:8", "1::8"},
            {"1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"},
            {"0:0:3:4:5:6:7:8", "::3:4:5:6:7:8"},
            {"::1.2.3.4", "::102:304"},
            {"fe80::ff:fe00:1", "fe80::ff:fe00:1"},
        };
    }

    @Test(dataProvider = "texts")
    public void eachSpellingIsWrittenInTheOneForm(String text, String canonical) {
        IpAddress address = IpAddress.of(text);
        assertEquals(address.toString(), canonical);
        assertEquals(IpAddress.of(canonical), address);
        assertEquals(address.version(), text.contains(":") ? 6 : 4);
    }

    @DataProvider
    public Object[][] none() {
        return new Object[][] {
            {""},
            {"1.2.3"},
            {"1.2.3.4.5"},
            {"1.2.3.256"},
            {"1.2.3.-4"},
            {"1.2.3.04"},
            {"1.2.3.4 "},
            {"1..2.3"},
            {"localhost"},
            {":"},
            {":::"},
            {"1::2::3"},
            {"1:2:3:4:5:6:7"},
            {"1:2:3:4:5:6:7:8:9"},
            {"1:2:3:4::5:6:7:8"},
            {"12345::"},
            {"g::"},
            {":1::"},
            {"1::2:"},
            {"::1.2.3"},
            {"1.2.3.4::"},
            {"::1.2.3.4:5"},
            {"fe80::1%eth0"},
            {"1:2:3:4:5:6:7:1.2.3.4"},
        };
    }

    @Test(dataProvider = "none")
    public void whatIsNoAddressIsRefusedByItsText(String text) {
        IllegalArgumentException e = expectThrows(IllegalArgumentException.class, () -> IpAddress.of(text));
        assertEquals(e.getMessage(), "not an IP address: " + text);
    }
}
