String log = new File(basedir, "build.log").text
String parallel = 'Using the MultiThreadedBuilder implementation with a thread count of 2'
List<String> builds = log.split(parallel).toList()
assert builds.size() == 2
builds.each { build ->
    assert build.contains('Manometer found 1 violation:')
    assert build.contains('com.acme.unbounded.Orders.<init>(Orders.java:7): ')
    assert build.contains('The report, with what to change: unbounded/target/manometer/report.txt')
    // In bounded and in allowed.
    assert build.count('Manometer found nothing that fails: ') == 2
    assert build.contains('Nothing to check: this module has no tests')
}
assert new File(basedir, 'bounded/target/manometer/report.txt').text.contains('PASSED')
assert new File(basedir, 'allowed/target/manometer/report.txt').text.contains('PASSED')
assert new File(basedir, 'unbounded/target/manometer/report.txt').text.contains('FAILED')
