package io.statecraft.script;

import static org.testng.Assert.assertEquals;

import io.statecraft.scenario.Header;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.Test;

/** What the leading comments say of a scenario. */
public final class HeaderTest {

    private static Header header(String comments) {
        return Scripts.parse(comments + "\n0 `true`\n// id: too-late\n").header();
    }

    @Test
    public void pairsMayShareALineOrStandOneALine() {
        Header expected = new Header(
                "A title. It has two sentences.",
                Optional.of("close/passive"),
                List.of("RFC9293:MUST-12", "RFC5961-3"),
                List.of("close", "fin"),
                List.of("embedded"));
        assertEquals(header("""
                        // A title. It has
                        //   two sentences.
                        // id: close/passive   verifies: RFC9293:MUST-12, RFC5961-3   tags: close fin   needs: embedded
                        """), expected);
        assertEquals(header("""
                        /* A title.
                         * It has two sentences.
                         * id:close/passive
                         * verifies: RFC9293:MUST-12
                         * verifies: RFC5961-3 */

                        // tags: close,fin
                        // needs: embedded
                        """), expected);
    }

    @Test
    public void licenceIsNoTitle() {
        assertEquals(header("""
                                //
                                // Copyright (c) 2016 Somebody
                                // Redistribution and use in source and binary forms are permitted.
                                //

                                // What it is about.
                                """).title(), "What it is about.");
        assertEquals(
                header("// SPDX-License-Identifier: GPL-2.0\n// What it is about.")
                        .title(),
                "What it is about.");
    }

    @Test
    public void commentsAfterTheFirstOptionSayNothing() {
        assertEquals(header("--mtu=1500\n// id: x"), Header.NONE);
    }

    @Test
    public void proseWithAColonIsProse() {
        Header header = header("// Note: the id: is not here");
        assertEquals(header.id(), Optional.empty());
        assertEquals(header.title(), "Note: the id: is not here");
    }

    @Test
    public void headerOfAScriptInErrorIsStillThere() {
        assertEquals(
                ScriptParser.parse("x.pkt", "// id: broken\n0 (", ParseOptions.DEFAULT)
                        .header()
                        .id(),
                Optional.of("broken"));
    }
}
