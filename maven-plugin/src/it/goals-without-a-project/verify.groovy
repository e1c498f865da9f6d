String log = new File(basedir, "build.log").text
assert log.contains("statecraft:integration-test"): "help names the goals"
assert new File(basedir, "target/statecraft-reports/statecraft-results.json").text.contains('"PASS"')
