for (module in ["a", "b"]) {
    def results = new File(basedir, module + "/target/statecraft-reports/play/statecraft-results.json").text
    assert results.contains(module + ".pkt")
}
assert !new File(basedir, "build.log").text.contains("not marked as thread-safe")
