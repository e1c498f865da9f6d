package io.statecraft.report;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.Result.Expectation;
import io.statecraft.run.RunReport;
import io.statecraft.run.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** JUnit's XML is well formed whatever is in it, and counts what build servers count. */
public final class JunitTest {

    private static Element suite(RunReport report) throws Exception {
        byte[] bytes = Junit.of(report).getBytes(StandardCharsets.UTF_8);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        return document.getDocumentElement();
    }

    private static Element first(Element suite, String name) {
        return (Element) suite.getElementsByTagName(name).item(0);
    }

    @Test
    public void countsAreThoseOfSurefire() throws Exception {
        Element suite = suite(Reports.report(
                Reports.passed("a"),
                Reports.failed("b", "x"),
                Reports.failed("c", "y"),
                Reports.erred("d"),
                Reports.skipped("e")));
        assertEquals(suite.getAttribute("tests"), "5");
        assertEquals(suite.getAttribute("failures"), "2");
        assertEquals(suite.getAttribute("errors"), "1");
        assertEquals(suite.getAttribute("skipped"), "1");
        assertEquals(suite.getAttribute("name"), "statecraft.embedded");
        assertEquals(suite.getAttribute("time"), "1.234");
        assertEquals(suite.getElementsByTagName("failure").getLength(), 2);
        assertEquals(suite.getElementsByTagName("error").getLength(), 1);
        assertEquals(first(suite, "skipped").getAttribute("message"), "it needs kernel");
    }

    @Test
    public void aCaseIsNamedByIdAndVariant() throws Exception {
        Element test = first(suite(Reports.report(Reports.passed("close/passive"))), "testcase");
        assertEquals(test.getAttribute("name"), "passive (ipv4)");
        assertEquals(test.getAttribute("classname"), "statecraft.embedded.close");
        assertEquals(test.getAttribute("time"), "0.012");
    }

    @Test
    public void theFailureHasTheWholeMessage() throws Exception {
        Element failure = first(suite(Reports.report(Reports.failed("b", "the packet differs"))), "failure");
        assertEquals(failure.getAttribute("message"), "the packet differs");
        assertEquals(failure.getAttribute("type"), "FAIL.PACKET");
        assertTrue(failure.getTextContent().contains("flags: expected ., got F."), failure.getTextContent());
    }

    @DataProvider
    public static Object[][] texts() {
        return new Object[][] {
            {"<tag> & \"quotes\" 'too'", "<tag> & \"quotes\" 'too'"},
            {"]]> <!-- -->", "]]> <!-- -->"},
            {"line\nbreak\tand tab", "line\nbreak\tand tab"},
            {"zero\u0000bell\u0007escape\u001b", "zero\ufffdbell\ufffdescape\ufffd"},
            {"umlaut \u00e4, snow \u2603, rocket \ud83d\ude80", "umlaut \u00e4, snow \u2603, rocket \ud83d\ude80"},
            {"half a pair \ud83d", "half a pair \ufffd"},
            {"no character \uffff", "no character \ufffd"},
        };
    }

    @Test(dataProvider = "texts")
    public void hostileTextIsOnlyText(String reason, String read) throws Exception {
        Element failure = first(suite(Reports.report(Reports.failed("b", reason))), "failure");
        assertEquals(failure.getAttribute("message"), read);
        assertTrue(failure.getTextContent().contains(read));
    }

    @Test
    public void whatTheBaselineExpectsIsNoFailure() throws Exception {
        Element suite = suite(Reports.report(
                Reports.result("a", Reports.outcome(Verdict.FAIL, List.of()), Expectation.EXPECTED),
                Reports.result("b", Reports.outcome(Verdict.PASS, List.of()), Expectation.UNEXPECTED)));
        assertEquals(suite.getAttribute("failures"), "1");
        assertEquals(
                first(suite, "failure").getAttribute("message"), "it passes, and the baseline says that it does not");
    }
}
