String log = new File(basedir, "build.log").text
assert log.contains("Check: a verdict failed"): "a MUST that is broken fails the build"
def results = new groovy.json.JsonSlurper().parse(new File(basedir, "target/statecraft-reports/check/statecraft-results.json"))
assert results.results.collect { it.verdict } == ["FAIL"]
assert results.results[0].clauses == ["RFC9293:3.10.4"]
