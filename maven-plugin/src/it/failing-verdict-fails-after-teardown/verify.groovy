String log = new File(basedir, "build.log").text
int played = log.indexOf(":integration-test (play)")
int tornDown = log.indexOf(":list (teardown)")
int failed = log.indexOf("Execution play: a verdict failed")
assert 0 <= played && played < tornDown && tornDown < failed

def results = new groovy.json.JsonSlurper().parse(new File(basedir, "target/statecraft-reports/play/statecraft-results.json"))
assert results.results.collect { it.verdict }.sort().unique() == ["FAIL", "PASS"]
